package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.CredentialKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The blob of an entry whose content is split into part credentials. UTF-8 text of these lines, each ended by a line feed:
 *
 * <pre>
 * WinCred split 1
 * state STATE               {@code whole}, or {@code deleted} while the parts are being removed
 * form FORM                 as {@link EntryFormat}
 * generation GENERATION     128 random bits, 32 hexadecimal digits
 * length LENGTH             of the content in bytes; it says how many parts there are
 * sha-256 DIGEST            of the content, 64 hexadecimal digits
 * target DIGEST             SHA-256 of the TargetName that this was written under; under another one it is a copy, whose parts are not its own
 * certificate DIGEST        only for keys and certificates: SHA-256 of the entry's first certificate
 * check CRC                 CRC-32 of all lines before, 8 hexadecimal digits
 * </pre>
 *
 * @param isDeleted whether the entry is deleted except for its parts
 * @param form the form of the content
 * @param generation which parts hold it
 * @param length the length of the content in bytes
 * @param sha256 the digest of the content
 * @param target the digest of the TargetName
 * @param certificate the digest of the entry's first certificate
 */
record SplitManifest(
        boolean isDeleted,
        EntryFormat form,
        String generation,
        int length,
        String sha256,
        String target,
        Optional<String> certificate) {

    /** How every manifest begins, whatever its version. */
    static final String MAGIC = "WinCred split ";

    private static final byte[] MAGIC_BYTES = MAGIC.getBytes(UTF_8);

    /** A class of its own, because most programs never need it. */
    private static final class Format {

        static final Pattern PATTERN = Pattern.compile(Pattern.quote(MAGIC + "1\n")
                + "state (whole|deleted)\n"
                + "form ([^\n]*)\n"
                + "generation ([0-9a-f]{32})\n"
                + "length ([0-9]{1,7})\n"
                + "sha-256 ([0-9a-f]{64})\n"
                + "target ([0-9a-f]{64})\n"
                + "(?:certificate ([0-9a-f]{64})\n)?"
                + "check [0-9a-f]{8}\n");

        private Format() {}
    }

    /** The manifest of a content that is to be stored under a key, with a generation of its own. */
    static SplitManifest of(CredentialKey key, EntryContent content, byte[] bytes) {
        return new SplitManifest(
                false,
                content.form(),
                SplitParts.newGeneration(),
                bytes.length,
                EntryContent.sha256(bytes),
                digest(key),
                content.certificate());
    }

    /** Whether a blob begins like a manifest. */
    static boolean isManifest(byte[] blob) {
        return blob.length >= MAGIC_BYTES.length
                && Arrays.equals(blob, 0, MAGIC_BYTES.length, MAGIC_BYTES, 0, MAGIC_BYTES.length);
    }

    /** Parses the manifest in a blob; empty if it is none, of a later version, or not exactly what this library writes. */
    static Optional<SplitManifest> parse(byte[] blob) {
        Matcher matcher = Format.PATTERN.matcher(new String(blob, UTF_8));
        if (!matcher.matches() || Integer.parseInt(matcher.group(4)) > EntryContent.MAX_BYTES) {
            return Optional.empty();
        }
        Optional<String> certificate = Optional.ofNullable(matcher.group(7));
        return EntryFormat.parse(matcher.group(2))
                .filter(form -> certificate.isEmpty() || !form.isSecret())
                .map(form -> new SplitManifest(
                        matcher.group(1).equals("deleted"),
                        form,
                        matcher.group(3),
                        Integer.parseInt(matcher.group(4)),
                        matcher.group(5),
                        matcher.group(6),
                        certificate))
                // Includes the checksum.
                .filter(manifest -> Arrays.equals(manifest.toBytes(), blob));
    }

    /** Whether this was written for the credential with this key, ignoring case (R2), and is not a copy of another's. */
    boolean belongsTo(CredentialKey key) {
        return target.equals(digest(key));
    }

    /** Digest of the name as UTF-16LE, including unpaired surrogates. */
    private static String digest(CredentialKey key) {
        String name = CaseFolding.fold(key.targetName());
        ByteBuffer units = ByteBuffer.allocate(2 * name.length()).order(ByteOrder.LITTLE_ENDIAN);
        units.asCharBuffer().put(name);
        return EntryContent.sha256(units.array());
    }

    /** The number of parts. */
    int parts() {
        return SplitParts.count(length);
    }

    /** This manifest for an entry that is being deleted. */
    SplitManifest deleted() {
        return new SplitManifest(true, form, generation, length, sha256, target, certificate);
    }

    /** Whether the manifest matches these bytes. */
    boolean describes(byte[] content) {
        return content.length == length && sha256.equals(EntryContent.sha256(content));
    }

    /** The blob. */
    byte[] toBytes() {
        String lines = MAGIC + "1\nstate " + (isDeleted ? "deleted" : "whole") + "\nform " + form.text()
                + "\ngeneration " + generation + "\nlength " + length + "\nsha-256 " + sha256 + "\ntarget " + target
                + "\n"
                + certificate.map(digest -> "certificate " + digest + "\n").orElse("");
        return (lines + "check " + check(lines) + "\n").getBytes(UTF_8);
    }

    private static String check(String lines) {
        CRC32 crc = new CRC32();
        crc.update(lines.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
