package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table 1: the binding alone, on an {@code advapi32} that answers at once. All programs take turns, each a loop of many calls. */
final class BindingTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 30);
    private static final int WARM_UP_ROUNDS = 3;

    /** Until Java has compiled the whole way of a call. */
    private static final long WARM_UP_NANOSECONDS = 10_000_000_000L;

    /** How long a turn takes, about. */
    private static final double TURN_NANOSECONDS = 50_000_000;

    private static final String PREFIX = "list/100/";
    private static final List<String> OPERATIONS = List.of("read", "write", "delete");
    private static final List<String> SIZES = List.of("1", "100", "1000", "10000");
    private static final List<String> RIVALS = List.of("java-keyring", "Microsoft");

    private final Place place;
    private final Results results;
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();

    /** How many calls each program makes in a turn of each operation. */
    private final Map<String, Integer> calls = new LinkedHashMap<>();

    BindingTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        workers.put("C", WorkerProcess.start(place.noopC("c"), PREFIX));
        for (Binding binding : Binding.values()) {
            for (String client : List.of("store", "KeyStore")) {
                workers.put(client + binding.suffix(), java(client, binding, "false"));
                workers.put(client + binding.suffix() + ", default", java(client, binding, "true"));
            }
        }
        for (String rival : RIVALS) {
            workers.put(rival, java(rival, Binding.JNA, "false"));
        }
        warmUp();
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            System.err.println("binding: round " + (round + 1) + " of " + ROUNDS);
            List<String> programs = new ArrayList<>(workers.keySet());
            Collections.rotate(programs, round);
            for (String program : programs) {
                takeTurn(program, round);
            }
        }
        for (WorkerProcess worker : workers.values()) {
            worker.close();
        }
        print();
    }

    private WorkerProcess java(String client, Binding binding, String safe) throws IOException {
        List<String> options = new ArrayList<>(binding.options());
        options.addAll(List.of("-Dwincred.mutex=" + safe, "-Dwincred.read-back=" + safe, "-cp", place.classPath(";")));
        return WorkerProcess.start(place.noopJava(options, "io.github.wincred.benchmarks.Worker", client), PREFIX);
    }

    private boolean lists(String program) {
        return !RIVALS.contains(program) && !program.endsWith("default");
    }

    private void warmUp() throws IOException {
        for (Map.Entry<String, WorkerProcess> worker : workers.entrySet()) {
            System.err.println("binding: " + worker.getKey() + " gets warm");
            for (String operation : OPERATIONS) {
                warmUp(worker.getKey(), operation);
                worker.getValue().run("allocated now");
            }
            if (lists(worker.getKey())) {
                for (String size : SIZES) {
                    worker.getValue().run("names list/" + size + "/");
                    warmUp(worker.getKey(), "list " + size);
                }
                worker.getValue().run("names " + PREFIX);
            }
        }
    }

    /** Calls for as long as it takes, or for C, which needs none of it, once; and sees how many calls make a turn. */
    private void warmUp(String program, String operation) throws IOException {
        String command = operation.replaceAll(" .*", "");
        double left = program.equals("C")
                ? 1
                : operation.startsWith("list") ? WARM_UP_NANOSECONDS / 4.0 : WARM_UP_NANOSECONDS;
        int first = program.equals("C") ? 1_000 : 1;
        double each = workers.get(program).run(command + " " + first) / first;
        while (left > 0) {
            int count = (int) Math.max(1, TURN_NANOSECONDS / each);
            double time = workers.get(program).run(command + " " + count);
            each = time / count;
            left -= time;
        }
        calls.put(program + " " + operation, (int) Math.max(1, TURN_NANOSECONDS / each));
    }

    private void takeTurn(String program, int round) throws IOException {
        WorkerProcess worker = workers.get(program);
        for (String operation : OPERATIONS) {
            int count = calls.get(program + " " + operation);
            double before = program.equals("C") ? 0 : worker.run("allocated now");
            add(round, operation + " " + program, worker.run(operation + " " + count) / count);
            if (!program.equals("C")) {
                add(round, operation + " bytes " + program, (worker.run("allocated now") - before) / count);
            }
        }
        if (lists(program)) {
            for (String size : SIZES) {
                int count = calls.get(program + " list " + size);
                worker.run("names list/" + size + "/");
                worker.run("list 1");
                double each = worker.run("list " + count) / count;
                add(round, "list " + size + " " + program, each / Integer.parseInt(size));
            }
            worker.run("names " + PREFIX);
        }
    }

    private void add(int round, String series, double number) {
        if (round >= 0) {
            results.add(series, number);
        }
    }

    private void print() {
        results.line(
                "One call, nanoseconds, with mutex and read-back off, and bytes of Java's heap: means of loops of about "
                        + (int) (TURN_NANOSECONDS / 1_000_000) + " ms, the programs taking turns, medians of " + ROUNDS
                        + " rounds.");
        results.line("");
        List<String> plain = workers.keySet().stream()
                .filter(name -> !name.endsWith("default"))
                .toList();
        head("", plain);
        for (String operation : OPERATIONS) {
            row(operation, operation + " ", plain);
            row(operation + ", bytes", operation + " bytes ", plain);
        }
        results.line("");
        results.line("Ratio to the better rival in the same round (quartiles in brackets).");
        results.line("");
        List<String> ours = plain.stream()
                .filter(name -> !name.equals("C") && !RIVALS.contains(name))
                .toList();
        head("", ours);
        for (String operation : OPERATIONS) {
            String better = RIVALS.stream()
                    .map(rival -> operation + " " + rival)
                    .min((a, b) -> Double.compare(results.median(a), results.median(b)))
                    .orElseThrow();
            results.row(cells(
                    operation,
                    ours.stream()
                            .map(name -> results.ratioText(operation + " " + name, better))
                            .toList()));
        }
        results.line("");
        results.line(
                "In the default settings, nanoseconds, and the ratio to the same call with mutex and read-back off.");
        results.line("");
        head("", ours);
        for (String operation : OPERATIONS) {
            results.row(cells(
                    operation,
                    ours.stream()
                            .map(name -> operation + " " + name)
                            .map(series -> Statistics.format(results.median(series + ", default")) + ", "
                                    + results.ratioText(series + ", default", series))
                            .toList()));
        }
        results.line("");
        results.line("Enumerate without secrets, nanoseconds for each credential.");
        results.line("");
        List<String> listing = plain.stream().filter(this::lists).toList();
        head("credentials", listing);
        for (String size : SIZES) {
            row(size, "list " + size + " ", listing);
        }
    }

    private void head(String first, List<String> programs) {
        results.head(cells(first, programs));
    }

    private void row(String first, String series, List<String> programs) {
        results.row(cells(
                first,
                programs.stream()
                        .map(name -> results.has(series + name) ? Statistics.format(results.median(series + name)) : "")
                        .toList()));
    }

    private static List<String> cells(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        return cells;
    }
}
