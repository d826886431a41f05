package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What we note about a blob that we wrote, in a credential attribute named {@value #KEYWORD}: whether it is text or a key, of which
 * algorithm, in which encoding, how long, and its CRC-32.
 *
 * <p>The value is UTF-16LE text, as Windows asks for: {@code 1 KIND ENCODING LENGTH CRC ALGORITHM}, separated by single spaces; KIND and ENCODING
 * are {@code text utf-16le}, {@code text utf-8} or {@code key raw}, CRC has eight hexadecimal digits, ALGORITHM is the rest as it is. A record
 * counts only while length and CRC fit the blob, so that one which another program has left beside a changed blob does not lie. It is an aid,
 * not a guard: the CRC is no proof against intent.
 *
 * @param encoding how the text is encoded; {@link DetectedEncoding#RAW} for a key
 * @param length the length of the blob in bytes
 * @param crc the CRC-32 of the blob
 * @param algorithm the algorithm of the key
 */
record EntryRecord(DetectedEncoding encoding, int length, int crc, String algorithm) {

    static final String KEYWORD = "WinCred_Entry";

    private static final String VERSION = "1";
    private static final Pattern FORMAT = Pattern.compile(
            VERSION + " (text utf-16le|text utf-8|key raw) ([0-9]{1,9}) ([0-9a-f]{8}) (.*)", Pattern.DOTALL);

    /** The record for a blob. */
    static EntryRecord of(DetectedEncoding encoding, String algorithm, byte[] blob) {
        return new EntryRecord(encoding, blob.length, crc(blob), algorithm);
    }

    private static int crc(byte[] blob) {
        CRC32 crc = new CRC32();
        crc.update(blob);
        return (int) crc.getValue();
    }

    /** The record among these attributes that fits this blob. */
    static Optional<EntryRecord> find(List<CredentialAttribute> attributes, byte[] blob) {
        for (CredentialAttribute attribute : attributes) {
            if (attribute.keyword().equals(KEYWORD)) {
                Optional<EntryRecord> record = parse(new String(attribute.value(), UTF_16LE));
                if (record.isPresent() && record.get().fits(blob)) {
                    return record;
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(byte[] blob) {
        return length == blob.length && crc == crc(blob);
    }

    private static Optional<EntryRecord> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        DetectedEncoding encoding = switch (matcher.group(1)) {
            case "text utf-16le" -> DetectedEncoding.UTF_16LE;
            case "text utf-8" -> DetectedEncoding.UTF_8;
            default -> DetectedEncoding.RAW;
        };
        return Optional.of(new EntryRecord(
                encoding,
                Integer.parseInt(matcher.group(2)),
                Integer.parseUnsignedInt(matcher.group(3), 16),
                matcher.group(4)));
    }

    /** Whether the blob is a key and not text. */
    boolean isKey() {
        return encoding == DetectedEncoding.RAW;
    }

    /**
     * This record and the attributes of other programs, in their order. Where those fill all the places a credential has, they stay and the
     * record is left out.
     */
    List<CredentialAttribute> addTo(List<CredentialAttribute> attributes) {
        List<CredentialAttribute> all = new ArrayList<>(attributes);
        all.removeIf(attribute -> attribute.keyword().equals(KEYWORD));
        if (all.size() < CredentialLimits.MAX_ATTRIBUTES) {
            all.add(toAttribute());
        }
        return all;
    }

    /** The attribute that carries this record. */
    CredentialAttribute toAttribute() {
        String kind = switch (encoding) {
            case UTF_16LE -> "text utf-16le";
            case UTF_8 -> "text utf-8";
            case RAW -> "key raw";
        };
        String text = String.format(Locale.ROOT, "%s %s %d %08x %s", VERSION, kind, length, crc, algorithm);
        return CredentialAttribute.of(KEYWORD, text.getBytes(UTF_16LE));
    }
}
