package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table 6: several threads, and several processes, on one store. */
final class ContentionTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 10);
    private static final int MOST = 8;

    /** The calls of all threads or processes together; every fifth writes twice. */
    private static final int CALLS = 160;

    private final Place place;
    private final Results results;

    ContentionTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        Map<String, List<WorkerProcess>> stores = new LinkedHashMap<>();
        stores.put("Wine, both off", windows("false"));
        stores.put("Wine, default", windows("true"));
        stores.put("vault", vault());
        for (int round = -1; round < ROUNDS; round++) {
            System.err.println("contention: round " + (round + 1) + " of " + ROUNDS);
            for (Map.Entry<String, List<WorkerProcess>> store : stores.entrySet()) {
                for (int number : new int[] {1, 2, MOST}) {
                    burst(
                            store.getKey() + ", threads " + number,
                            store.getValue().subList(0, 1),
                            number,
                            round);
                    burst(
                            store.getKey() + ", processes " + number,
                            store.getValue().subList(0, number),
                            1,
                            round);
                }
            }
        }
        print(stores.keySet());
        for (List<WorkerProcess> workers : stores.values()) {
            for (WorkerProcess worker : workers) {
                worker.close();
            }
        }
    }

    private List<WorkerProcess> windows(String careful) throws IOException {
        List<WorkerProcess> workers = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            workers.add(WorkerProcess.start(
                    place.windowsJava(
                            List.of(
                                    "-Dwincred.mutex=" + careful,
                                    "-Dwincred.read-back=" + careful,
                                    "-cp",
                                    place.classPath(";")),
                            "io.github.wincred.benchmarks.Worker",
                            "store"),
                    "unused"));
        }
        return workers;
    }

    private List<WorkerProcess> vault() throws IOException {
        List<WorkerProcess> workers = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            workers.add(WorkerProcess.start(
                    place.java(
                            List.of(
                                    "-Dwincred.store=vault",
                                    "-Dwincred.vault.folder=" + place.vaults().resolve("contention"),
                                    "-Dwincred.vault.key-file=" + place.vaults().resolve("contention.key"),
                                    "-cp",
                                    place.classPath(":")),
                            "io.github.wincred.benchmarks.Worker",
                            "store"),
                    "unused"));
        }
        return workers;
    }

    private void burst(String series, List<WorkerProcess> workers, int threads, int round) throws IOException {
        int calls = CALLS / threads / workers.size();
        String tag = "wincred-benchmark/contention/";
        for (String operation : List.of("write", "read")) {
            long start = System.nanoTime();
            for (int i = 0; i < workers.size(); i++) {
                workers.get(i).send("burst " + operation + " " + threads + " " + calls + " " + tag + " " + i);
            }
            for (WorkerProcess worker : workers) {
                worker.answer("burst");
            }
            double perSecond = CALLS / ((System.nanoTime() - start) / 1e9);
            if (round >= 0) {
                results.add(operation + " " + series, perSecond);
            }
        }
        for (int i = 0; i < workers.size(); i++) {
            String words = " all " + threads + " " + calls + " " + tag + " " + i;
            results.add("lost " + series, workers.get(0).run("lost" + words));
            workers.get(0).run("clean" + words);
        }
    }

    private void print(Iterable<String> stores) {
        results.line(
                "Calls per second of all writers together, by one process with several threads and by several"
                        + " processes with one, and the ratio to one thread in the same round (medians of " + ROUNDS
                        + " rounds, quartiles in brackets). Lost: writes that were acknowledged and are not there, in all rounds.");
        results.line("");
        results.head("store", "writers", "write, per second", "to one", "read, per second", "to one", "lost");
        for (String store : stores) {
            for (String kind : List.of("threads", "processes")) {
                for (String number : List.of("1", "2", "8")) {
                    String series = store + ", " + kind + " " + number;
                    String one = store + ", threads 1";
                    results.row(
                            store,
                            number + " " + kind,
                            results.median("write " + series),
                            results.ratioText("write " + series, "write " + one),
                            results.median("read " + series),
                            results.ratioText("read " + series, "read " + one),
                            (int) results.get("lost " + series).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum());
                }
            }
        }
    }
}
