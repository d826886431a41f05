package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blob of an entry whose content lies in part credentials. UTF-8 text of these lines, each ended by a line feed:
 *
 * <pre>
 * WinCred split 1
 * form FORM                 as {@link ContentForm}
 * generation GENERATION     128 random bits, 32 hexadecimal digits
 * parts COUNT               at least 1
 * length LENGTH             of the content in bytes
 * sha-256 DIGEST            of the content, 64 hexadecimal digits
 * certificate DIGEST        only for keys and certificates: SHA-256 of the entry's first certificate
 * </pre>
 *
 * @param form what the content is
 * @param generation which parts hold it
 * @param parts how many
 * @param length the length of the content in bytes
 * @param sha256 the digest of the content
 * @param certificate the digest of the entry's first certificate
 */
record Manifest(
        ContentForm form, String generation, int parts, int length, String sha256, Optional<String> certificate) {

    /** How every manifest begins, of whatever version. */
    static final String MAGIC = "WinCred split ";

    /** Apart, because most programs never meet a manifest. */
    private static final class Format {

        static final Pattern PATTERN = Pattern.compile(Pattern.quote(MAGIC + "1\n")
                + "form ([^\n]*)\n"
                + "generation ([0-9a-f]{32})\n"
                + "parts ([1-9][0-9]{0,5})\n"
                + "length ([0-9]{1,7})\n"
                + "sha-256 ([0-9a-f]{64})\n"
                + "(?:certificate ([0-9a-f]{64})\n)?");

        private Format() {}
    }

    /** Whether a blob begins as a manifest. */
    static boolean isManifest(byte[] blob) {
        return BlobMarks.startsWith(blob, MAGIC);
    }

    /** The manifest in a blob; empty if it is none, of a later version, or damaged. */
    static Optional<Manifest> parse(byte[] blob) {
        if (!isManifest(blob)) {
            return Optional.empty();
        }
        Matcher matcher = Format.PATTERN.matcher(new String(blob, UTF_8));
        if (!matcher.matches() || Integer.parseInt(matcher.group(4)) > Content.MAX_BYTES) {
            return Optional.empty();
        }
        Optional<String> certificate = Optional.ofNullable(matcher.group(6));
        return ContentForm.parse(matcher.group(1))
                .filter(form -> certificate.isEmpty() || !form.isSecret())
                .map(form -> new Manifest(
                        form,
                        matcher.group(2),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4)),
                        matcher.group(5),
                        certificate));
    }

    /** Whether these are the bytes that the manifest is about. */
    boolean describes(byte[] content) {
        return content.length == length && sha256.equals(Digests.sha256(content));
    }

    /** The blob. */
    byte[] toBytes() {
        return (MAGIC + "1\nform " + form.text() + "\ngeneration " + generation + "\nparts " + parts + "\nlength "
                        + length + "\nsha-256 " + sha256 + "\n"
                        + certificate
                                .map(digest -> "certificate " + digest + "\n")
                                .orElse(""))
                .getBytes(UTF_8);
    }
}
