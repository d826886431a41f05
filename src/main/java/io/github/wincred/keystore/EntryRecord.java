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
 * What we note about a blob that we wrote, in a credential attribute named {@value #KEYWORD}: its length, its CRC-32, and whether it is text or
 * a key, in which encoding or of which algorithm.
 *
 * <p>The value is UTF-16LE text, as Windows asks for: {@code 1 LENGTH CRC FORM}, separated by single spaces; CRC has eight hexadecimal digits,
 * FORM is the rest, a {@link ContentForm}. A record counts only while length and CRC fit the blob, so that one which another program has left
 * beside a changed blob does not lie. It is an aid, not a guard: the CRC is no proof against intent.
 *
 * @param form what the blob is
 * @param length the length of the blob in bytes
 * @param crc the CRC-32 of the blob
 */
record EntryRecord(ContentForm form, int length, int crc) {

    static final String KEYWORD = "WinCred_Entry";

    private static final Pattern FORMAT = Pattern.compile("1 ([0-9]{1,9}) ([0-9a-f]{8}) (.*)", Pattern.DOTALL);

    /** The record for a blob. */
    static EntryRecord of(ContentForm form, byte[] blob) {
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
                Optional<EntryRecord> record = parse(new String(attribute.value(), UTF_16LE));
                if (record.isPresent() && record.get().fits(blob)) {
                    return record;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRecord(CredentialAttribute attribute) {
        return attribute.keyword().equals(KEYWORD);
    }

    private boolean fits(byte[] blob) {
        return length == blob.length && crc == crc(blob);
    }

    private static Optional<EntryRecord> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return ContentForm.parse(matcher.group(3))
                .filter(ContentForm::isSecret)
                .map(form -> new EntryRecord(
                        form, Integer.parseInt(matcher.group(1)), Integer.parseUnsignedInt(matcher.group(2), 16)));
    }

    /**
     * This record and the attributes of other programs, in their order. Where those fill all the places a credential has, they stay and the
     * record is left out.
     */
    List<CredentialAttribute> addTo(List<CredentialAttribute> attributes) {
        List<CredentialAttribute> all = removeFrom(attributes);
        if (all.size() < CredentialLimits.MAX_ATTRIBUTES) {
            all.add(toAttribute());
        }
        return all;
    }

    /** The attributes of other programs, in their order. */
    static List<CredentialAttribute> removeFrom(List<CredentialAttribute> attributes) {
        List<CredentialAttribute> others = new ArrayList<>(attributes);
        others.removeIf(EntryRecord::isRecord);
        return others;
    }

    /** The attribute that carries this record. */
    CredentialAttribute toAttribute() {
        String text = String.format(Locale.ROOT, "1 %d %08x %s", length, crc, form.text());
        return CredentialAttribute.of(KEYWORD, text.getBytes(UTF_16LE));
    }
}
