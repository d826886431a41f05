package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.wincred.credential.Secret;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Private keys with their chains, and trusted certificates, as PEM behind one line that says what follows:
 *
 * <pre>
 * WinCred entry 1: private key with 3 certificates     then a PRIVATE KEY (PKCS#8) and as many CERTIFICATE, the key's own first
 * WinCred entry 1: trusted certificate                 then one CERTIFICATE
 * </pre>
 *
 * <p>That line, and nothing else, makes PEM an entry of this library. Tools that read PEM skip it (RFC 7468, section 2).
 *
 * @param privateKey the key; empty for a trusted certificate
 * @param certificates the chain, or the one certificate
 */
record PemEntry(Optional<PrivateKey> privateKey, List<Certificate> certificates) {

    /** The certificates as the JDK wants them. */
    Certificate[] chain() {
        return certificates.toArray(Certificate[]::new);
    }

    /** How every such entry begins, of whatever version. */
    static final String MAGIC = "WinCred entry ";

    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String FIRST_LINE = MAGIC + "1: ";
    private static final Pattern FIRST_LINE_OF_KEY =
            Pattern.compile(Pattern.quote(FIRST_LINE) + "private key with ([1-9][0-9]{0,3}) certificates");
    private static final String FIRST_LINE_OF_CERTIFICATE = FIRST_LINE + "trusted certificate";
    private static final int MAX_FIRST_LINE = 64;

    /** What the bytes of an entry are by their first line; empty if that is of a later version or damaged. */
    static Optional<ContentForm> form(byte[] text) {
        String line = firstLine(text);
        if (line.equals(FIRST_LINE_OF_CERTIFICATE)) {
            return Optional.of(ContentForm.CERTIFICATE);
        }
        return FIRST_LINE_OF_KEY.matcher(line).matches() ? Optional.of(ContentForm.PRIVATE_KEY) : Optional.empty();
    }

    private static String firstLine(byte[] text) {
        int end = 0;
        while (end < Math.min(text.length, MAX_FIRST_LINE) && text[end] != '\n' && text[end] != '\r') {
            end++;
        }
        return new String(text, 0, end, ISO_8859_1);
    }

    /**
     * The content for a key and its chain.
     *
     * @throws KeyStoreException if the key does not give its bytes in PKCS#8, does not fit the first certificate's algorithm, or a certificate
     *     is not of X.509
     */
    static Content encode(PrivateKey key, Certificate[] chain) throws KeyStoreException {
        byte[] der = key.getEncoded();
        if (der == null || !"PKCS#8".equals(key.getFormat())) {
            throw new KeyStoreException("a private key of algorithm " + key.getAlgorithm()
                    + " that does not give its bytes in PKCS#8 cannot be stored");
        }
        try {
            List<byte[]> certificates = new ArrayList<>();
            for (Certificate certificate : chain) {
                certificates.add(encoded(certificate));
            }
            checkReadable(der, chain[0]);
            return content(der, certificates);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static void checkReadable(byte[] der, Certificate certificate) throws KeyStoreException {
        try {
            privateKey(der, certificate);
        } catch (GeneralSecurityException e) {
            throw new KeyStoreException("the private key is not of the algorithm of the chain's first certificate, "
                    + certificate.getPublicKey().getAlgorithm());
        }
    }

    /**
     * The content for a trusted certificate.
     *
     * @throws KeyStoreException if it is not of X.509
     */
    static Content encode(Certificate certificate) throws KeyStoreException {
        return content(encoded(certificate));
    }

    /** The content for a key in PKCS#8 and its chain. */
    static Content content(byte[] key, List<byte[]> certificates) {
        String firstLine = FIRST_LINE + "private key with " + certificates.size() + " certificates\n";
        return content(ContentForm.PRIVATE_KEY, firstLine, Optional.of(key), certificates);
    }

    /** The content for a trusted certificate. */
    static Content content(byte[] certificate) {
        return content(
                ContentForm.CERTIFICATE, FIRST_LINE_OF_CERTIFICATE + "\n", Optional.empty(), List.of(certificate));
    }

    private static Content content(
            ContentForm form, String firstLine, Optional<byte[]> key, List<byte[]> certificates) {
        int length = firstLine.length()
                + key.map(der -> Pem.length(PRIVATE_KEY, der.length)).orElse(0)
                + certificates.stream()
                        .mapToInt(der -> Pem.length(CERTIFICATE, der.length))
                        .sum();
        byte[] text = new byte[length];
        byte[] head = Pem.ascii(firstLine);
        System.arraycopy(head, 0, text, 0, head.length);
        int at = head.length;
        if (key.isPresent()) {
            at = Pem.write(PRIVATE_KEY, key.get(), text, at);
        }
        for (byte[] der : certificates) {
            at = Pem.write(CERTIFICATE, der, text, at);
        }
        return new Content(form, Secret.takeOver(text), Optional.of(Digests.sha256(certificates.get(0))));
    }

    private static byte[] encoded(@Nullable Certificate certificate) throws KeyStoreException {
        if (certificate == null) {
            throw new KeyStoreException("a certificate of the chain is null");
        }
        try {
            if (certificate.getType().equals("X.509")) {
                return certificate.getEncoded();
            }
        } catch (CertificateException e) {
            throw new KeyStoreException("a certificate cannot be encoded: " + e.getMessage(), e);
        }
        throw new KeyStoreException("only X.509 certificates can be stored, not " + certificate.getType());
    }

    /**
     * Reads an entry.
     *
     * @throws GeneralSecurityException saying what is wrong with the text, without showing any of it
     */
    static PemEntry decode(byte[] text) throws GeneralSecurityException {
        Matcher keyLine = FIRST_LINE_OF_KEY.matcher(firstLine(text));
        boolean hasKey = keyLine.matches();
        int expected = hasKey ? Integer.parseInt(keyLine.group(1)) + 1 : 1;
        List<Pem.Block> blocks = blocks(text);
        try {
            if (blocks.size() != expected) {
                throw new CertificateException("it has " + blocks.size() + " PEM blocks instead of " + expected);
            }
            return decode(blocks, hasKey);
        } finally {
            blocks.forEach(Pem.Block::close);
        }
    }

    private static List<Pem.Block> blocks(byte[] text) throws CertificateException {
        try {
            return Pem.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    private static PemEntry decode(List<Pem.Block> blocks, boolean hasKey) throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        for (Pem.Block block : blocks.subList(hasKey ? 1 : 0, blocks.size())) {
            certificates.add(certificate(labelled(block, CERTIFICATE)));
        }
        Optional<PrivateKey> key = hasKey
                ? Optional.of(privateKey(labelled(blocks.get(0), PRIVATE_KEY), certificates.get(0)))
                : Optional.empty();
        return new PemEntry(key, certificates);
    }

    /** The certificate says which algorithm the key is of: the providers do not know all of them by the identifier in the key. */
    private static PrivateKey privateKey(byte[] der, Certificate certificate) throws GeneralSecurityException {
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] labelled(Pem.Block block, String label) throws CertificateException {
        if (!block.label().equals(label)) {
            throw new CertificateException("it has a PEM block " + block.label() + " where " + label + " is expected");
        }
        return block.der();
    }

    private static Certificate certificate(byte[] der) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** The SHA-256 of the first certificate, for finding an entry by it; empty if the text is damaged. */
    static Optional<String> firstCertificate(byte[] text) {
        List<Pem.Block> blocks;
        try {
            blocks = Pem.parse(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        try {
            return blocks.stream()
                    .filter(block -> block.label().equals(CERTIFICATE))
                    .findFirst()
                    .map(block -> Digests.sha256(block.der()));
        } finally {
            blocks.forEach(Pem.Block::close);
        }
    }
}
