package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a table, prints it and keeps the raw numbers. {@code benchmarks/run} prepares everything and calls this. */
public final class Main {

    private Main() {}

    /** The folder of the benchmarks, and the name of a table. */
    public static void main(String[] arguments) throws IOException {
        Place place = new Place(Path.of(arguments[0]));
        // Starts Windows, with its own advapi32, and keeps it running.
        try (WorkerProcess windows = WorkerProcess.start(place.windowsC("c"), "unused")) {
            Results results = new Results(place.results(), arguments[1]);
            run(arguments[1], place, results);
            results.save();
        }
    }

    private static void run(String table, Place place, Results results) throws IOException {
        switch (table) {
            case "binding" -> new BindingTable(place, results).run();
            case "wine" -> new WineTable(place, results).run();
            case "first" -> new FirstTable(place, results).run();
            case "flat" -> new FlatTable(place, results).run();
            case "contention" -> new ContentionTable(place, results).run();
            case "vault" -> new VaultTable(place, results).run();
            default -> throw new IllegalArgumentException("no such table: " + table);
        }
    }
}
