package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/** The word list of one script, and texts of any length made from it. */
record ScriptWords(String script, List<String> words) {

    private static final List<String> SEPARATORS =
            List.of("", "", " ", "-", "_", ".", "7", "2024", "@", "#", "!", "…", "–", "€", "\n");

    static ScriptWords load(String script) {
        try (InputStream file = ScriptWords.class.getResourceAsStream("words/" + script + ".txt")) {
            return new ScriptWords(
                    script,
                    new String(file.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("# "))
                            .toList());
        } catch (IOException e) {
            throw new IllegalStateException(script, e);
        }
    }

    /** A text of exactly this many characters (code points). Half of the texts have no separators between their words. */
    String text(int length, RandomGenerator random) {
        boolean separated = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < length) {
            text.append(words.get(random.nextInt(words.size())));
            if (separated) {
                text.append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
            }
        }
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    @Override
    public String toString() {
        return script;
    }
}
