package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw numbers of one table: series of one number for each round, kept in a file beside what is printed. */
final class Results {

    private final Path folder;
    private final String table;
    private final Map<String, List<Double>> series = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    Results(Path folder, String table) {
        this.folder = folder;
        this.table = table;
    }

    void add(String name, double number) {
        series.computeIfAbsent(name, key -> new ArrayList<>()).add(number);
    }

    boolean has(String name) {
        return series.containsKey(name);
    }

    List<Double> get(String name) {
        List<Double> numbers = series.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException("no series " + name + " among " + series.keySet());
        }
        return numbers;
    }

    double median(String name) {
        return Statistics.of(get(name)).median();
    }

    Statistics ratio(String name, String base) {
        return Statistics.ofRatios(get(name), get(base));
    }

    /** The ratio with its spread, or a dash where one of them was not measured. */
    String ratioText(String name, String base) {
        return has(name) && has(base) ? ratio(name, base).text() : "–";
    }

    void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }

    /** A row of a table in Markdown. */
    void row(Object... cells) {
        row(List.of(cells));
    }

    void row(List<?> cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ')
                    .append(cell instanceof Double number ? Statistics.format(number) : cell)
                    .append(" |");
        }
        line(row.toString());
    }

    void head(String... cells) {
        head(List.of(cells));
    }

    void head(List<String> cells) {
        row(cells);
        line("|" + " --- |".repeat(cells.size()));
    }

    /** Writes {@code TABLE.csv}, a line for each series with the numbers of its rounds, and {@code TABLE.md}. */
    void save() throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>();
        series.forEach((name, numbers) -> {
            StringBuilder line = new StringBuilder(name);
            numbers.forEach(number -> line.append(',').append((float) (double) number));
            lines.add(line.toString());
        });
        Files.write(folder.resolve(table + ".csv"), lines);
        Files.writeString(folder.resolve(table + ".md"), text);
    }
}
