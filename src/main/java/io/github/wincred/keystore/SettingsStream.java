package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings as a small file, for the stream of {@code KeyStore.load}.
 *
 * <p>The first line is exactly {@value #MARKER}. Every other line is {@code key=value}, a comment that begins with {@code #}, or blank; space
 * around keys and values is ignored, and a backslash is an ordinary character. UTF-8, at most {@value #MAX_BYTES} bytes.
 *
 * <p>A stream with any other first line is not ours: it is read no further than the length of the marker and has no settings, because tools pass
 * whatever file they have at hand.
 *
 * <p>Tools also write back the file that they have read. {@link #writeTo} then writes the same text again, so that a user's settings stay; but never
 * a password, which is not kept, and nothing over a stream that was not ours, which may be somebody's keys.
 *
 * @param settings by key
 * @param text what {@link #writeTo} writes; empty if the stream holds a password, or is not ours
 */
record SettingsStream(Map<String, String> settings, Optional<String> text) {

    static final String MARKER = "# WinCred settings";
    static final int MAX_BYTES = 65_536;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** No settings, and a text that says so. */
    static final SettingsStream NONE = new SettingsStream(
            Map.of(), Optional.of(MARKER + "\n# No entries in here: the credential store itself holds them.\n"));

    private static final SettingsStream FOREIGN = new SettingsStream(Map.of(), Optional.empty());

    /**
     * The settings in a stream; none if the stream is null, empty or not ours. Keys are not checked here.
     *
     * @throws IOException if the stream is ours and cannot be parsed, naming the line
     */
    static SettingsStream read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return NONE;
        }
        byte[] head = stream.readNBytes(MARKER.length());
        if (head.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(head, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            byte[] rest = stream.readNBytes(BYTE_ORDER_MARK.length);
            head = ByteBuffer.allocate(head.length - BYTE_ORDER_MARK.length + rest.length)
                    .put(head, BYTE_ORDER_MARK.length, head.length - BYTE_ORDER_MARK.length)
                    .put(rest)
                    .array();
        }
        if (!Arrays.equals(head, MARKER.getBytes(UTF_8))) {
            return head.length == 0 ? NONE : FOREIGN;
        }
        int next = stream.read();
        if (next >= 0 && next != '\n' && next != '\r') {
            return FOREIGN;
        }
        byte[] body = stream.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new IOException("the settings stream has more than " + MAX_BYTES + " bytes");
        }
        String text = MARKER + (next < 0 ? "" : (char) next + decode(body));
        Map<String, String> settings = parse(text);
        return new SettingsStream(settings, holdsSecret(settings) ? Optional.empty() : Optional.of(text));
    }

    private static boolean holdsSecret(Map<String, String> settings) {
        return settings.keySet().stream()
                .flatMap(key -> Setting.ofKey(key).stream())
                .anyMatch(Setting::isSecret);
    }

    private static String decode(byte[] body) throws IOException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the settings stream is not UTF-8 text", e);
        }
    }

    private static Map<String, String> parse(String text) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IOException("line " + number + " of the settings stream is not of the form key=value");
            }
            String key = line.substring(0, equals).strip();
            if (settings.put(key, line.substring(equals + 1).strip()) != null) {
                throw new IOException("line " + number + " of the settings stream sets '" + key + "' again");
            }
        }
        return settings;
    }

    /**
     * Checks before anything is stored whether {@link #writeTo} can be called.
     *
     * @throws IOException if the settings hold a password, or the stream that was loaded was not ours
     */
    void checkWritable() throws IOException {
        if (equals(FOREIGN)) {
            throw new IOException(
                    "the key store was loaded from a stream that holds no settings of WinCred, perhaps a file with keys, and nothing"
                            + " is written in its place: give keytool -keystore NONE, and a program store(null, ...); nothing was stored now");
        }
        if (text.isEmpty()) {
            throw new IOException(
                    "the settings stream that was loaded sets " + Setting.VAULT_PASSWORD.key()
                            + ", which is not written to a stream again: store without a stream, or keep the password elsewhere; nothing was stored now");
        }
    }

    /** Writes the settings that were loaded, and no entries. */
    void writeTo(OutputStream stream) throws IOException {
        checkWritable();
        stream.write(text.orElseThrow().getBytes(UTF_8));
        stream.flush();
    }
}
