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
 * A note about a blob that this library wrote, in a credential attribute named {@value #KEYWORD}: its length, its CRC-32, and whether it is text or a
 * key, in which encoding or of which algorithm.
 *
 * <p>The value is UTF-16LE text, as Windows asks for: {@code 1 LENGTH CRC FORM}, separated by single spaces; CRC has eight hexadecimal digits, FORM
 * is the rest, a {@link EntryFormat}. A record counts only while length and CRC match the blob, so one that another program left beside a changed
 * blob is ignored. It is an aid, not a protection: the CRC does not detect deliberate changes.
 */
final class EntryRecord {

    static final String KEYWORD = "WinCred_Entry";

    private EntryRecord() {}

    /** The attribute for a blob of this form. */
    static CredentialAttribute of(EntryFormat form, byte[] blob) {
        return CredentialAttribute.of(KEYWORD, bytes(beginning(blob) + form.text()));
    }

    /** The text before the form. */
    private static String beginning(byte[] blob) {
        CRC32 crc = new CRC32();
        crc.update(blob);
        return "1 " + blob.length + " " + HexFormat.of().toHexDigits((int) crc.getValue()) + " ";
    }

    /** The form of this blob, by the matching record among these attributes. */
    static Optional<EntryFormat> find(List<CredentialAttribute> attributes, byte[] blob) {
        for (CredentialAttribute attribute : attributes) {
            if (isRecord(attribute)) {
                String text = text(attribute.value());
                String fitting = beginning(blob);
                Optional<EntryFormat> form = text.startsWith(fitting)
                        ? EntryFormat.parse(text.substring(fitting.length())).filter(EntryFormat::isSecret)
                        : Optional.empty();
                if (form.isPresent()) {
                    return form;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRecord(CredentialAttribute attribute) {
        return attribute.keyword().equals(KEYWORD);
    }

    /**
     * The attributes of other programs in their order, with this record in place of an earlier one. If they use up all attributes that a credential
     * can have, the record is left out.
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
