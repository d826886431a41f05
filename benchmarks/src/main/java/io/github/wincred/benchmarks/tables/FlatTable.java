package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Table 5: whether a long-running process holds more and more. */
final class FlatTable {

    private static final int SAMPLES = 40;

    /** What the slope leaves out at the beginning. */
    private static final int WARM_UP_SAMPLES = 10;

    private static final Map<String, Integer> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("read", 1_000_000);
        CALLS.put("write", 200_000);
        CALLS.put("load", 10_000);
        CALLS.put("miss", 100_000);
    }

    /** A small heap of fixed size that is touched at the start, so that what grows is not the heap. */
    private static final List<String> HEAP =
            List.of("-Xms48m", "-Xmx48m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1");

    private final Place place;
    private final Results results;

    FlatTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        results.line(
                "What one process holds during many calls through `KeyStore`: the level after the warm-up, the slope"
                        + " for each 100,000 calls, and the noise (standard deviation around the slope).");
        results.line("");
        results.head("store", "calls", "what", "level", "slope per 100,000", "noise");
        for (Binding binding : Binding.values()) {
            List<String> options = new ArrayList<>(binding.options());
            options.addAll(options(";"));
            measure(
                    "binding alone" + binding.suffix(),
                    place.noopJava(options, worker()),
                    List.of("blocks", "handles"));
            measure("Wine" + binding.suffix(), place.windowsJava(options, worker()), List.of("handles"));
        }
        measure("C on Wine", place.windowsC("c"), List.of("handles"));
        Path vault = Files.createTempDirectory(Path.of("/dev/shm"), "wincred-benchmark");
        List<String> options = new ArrayList<>(List.of(
                "-Dwincred.store=vault",
                "-Dwincred.vault.folder=" + vault.resolve("vault"),
                "-Dwincred.vault.key-file=" + vault.resolve("key")));
        options.addAll(options(":"));
        measure("vault", place.java(options, worker()), List.of());
        remove(vault);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String[] worker() {
        return new String[] {"io.github.wincred.benchmarks.Worker", "keystore"};
    }

    private List<String> options(String separator) throws IOException {
        List<String> options = new ArrayList<>(HEAP);
        options.addAll(List.of("-cp", place.classPath(separator)));
        return options;
    }

    private void measure(String store, ProcessBuilder program, List<String> gauges) throws IOException {
        try (WorkerProcess worker = WorkerProcess.start(program, "wincred-benchmark/flat/")) {
            worker.run("write 50");
            for (Map.Entry<String, Integer> calls : CALLS.entrySet()) {
                if (store.startsWith("C ") && calls.getKey().equals("load")
                        || store.startsWith("binding") && calls.getKey().equals("miss")) {
                    // C has nothing to load, and the advapi32 that answers at once has everything.
                    continue;
                }
                System.err.println("flat: " + store + ", " + calls.getKey());
                measure(store, worker, calls.getKey(), calls.getValue(), gauges);
            }
            worker.run("delete 50");
        }
    }

    private void measure(String store, WorkerProcess worker, String operation, int calls, List<String> gauges)
            throws IOException {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        int step = calls / SAMPLES;
        for (int sample = 0; sample < SAMPLES; sample++) {
            worker.run(operation + " " + step);
            worker.run("collect now");
            for (String gauge : gauges) {
                add(samples, gauge, worker.run(gauge + " now"));
            }
            Path process = Path.of("/proc", String.valueOf(worker.pid()));
            add(samples, "resident memory, KiB", residentKib(process));
            add(samples, "threads", count(process.resolve("task")));
            add(samples, "file descriptors", count(process.resolve("fd")));
        }
        samples.forEach((what, numbers) -> {
            String series = store + " " + operation + " " + what;
            numbers.forEach(number -> results.add(series, number));
            Line line = Line.through(numbers.subList(WARM_UP_SAMPLES, SAMPLES));
            results.row(
                    store,
                    String.format("%,d × %s", calls, operation),
                    what,
                    Statistics.format(numbers.get(WARM_UP_SAMPLES)),
                    Statistics.format(line.slope() * 100_000 / step),
                    Statistics.format(line.noise()));
        });
    }

    private static void add(Map<String, List<Double>> samples, String what, double number) {
        samples.computeIfAbsent(what, key -> new ArrayList<>()).add(number);
    }

    private static double residentKib(Path process) throws IOException {
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS of " + process);
    }

    private static double count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** The straight line through samples at equal distances. */
    private record Line(double slope, double noise) {

        static Line through(List<Double> numbers) {
            int n = numbers.size();
            double middle = (n - 1) / 2.0;
            double mean =
                    numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            double products = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                products += (i - middle) * (numbers.get(i) - mean);
                squares += (i - middle) * (i - middle);
            }
            double slope = products / squares;
            double rest = 0;
            for (int i = 0; i < n; i++) {
                double distance = numbers.get(i) - mean - slope * (i - middle);
                rest += distance * distance;
            }
            return new Line(slope, Math.sqrt(rest / n));
        }
    }
}
