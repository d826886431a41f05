package io.github.wincred.benchmarks.jmh;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs JMH with its own command line, and writes what the tables need into {@code -Dbenchmarks.csv}: a line {@code name,number} for each
 * benchmark, with its parameters and what was measured in the name.
 */
public final class CsvRunner {

    private CsvRunner() {}

    /** As JMH's own. */
    public static void main(String[] arguments) throws IOException, RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        try (Writer csv = Files.newBufferedWriter(Path.of(System.getProperty("benchmarks.csv")))) {
            for (RunResult result : results) {
                write(csv, result);
            }
        }
    }

    private static void write(Writer csv, RunResult result) throws IOException {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.", "");
        Map<String, String> parameters = new TreeMap<>();
        result.getParams()
                .getParamsKeys()
                .forEach(key -> parameters.put(key, result.getParams().getParam(key)));
        for (String value : parameters.values()) {
            name += " " + value;
        }
        Result<?> primary = result.getPrimaryResult();
        if (primary.getStatistics() != null
                && result.getParams().getMode().shortLabel().equals("sample")) {
            csv.write(name + " p50," + primary.getStatistics().getPercentile(50) + "\n");
            csv.write(name + " p99," + primary.getStatistics().getPercentile(99) + "\n");
        } else {
            csv.write(name + " mean," + primary.getScore() + "\n");
        }
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated != null) {
            csv.write(name + " bytes," + allocated.getScore() + "\n");
        }
    }
}
