package io.github.wincred.cli;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.stream.Collectors;

/**
 * Text of others as a terminal may have it. What the terminal would obey instead of showing it (control characters, among them escape and line
 * breaks; characters that change the direction or are invisible), half surrogates, and what its encoding lacks, is shown as a backslash, a
 * {@code u} and four digits.
 */
final class Printable {

    private Printable() {}

    /** The text in one line. */
    static String text(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            if (isObeyed(codePoint) || !encoder.canEncode(character)) {
                character.chars().forEach(unit -> shown.append(escaped((char) unit)));
            } else {
                shown.append(character);
            }
        });
        return shown.toString();
    }

    /** A text of several lines, each made printable. */
    static String lines(String text, Charset charset) {
        return text.lines().map(line -> text(line, charset)).collect(Collectors.joining(System.lineSeparator()));
    }

    /** A text as a string of JSON. */
    static String json(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '"' || codePoint == '\\') {
                quoted.append('\\').append((char) codePoint);
            } else if (isObeyed(codePoint)) {
                Character.toString(codePoint).chars().forEach(unit -> quoted.append(escaped((char) unit)));
            } else {
                quoted.appendCodePoint(codePoint);
            }
        });
        return quoted.append('"').toString();
    }

    private static String escaped(char unit) {
        return String.format("\\u%04X", (int) unit);
    }

    private static boolean isObeyed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
