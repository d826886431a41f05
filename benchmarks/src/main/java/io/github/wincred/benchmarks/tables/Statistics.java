package io.github.wincred.benchmarks.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Medians and quartiles of a few numbers. */
final class Statistics {

    private final List<Double> sorted;

    private Statistics(List<Double> numbers) {
        sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
    }

    static Statistics of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no numbers");
        }
        return new Statistics(numbers);
    }

    /** The ratios of two lists of the same rounds, round by round. */
    static Statistics ofRatios(List<Double> numerators, List<Double> denominators) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(numerators.size(), denominators.size()); round++) {
            ratios.add(numerators.get(round) / denominators.get(round));
        }
        return of(ratios);
    }

    double median() {
        return quantile(0.5);
    }

    /** Between two neighbours, the line between them counts. */
    double quantile(double share) {
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }

    /** The median, and in brackets the quartiles. */
    String text() {
        return format(median()) + " (" + format(quantile(0.25)) + "–" + format(quantile(0.75)) + ")";
    }

    /** Three significant digits. */
    static String format(double number) {
        double size = Math.abs(number);
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
