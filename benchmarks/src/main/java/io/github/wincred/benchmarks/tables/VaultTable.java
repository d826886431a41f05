package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Table 4: the scale of the vault, beside PKCS12 and beside plain files. */
final class VaultTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final List<String> SIZES = List.of("10", "1000", "10000", "100000");
    private static final List<String> OPERATIONS = List.of("read", "add", "replace", "delete");

    /** How many calls each vault makes until it is the next one's turn; as many as the worker has names. */
    private static final int TURN = 50;

    private static final int WARM_UP_TURNS = 15;
    private static final int TURNS_PER_ROUND = 10;

    private final Place place;
    private final Results results;

    VaultTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        Files.createDirectories(place.vaults());
        System.err.println("vault: filling the vaults and files");
        jmh(new Results(place.target(), "unused"), "(VaultBenchmark.read|Pkcs12Benchmark.get)", "-wi", "0", "-i", "1");
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("vault: round " + round + " of " + ROUNDS);
            jmh(results, "VaultBenchmark.(read|replace|delete)", "-p", "size=10000");
            jmh(results, "VaultBenchmark.add", "-p", "size=10,1000,10000");
            jmh(results, "FileBenchmark");
            jmh(results, "Pkcs12Benchmark");
            jmh(results, "VaultBenchmark.list", "-p", "size=10,1000,10000", "-p", "client=store");
            jmh(results, "VaultBenchmark.list", "-p", "size=100000", "-p", "client=store", "-bm", "ss");
        }
        scale();
        print();
    }

    /** The vaults of all sizes take turns, a few calls each, so that all of them meet the same disk and the same load. */
    private void scale() throws IOException {
        System.err.println("vault: sizes by turns");
        List<WorkerProcess> workers = new ArrayList<>();
        for (String size : SIZES) {
            List<String> settings = List.of(
                    "-Dwincred.store=vault",
                    "-Dwincred.vault.folder=" + place.vaults().resolve(size),
                    "-Dwincred.vault.key-file=" + place.vaults().resolve(size + ".key"),
                    "-cp",
                    place.classPath(":"));
            workers.add(WorkerProcess.start(
                    place.java(settings, "io.github.wincred.benchmarks.Worker", "store"), "app/secret-"));
        }
        for (int turn = -WARM_UP_TURNS; turn < ROUNDS * TURNS_PER_ROUND; turn++) {
            for (String operation : List.of("read", "replace", "add", "delete")) {
                for (int i = 0; i < SIZES.size(); i++) {
                    WorkerProcess worker = workers.get((i + turn + WARM_UP_TURNS) % SIZES.size());
                    String size = SIZES.get((i + turn + WARM_UP_TURNS) % SIZES.size());
                    boolean present = operation.equals("read") || operation.equals("replace");
                    worker.run(present ? "spread " + size + " app/secret-" : "names app/added-");
                    String command = operation.equals("replace") || operation.equals("add") ? "write" : operation;
                    double micros = worker.run(command + " " + TURN) / TURN / 1000;
                    if (turn >= 0) {
                        results.add("turn " + operation + " " + size, micros);
                    }
                }
            }
        }
        for (WorkerProcess worker : workers) {
            worker.close();
        }
    }

    private void jmh(Results into, String benchmarks, String... options) throws IOException {
        Path csv = place.target().resolve("vault.csv");
        String vaults = "-Dbenchmarks.vaults=" + place.vaults();
        List<String> program = new ArrayList<>(List.of("io.github.wincred.benchmarks.jmh.CsvRunner", benchmarks));
        program.addAll(List.of("-jvmArgsAppend", vaults, "-f", "1", "-foe", "true"));
        program.addAll(
                options.length > 0 && options[0].equals("-wi")
                        ? List.of("-r", "1")
                        : List.of("-wi", "1", "-w", "1", "-i", "1", "-r", "2"));
        program.addAll(List.of(options));
        List<String> jvm = List.of(vaults, "-Dbenchmarks.csv=" + csv, "-cp", place.classPath(":"));
        Jmh.run(place.java(jvm, program.toArray(String[]::new)), csv, "", into);
    }

    private void print() {
        results.line(
                "A vault of 10,000 credentials, microseconds for one call (median of single calls, and their 99th percentile;"
                        + " medians of " + ROUNDS + " rounds, quartiles in brackets).");
        results.line("");
        results.head("", "store", "p99", "KeyStore", "p99");
        for (String operation : OPERATIONS) {
            results.row(
                    operation,
                    Statistics.of(results.get(operation + " store 10000 p50")).text(),
                    results.median(operation + " store 10000 p99"),
                    Statistics.of(results.get(operation + " keystore 10000 p50"))
                            .text(),
                    results.median(operation + " keystore 10000 p99"));
        }
        results.line("");
        results.line(
                "Against the vault of 10 credentials, through the store interface: the vaults take turns of " + TURN
                        + " calls, ratio of the turns' means (median of " + ROUNDS * TURNS_PER_ROUND
                        + " turns, quartiles in brackets).");
        results.line("");
        results.head("", "10, microseconds", "1,000", "10,000", "100,000");
        for (String operation : OPERATIONS) {
            String base = "turn " + operation + " 10";
            results.row(
                    operation,
                    Statistics.of(results.get(base)).text(),
                    results.ratioText("turn " + operation + " 1000", base),
                    results.ratioText("turn " + operation + " 10000", base),
                    results.ratioText("turn " + operation + " 100000", base));
        }
        results.line("");
        results.line("Listing, microseconds for each credential.");
        results.line("");
        results.head("10", "1,000", "10,000", "100,000");
        results.row(SIZES.stream()
                .map(size -> results.median("list store " + size + (size.equals("100000") ? " mean" : " p50"))
                        / Integer.parseInt(size))
                .toArray());
        results.line("");
        results.line("PKCS12 with the same secrets, microseconds.");
        results.line("");
        results.head("", "10", "1,000", "10,000");
        for (String operation : List.of("load", "getOfLoaded", "addToLoaded")) {
            results.row(
                    operation,
                    results.median(operation + " 10 p50"),
                    results.median(operation + " 1000 p50"),
                    results.median(operation + " 10000 p50"));
        }
        results.row("addToLoaded : add of the vault", pkcs12Ratio("10"), pkcs12Ratio("1000"), pkcs12Ratio("10000"));
        results.line("");
        results.line("The floor, microseconds: plain files of the same length.");
        results.line("");
        results.head("", "floor", "vault of 10,000 : floor");
        results.row(
                "read",
                Statistics.of(results.get("read p50")).text(),
                results.ratioText("read store 10000 p50", "read p50"));
        results.row(
                "replace, forced",
                Statistics.of(results.get("replace p50")).text(),
                results.ratioText("replace store 10000 p50", "replace p50"));
    }

    private String pkcs12Ratio(String size) {
        return results.ratioText("addToLoaded " + size + " p50", "add store " + size + " p50");
    }
}
