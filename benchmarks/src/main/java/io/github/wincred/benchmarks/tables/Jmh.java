package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what one run of JMH found into the results: one round. */
final class Jmh {

    private Jmh() {}

    static void run(ProcessBuilder program, Path csv, String suffix, Results results) throws IOException {
        Files.deleteIfExists(csv);
        Path log = csv.resolveSibling(csv.getFileName() + ".log");
        program.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            int status = program.start().waitFor();
            if (status != 0 || !Files.exists(csv)) {
                throw new IOException("JMH ended with " + status + ", see " + log);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        for (String line : Files.readAllLines(csv)) {
            int comma = line.lastIndexOf(',');
            String name = line.substring(0, comma) + suffix;
            results.add(name, Double.parseDouble(line.substring(comma + 1)));
        }
    }
}
