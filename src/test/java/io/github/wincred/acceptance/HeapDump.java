package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Searches the file of a heap dump for a secret in every form in which a program might keep it. */
public final class HeapDump {

    /** One character for each byte: the JVM searches strings faster than anything written here could. */
    private final String content;

    /** Reads a dump. */
    public HeapDump(Path file) throws IOException {
        content = new String(Files.readAllBytes(file), ISO_8859_1);
    }

    /** The forms of the secret that are there, whole or by half. */
    public List<String> formsFound(String secret) {
        List<String> found = new ArrayList<>();
        forms(secret).forEach((form, bytes) -> {
            if (contains(bytes)) {
                found.add(form);
            }
        });
        return found;
    }

    private static Map<String, byte[]> forms(String secret) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        int half = secret.length() / 2;
        for (String part : List.of(secret.substring(0, half), secret.substring(half))) {
            String which = part.equals(secret.substring(half)) ? " (second half)" : " (first half)";
            forms.put("UTF-8" + which, part.getBytes(US_ASCII));
            forms.put("UTF-16LE" + which, part.getBytes(UTF_16LE));
            forms.put("UTF-16BE" + which, part.getBytes(UTF_16BE));
        }
        for (byte[] bytes : List.of(secret.getBytes(US_ASCII), secret.getBytes(UTF_16LE))) {
            String of = bytes.length == secret.length() ? " of UTF-8" : " of UTF-16LE";
            String hex = HexFormat.of().formatHex(bytes);
            String base64 = Base64.getEncoder().encodeToString(bytes);
            addText(forms, "hex" + of, hex);
            addText(forms, "capital hex" + of, hex.toUpperCase(Locale.ROOT));
            addText(forms, "base64" + of, base64.substring(0, base64.length() - 4));
        }
        return forms;
    }

    private static void addText(Map<String, byte[]> forms, String form, String text) {
        forms.put(form, text.getBytes(ISO_8859_1));
        forms.put(form + " as UTF-16LE", text.getBytes(UTF_16LE));
        forms.put(form + " as UTF-16BE", text.getBytes(UTF_16BE));
    }

    /** Whether these bytes are anywhere in the dump. */
    public boolean contains(byte[] pattern) {
        return content.contains(new String(pattern, ISO_8859_1));
    }
}
