package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table 2: Wine's own store. All programs take turns of a few calls, and each turn is compared with the C program's beside it. */
final class WineTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 200);
    private static final int WARM_UP_ROUNDS = 40;

    /** As many as the workers have names. */
    private static final int TURN = 50;

    private static final int LISTS = 2;

    /** A listing takes Wine as long as a thousand other calls, so only every so many rounds have one. */
    private static final int ROUNDS_PER_LISTING = 10;

    private static final List<String> OPERATIONS = List.of("miss", "write", "read", "list", "delete");
    private static final List<String> RIVALS = List.of("java-keyring", "Microsoft");

    private static final String LOCKING_C = "C with mutex";

    /** A plain read through {@code KeyStore} takes at most so many times as long as that of C with the same locks. */
    private static final double GET_KEY_GOAL = 1.15;

    private final Place place;
    private final Results results;

    WineTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        Map<String, WorkerProcess> workers = new LinkedHashMap<>();
        workers.put("C", WorkerProcess.start(place.windowsC("c"), "wincred-benchmark/c/"));
        workers.put(LOCKING_C, WorkerProcess.start(place.windowsC("c-mutex"), "wincred-benchmark/c-mutex/"));
        for (Binding binding : Binding.values()) {
            String suffix = binding.suffix();
            workers.put("store, both off" + suffix, java("store", binding, "false", "false"));
            workers.put("store, read-back" + suffix, java("store", binding, "false", "true"));
            workers.put("store, mutex" + suffix, java("store", binding, "true", "false"));
            workers.put("store, default" + suffix, java("store", binding, "true", "true"));
            workers.put("KeyStore, both off" + suffix, java("KeyStore", binding, "false", "false"));
            workers.put("KeyStore, default" + suffix, java("KeyStore", binding, "true", "true"));
        }
        for (String rival : RIVALS) {
            workers.put(rival, java(rival, Binding.JNA, "true", "true"));
        }
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            if (round % ROUNDS_PER_LISTING == 0) {
                System.err.println("wine: round " + round + " of " + ROUNDS);
            }
            for (String operation : OPERATIONS) {
                if (operation.equals("list") && round % ROUNDS_PER_LISTING != 0) {
                    continue;
                }
                List<String> programs = new ArrayList<>(workers.keySet());
                Collections.rotate(programs, round);
                for (String program : programs) {
                    if (operation.equals("list") && RIVALS.contains(program)
                            || operation.equals("miss") && !program.equals("C")) {
                        continue;
                    }
                    int calls = operation.equals("list") ? LISTS : TURN;
                    double micros = workers.get(program).run(operation + " " + calls) / calls / 1000;
                    if (round >= 0) {
                        results.add(operation + " " + program, micros);
                    }
                }
            }
            if (round >= 0) {
                results.add("read and delete C", last("read C") + last("delete C"));
                results.add("miss and write C", last("miss C") + last("write C"));
            }
        }
        print(workers.keySet());
        for (WorkerProcess worker : workers.values()) {
            worker.close();
        }
    }

    private WorkerProcess java(String client, Binding binding, String mutex, String readBack) throws IOException {
        List<String> options = new ArrayList<>(binding.options());
        options.addAll(
                List.of("-Dwincred.mutex=" + mutex, "-Dwincred.read-back=" + readBack, "-cp", place.classPath(";")));
        String names = String.join("-", client, binding.name(), mutex, readBack);
        return WorkerProcess.start(
                place.windowsJava(options, "io.github.wincred.benchmarks.Worker", client),
                "wincred-benchmark/" + names + "/");
    }

    private void print(Iterable<String> programs) {
        results.line(
                "Turns of " + TURN + " calls, " + ROUNDS + " rounds (of " + LISTS + " listings of " + TURN
                        + " credentials, in one of " + ROUNDS_PER_LISTING
                        + "): microseconds for one call, and the ratio to C in the same round (medians, quartiles in brackets).");
        results.line("C with mutex, which holds it for each call, is the base of what does the same.");
        results.line("");
        results.head("", "read", "write", "delete", "list 50");
        for (String program : programs) {
            boolean locks = program.contains("mutex") || program.contains("default");
            String base = locks ? LOCKING_C : "C";
            results.row(
                    program,
                    cell("read", program, base),
                    cell("write", program, base),
                    cell("delete", program, base),
                    cell("list", program, base));
        }
        results.line("");
        results.line("`KeyStore` beside C making the same calls, mutex and read-back off.");
        results.line("");
        results.head("", "JNA", "foreign");
        for (String[] row : new String[][] {
            {"read", "read", "read"},
            {"delete : read and delete of C", "delete", "read and delete"},
            {"write of what is new : write of C", "write", "write"},
            {"write of what is new : read of nothing and write of C", "write", "miss and write"}
        }) {
            List<String> cells = new ArrayList<>(List.of(row[0]));
            for (Binding binding : Binding.values()) {
                cells.add(results.ratioText(row[1] + " KeyStore, both off" + binding.suffix(), row[2] + " C"));
            }
            results.row(cells);
        }
        results.line("");
        for (Binding binding : Binding.values()) {
            Statistics getKey = results.ratio("read KeyStore, default" + binding.suffix(), "read " + LOCKING_C);
            results.line("`KeyStore.getKey` by " + binding + " in the default settings takes " + getKey.text()
                    + " times as long as C with the same locks; the goal, at most " + GET_KEY_GOAL + ", is "
                    + (getKey.median() <= GET_KEY_GOAL ? "met" : "missed") + ".");
        }
        results.line("With the mutex a read of C takes " + results.ratioText("read " + LOCKING_C, "read C")
                + " times as long as without.");
    }

    private double last(String series) {
        List<Double> numbers = results.get(series);
        return numbers.get(numbers.size() - 1);
    }

    private String cell(String operation, String program, String base) {
        String series = operation + " " + program;
        if (!results.has(series)) {
            return "–";
        }
        String micros = Statistics.format(results.median(series));
        return program.equals(base) || program.equals("C")
                ? micros
                : micros + ", " + results.ratioText(series, operation + " " + base);
    }
}
