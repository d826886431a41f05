package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What we note about a blob that we wrote, in a credential attribute named {@value #KEYWORD}: its length, its CRC-32, and whether it is text or
 * a key, in which encoding or of which algorithm.
 *
 * <p>The value is UTF-16LE text, as Windows asks for: {@code 1 LENGTH CRC FORM}, separated by single spaces; CRC has eight hexadecimal digits,
 * FORM is the rest, a {@link EntryFormat}. A record counts only while length and CRC fit the blob, so that one which another program has left
 * beside a changed blob does not lie. It is an aid, not a guard: the CRC is no proof against intent.
 *
 * @param form what the blob is
 * @param length the length of the blob in bytes
 * @param crc the CRC-32 of the blob
 */
record EntryRecord(EntryFormat form, int length, int crc) {

    static final String KEYWORD = "WinCred_Entry";

    /** The record for a blob. */
    static EntryRecord of(EntryFormat form, byte[] blob) {
        return new EntryRecord(form, blob.length, crc(blob));
    }

    private static int crc(byte[] blob) {
        CRC32 crc = new CRC32();
        crc.update(blob);
        return (int) crc.getValue();
    }

    /** The record among these attributes that fits this blob. */
    static Optional<EntryRecord> find(List<CredentialAttribute> attributes, byte[] blob) {
        for (CredentialAttribute attribute : attributes) {
            if (isRecord(attribute)) {
                Optional<EntryRecord> record = parse(text(attribute.value()), blob);
                if (record.isPresent()) {
                    return record;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRecord(CredentialAttribute attribute) {
        return attribute.keyword().equals(KEYWORD);
    }

    /** The record with this text, if it fits the blob. */
    private static Optional<EntryRecord> parse(String text, byte[] blob) {
        int crc = crc(blob);
        String fitting = beginning(blob.length, crc);
        if (!text.startsWith(fitting)) {
            return Optional.empty();
        }
        Optional<EntryFormat> form = EntryFormat.parse(text.substring(fitting.length()));
        return form.isPresent() && form.get().isSecret()
                ? Optional.of(new EntryRecord(form.get(), blob.length, crc))
                : Optional.empty();
    }

    /** The text up to the form. */
    private static String beginning(int length, int crc) {
        return "1 " + length + " " + HexFormat.of().toHexDigits(crc) + " ";
    }

    /**
     * The attributes of other programs in their order, and this record in place of an earlier one. Where they fill all the places a credential
     * has, they stay and the record is left out.
     */
    static List<CredentialAttribute> replace(
            List<CredentialAttribute> attributes, Optional<CredentialAttribute> record) {
        List<CredentialAttribute> all = new ArrayList<>();
        for (CredentialAttribute attribute : attributes) {
            if (!isRecord(attribute)) {
                all.add(attribute);
            }
        }
        if (record.isPresent() && all.size() < CredentialLimits.MAX_ATTRIBUTES) {
            all.add(record.get());
        }
        return all;
    }

    /** The attribute that carries this record. */
    CredentialAttribute toAttribute() {
        return CredentialAttribute.of(KEYWORD, bytes(beginning(length, crc) + form.text()));
    }

    // Through a buffer: Java's charset for UTF-16LE took a third of the time of every read.

    private static byte[] bytes(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asCharBuffer().put(text.toCharArray());
        return bytes.array();
    }

    private static String text(byte[] utf16Le) {
        char[] units = new char[utf16Le.length / 2];
        ByteBuffer.wrap(utf16Le).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().get(units);
        return new String(units);
    }
}
