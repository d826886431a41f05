package io.github.wincred.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings as one line of text, for the provider argument: {@code prefix=app/;persistence=session}.
 *
 * <p>Pairs are separated by a semicolon, a doubled semicolon stands for one inside a value, and space around keys is ignored. Everything after
 * the first equals sign belongs to the value, so that Windows paths need no escaping.
 */
public final class SettingsText {

    private SettingsText() {}

    /**
     * The keys and values of a line, in order; keys are not checked here.
     *
     * @throws IllegalArgumentException if a pair has no equals sign or a key occurs twice
     */
    public static Map<String, String> parse(String line) {
        Map<String, String> pairs = new LinkedHashMap<>();
        StringBuilder pair = new StringBuilder();
        for (int i = 0; i <= line.length(); i++) {
            boolean end = i == line.length();
            if (!end && line.charAt(i) != ';') {
                pair.append(line.charAt(i));
            } else if (!end && i + 1 < line.length() && line.charAt(i + 1) == ';') {
                pair.append(';');
                i++;
            } else {
                addPair(pairs, pair.toString());
                pair.setLength(0);
            }
        }
        return pairs;
    }

    private static void addPair(Map<String, String> pairs, String pair) {
        if (pair.isBlank()) {
            return;
        }
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw refused(pair.trim(), "is not of the form key=value");
        }
        String key = pair.substring(0, equals).trim();
        if (pairs.put(key, pair.substring(equals + 1)) != null) {
            throw refused(key, "is given twice");
        }
    }

    /** What is no setting's key is not shown: it may be the end of a password with a semicolon in it. */
    private static IllegalArgumentException refused(String key, String problem) {
        String shown = Setting.ofKey(key).map(Setting::key).orElse("a part of the settings");
        return new IllegalArgumentException(
                "'" + shown + "' " + problem + "; a semicolon inside a value is written twice");
    }
}
