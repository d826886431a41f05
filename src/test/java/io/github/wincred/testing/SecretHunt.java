package io.github.wincred.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Searches what a program let out for secrets: in UTF-8, UTF-16LE, and the URL, base64 and hexadecimal forms of both, alone or inside of more. */
public final class SecretHunt {

    private static final HexFormat HEX = HexFormat.of();

    /** Each form, in characters of one byte: the JVM searches strings faster than anything written here could. */
    private final Map<String, String> forms = new LinkedHashMap<>();

    /** Looks for a text too. */
    public SecretHunt text(String name, String secret) {
        String url = URLEncoder.encode(secret, UTF_8);
        add(name, "URL", url);
        add(name, "URL with %20", url.replace("+", "%20"));
        add(name, "URL in small letters", lowerCaseEscapes(url));
        binary(name + ", UTF-8", secret.getBytes(UTF_8));
        return binary(name + ", UTF-16LE", secret.getBytes(UTF_16LE));
    }

    /** Looks for the secret number of a private key too. */
    public SecretHunt key(String name, ECPrivateKey key) {
        byte[] number = key.getS().toByteArray();
        add(name, "decimal", key.getS().toString());
        return binary(name, Arrays.copyOfRange(number, number.length - 31, number.length));
    }

    /** Looks for these bytes too. */
    public SecretHunt binary(String name, byte[] secret) {
        add(name, "bytes", new String(secret, ISO_8859_1));
        add(name, "hex", HEX.formatHex(secret));
        add(name, "capital hex", HEX.formatHex(secret).toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            String base64 = inside(before, secret);
            add(name, "base64 behind " + before + " bytes", base64);
            add(
                    name,
                    "base64 for URLs behind " + before + " bytes",
                    base64.replace('+', '-').replace('/', '_'));
        }
        return this;
    }

    /** The characters of base64 that depend on the secret alone, where it stands behind other bytes and before others. */
    private static String inside(int before, byte[] secret) {
        byte[] padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(padded)
                .substring((8 * before + 5) / 6, 8 * padded.length / 6);
    }

    private static String lowerCaseEscapes(String url) {
        return Pattern.compile("%..")
                .matcher(url)
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }

    private void add(String name, String form, String text) {
        forms.put(name + ": " + form, text);
    }

    /** The forms that are there. Line breaks may divide them, as in PEM. */
    public List<String> in(byte[] content) {
        String text = new String(content, ISO_8859_1);
        String joined = text.replace("\r", "").replace("\n", "");
        return forms.entrySet().stream()
                .filter(form -> text.contains(form.getValue()) || joined.contains(form.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The forms that are in a text. */
    public List<String> in(String text) {
        return in(text.getBytes(UTF_8));
    }

    /** The forms that are in the files of a folder, with the name of the file, but for files and folders that may hold secrets. */
    public List<String> below(Path folder, Path... mayHold) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(mayHold).noneMatch(file::startsWith))
                    .toList()) {
                in(Files.readAllBytes(file)).forEach(form -> found.add(folder.relativize(file) + ": " + form));
                in(file.toString()).forEach(form -> found.add("the name " + folder.relativize(file) + ": " + form));
            }
        }
        return found;
    }
}
