package io.github.wincred.diagnostics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A line of {@code expected-rules.txt}.
 *
 * @param probe the number of the question
 * @param rules by which the answer is expected, as docs/windows-rules.md numbers them
 * @param question in words
 * @param expected the answers that WinCred can do with, or a question mark
 */
public record ExpectedRule(String probe, String rules, String question, String expected) {

    /** All lines, by the numbers of their questions. */
    public static Map<String, ExpectedRule> all() {
        Map<String, ExpectedRule> rules = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(ExpectedRule.class.getResourceAsStream("expected-rules.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split(" \\| ", 4);
                rules.put(parts[0], new ExpectedRule(parts[0], parts[1], parts[2], parts[3]));
            });
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nobody knows the answer. */
    public boolean isOpen() {
        return expected.equals("?");
    }

    /** Whether an answer is as expected. */
    public boolean allows(String answer) {
        return isOpen() || List.of(expected.split(" or ", -1)).contains(answer);
    }

    /** The line of a report, in Markdown. */
    String row(String answer) {
        String verdict = isOpen() ? "open" : allows(answer) ? "yes" : "**no**";
        return String.join(" | ", "| " + probe, rules, shown(question), shown(expected), shown(answer), verdict + " |");
    }

    private static String shown(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("|", "\\|");
    }
}
