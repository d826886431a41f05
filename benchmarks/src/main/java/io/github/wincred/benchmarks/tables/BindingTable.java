package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Table 1: the binding alone, on an {@code advapi32} that answers at once. */
final class BindingTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 3);

    /** Until Java has compiled the whole way of a call, which is still so after 10 on two processors. */
    private static final String WARM_UP_SECONDS = "20";

    private static final String PLAIN = " off";
    private static final List<String> SAFE_OFF = List.of("-Dwincred.mutex=false", "-Dwincred.read-back=false");
    private static final List<String> OPERATIONS = List.of("read", "write", "delete");
    private static final List<String> SIZES = List.of("1", "100", "1000", "10000");

    private final Place place;
    private final Results results;

    BindingTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("binding: round " + round + " of " + ROUNDS);
            jmh(PLAIN, SAFE_OFF, "BindingBenchmark", "-wi", WARM_UP_SECONDS);
            runC();
            jmh("", SAFE_OFF, "ListBenchmark", "-wi", "4");
            jmh(
                    " default",
                    List.of(),
                    "BindingBenchmark",
                    "-wi",
                    WARM_UP_SECONDS,
                    "-p",
                    "client=store,keystore");
        }
        print();
    }

    private void jmh(String suffix, List<String> settings, String benchmarks, String... options) throws IOException {
        Path csv = place.target().resolve("binding.csv");
        List<String> jvm = new ArrayList<>(settings);
        jvm.add("-Dbenchmarks.csv=" + csv);
        jvm.add("-cp");
        jvm.add(place.classPath(";"));
        List<String> program = new ArrayList<>(List.of("io.github.wincred.benchmarks.jmh.CsvRunner", benchmarks));
        program.addAll(List.of("-f", "1", "-w", "1", "-i", "2", "-r", "1", "-foe", "true"));
        program.addAll(List.of(options));
        Jmh.run(place.noopJava(jvm, program.toArray(String[]::new)), csv, suffix, results);
    }

    private void runC() throws IOException {
        try (WorkerProcess c = WorkerProcess.start(place.noopC("c"), "list/100/")) {
            for (String operation : OPERATIONS) {
                c.run(operation + " 1000000");
                results.add(operation + " c mean", c.run(operation + " 20000000") / 20_000_000);
            }
        }
        for (String size : SIZES) {
            try (WorkerProcess c = WorkerProcess.start(place.noopC("c"), "list/" + size + "/")) {
                int calls = 1 + 2_000_000 / Integer.parseInt(size);
                c.run("list " + calls);
                results.add("list c " + size + " mean", c.run("list " + calls) / calls);
            }
        }
    }

    private void print() {
        results.line("One call, nanoseconds: median of the single calls of a round (median of " + ROUNDS
                + " rounds, quartiles in brackets), their 99th percentile, and bytes of heap for one call. Settings"
                + " mutex and read-back off. The clock of this JVM has steps of 100 ns; C is the mean of a loop.");
        results.line("");
        results.head(
                "",
                "C",
                "store",
                "KeyStore",
                "java-keyring",
                "Microsoft",
                "store : better rival",
                "KeyStore : better rival");
        for (String operation : OPERATIONS) {
            List<Object> medians = new ArrayList<>(List.of(operation, results.median(operation + " c mean")));
            List<Object> percentiles = new ArrayList<>(List.of(operation + ", p99", ""));
            List<Object> bytes = new ArrayList<>(List.of(operation + ", bytes", ""));
            for (String client : List.of("store", "keystore", "keyring", "microsoft")) {
                String series = operation + " " + client;
                medians.add(Statistics.of(results.get(series + " p50" + PLAIN)).text());
                percentiles.add(results.median(series + " p99" + PLAIN));
                bytes.add(results.median(series + " bytes" + PLAIN));
            }
            medians.add(toBetterRival(operation, "store"));
            medians.add(toBetterRival(operation, "keystore"));
            results.row(medians.toArray());
            results.row(percentiles.toArray());
            results.row(bytes.toArray());
        }
        results.line("");
        results.line("In the default settings, nanoseconds, and times of the same with mutex and read-back off.");
        results.line("");
        results.head("", "ns", "times");
        for (String series : List.of(
                "read store default",
                "write store default",
                "delete store default",
                "read keystore default",
                "write keystore default",
                "delete keystore default")) {
            int setting = series.lastIndexOf(' ');
            String call = series.substring(0, setting) + " p50";
            String name = call + series.substring(setting);
            results.row(series, Statistics.of(results.get(name)).text(), results.ratioText(name, call + PLAIN));
        }
        results.line("");
        results.line("Enumerate without secrets, nanoseconds for each credential.");
        results.line("");
        results.head("credentials", "C", "store", "KeyStore");
        for (String size : SIZES) {
            int number = Integer.parseInt(size);
            results.row(
                    size,
                    results.median("list c " + size + " mean") / number,
                    results.median("list store " + size + " p50") / number,
                    results.median("list keystore " + size + " p50") / number);
        }
    }

    private String toBetterRival(String operation, String client) {
        String keyring = operation + " keyring p50" + PLAIN;
        String microsoft = operation + " microsoft p50" + PLAIN;
        String better = results.median(keyring) < results.median(microsoft) ? keyring : microsoft;
        return results.ratioText(operation + " " + client + " p50" + PLAIN, better);
    }
}
