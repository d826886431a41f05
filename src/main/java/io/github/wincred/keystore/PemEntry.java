package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.wincred.credential.Secret;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Private keys with their chains, and trusted certificates, as PEM after one line that says what follows:
 *
 * <pre>
 * WinCred entry 1: private key with 3 certificates     then a PRIVATE KEY (PKCS#8) and as many CERTIFICATE, the key's own first
 * WinCred entry 1: trusted certificate                 then one CERTIFICATE
 * </pre>
 *
 * <p>That line, and nothing else, makes PEM an entry of this library. Tools that read PEM skip it (RFC 7468, section 2).
 */
final class PemEntry {

    /** How every such entry begins, whatever its version. */
    static final String MAGIC = "WinCred entry ";

    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String FIRST_LINE = MAGIC + "1: ";
    private static final String FIRST_LINE_OF_CERTIFICATE = FIRST_LINE + "trusted certificate";
    private static final int MAX_FIRST_LINE = 64;
    private static final byte[] MAGIC_BYTES = Pem.ascii(MAGIC);

    private PemEntry() {}

    /** A class of its own, because most programs never need it. */
    private static final class Format {

        static final Pattern FIRST_LINE_OF_KEY =
                Pattern.compile(Pattern.quote(FIRST_LINE) + "private key with ([1-9][0-9]{0,3}) certificates");

        private Format() {}
    }

    /** Whether a blob begins like an entry. */
    static boolean isEntry(byte[] blob) {
        return Pem.startsWith(blob, 0, MAGIC_BYTES);
    }

    /**
     * Parses an entry. Its key and certificates may be of a kind that no provider of this Java knows.
     *
     * @throws IllegalArgumentException saying how it deviates from the format above, without showing any of it
     */
    static EntryContent read(byte[] text) {
        try (Pem pem = parse(text)) {
            boolean hasKey = pem.blocks().get(0).label().equals(PRIVATE_KEY);
            return new EntryContent(
                    hasKey ? EntryFormat.PRIVATE_KEY : EntryFormat.CERTIFICATE,
                    Secret.copyOf(text),
                    Optional.of(
                            EntryContent.sha256(pem.blocks().get(hasKey ? 1 : 0).der())));
        }
    }

    private static Pem parse(byte[] text) {
        String line = firstLine(text);
        Matcher lineOfKey = Format.FIRST_LINE_OF_KEY.matcher(line);
        boolean hasKey = lineOfKey.matches();
        if (!hasKey && !line.equals(FIRST_LINE_OF_CERTIFICATE)) {
            throw new IllegalArgumentException("its first line is damaged or of a later version");
        }
        int expected = hasKey ? Integer.parseInt(lineOfKey.group(1)) + 1 : 1;
        Pem pem = Pem.parse(text);
        try {
            if (pem.blocks().size() != expected) {
                throw new IllegalArgumentException(
                        "it has " + pem.blocks().size() + " PEM blocks instead of " + expected);
            }
            for (int i = 0; i < expected; i++) {
                checkLabel(pem.blocks().get(i).label(), hasKey && i == 0 ? PRIVATE_KEY : CERTIFICATE);
            }
            return pem;
        } catch (IllegalArgumentException e) {
            pem.close();
            throw e;
        }
    }

    private static void checkLabel(String label, String expected) {
        if (!label.equals(expected)) {
            throw new IllegalArgumentException("it has a PEM block " + label + " where " + expected + " is expected");
        }
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
     * @throws KeyStoreException if the key does not provide its PKCS#8 encoding or does not match the first certificate's algorithm, or if a
     *     certificate is not X.509 or no provider can read it
     */
    static EntryContent encode(PrivateKey key, Certificate[] chain) throws KeyStoreException {
        byte[] der = "PKCS#8".equals(key.getFormat()) ? key.getEncoded() : null;
        if (der == null) {
            throw new KeyStoreException("a private key of algorithm " + key.getAlgorithm()
                    + " that does not give its bytes in PKCS#8 cannot be stored");
        }
        try {
            List<byte[]> certificates = new ArrayList<>();
            for (Certificate certificate : chain) {
                certificates.add(encoded(certificate));
            }
            privateKey(der, X509Certificates.decode(certificates.get(0)));
            return content(der, certificates);
        } catch (GeneralSecurityException e) {
            throw new KeyStoreException("the private key cannot be stored: " + e.getMessage(), e);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /**
     * The content for a trusted certificate.
     *
     * @throws KeyStoreException if it is not X.509, or no provider can read it
     */
    static EntryContent encode(Certificate certificate) throws KeyStoreException {
        return content(encoded(certificate));
    }

    private static byte[] encoded(@Nullable Certificate certificate) throws KeyStoreException {
        if (certificate == null) {
            throw new KeyStoreException("a certificate of the chain is null");
        }
        if (certificate.getPublicKey() == null) {
            throw new KeyStoreException("a certificate without a public key cannot be stored");
        }
        try {
            byte[] der = X509Certificates.encoded(certificate);
            X509Certificates.decode(der);
            return der;
        } catch (CertificateException e) {
            throw new KeyStoreException("a certificate cannot be stored: " + e.getMessage(), e);
        }
    }

    /** The content for a key in PKCS#8 and its chain. */
    static EntryContent content(byte[] key, List<byte[]> certificates) {
        String firstLine = FIRST_LINE + "private key with " + certificates.size() + " certificates\n";
        return content(EntryFormat.PRIVATE_KEY, firstLine, Optional.of(key), certificates);
    }

    /** The content for a trusted certificate. */
    static EntryContent content(byte[] certificate) {
        return content(
                EntryFormat.CERTIFICATE, FIRST_LINE_OF_CERTIFICATE + "\n", Optional.empty(), List.of(certificate));
    }

    private static EntryContent content(
            EntryFormat form, String firstLine, Optional<byte[]> key, List<byte[]> certificates) {
        List<byte[]> texts = new ArrayList<>();
        texts.add(Pem.ascii(firstLine));
        key.ifPresent(der -> texts.add(Pem.write(PRIVATE_KEY, der)));
        certificates.forEach(der -> texts.add(Pem.write(CERTIFICATE, der)));
        return new EntryContent(
                form, Secret.takeOver(Pem.join(texts)), Optional.of(EntryContent.sha256(certificates.get(0))));
    }

    /**
     * The certificates of an entry: the chain of a private key, which is not decoded, or the one certificate.
     *
     * @throws CertificateException if no provider of this Java can read them
     */
    static List<Certificate> certificates(EntryContent content) throws CertificateException {
        try (Pem pem = parse(content)) {
            return certificates(pem);
        }
    }

    /**
     * The private key of an entry that has one.
     *
     * @throws GeneralSecurityException naming its algorithm if no provider of this Java knows it
     */
    static PrivateKey privateKey(EntryContent content) throws GeneralSecurityException {
        try (Pem pem = parse(content)) {
            return privateKey(pem.blocks().get(0).der(), certificates(pem).get(0));
        }
    }

    /** Whether this Java can read everything in an entry. */
    static boolean isReadable(EntryContent content) {
        try {
            if (content.form().equals(EntryFormat.PRIVATE_KEY)) {
                privateKey(content);
            } else {
                certificates(content);
            }
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Pem parse(EntryContent content) throws CertificateException {
        try {
            return content.read(PemEntry::parse);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    private static List<Certificate> certificates(Pem pem) throws CertificateException {
        List<Certificate> certificates = new ArrayList<>();
        for (Pem.Block block : pem.blocks()) {
            if (block.label().equals(CERTIFICATE)) {
                certificates.add(X509Certificates.decode(block.der()));
            }
        }
        return certificates;
    }

    /** The certificate determines the algorithm of the key: providers do not recognise every algorithm by the identifier in the key. */
    private static PrivateKey privateKey(byte[] der, Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (NoSuchAlgorithmException e) {
            throw new InvalidKeyException(
                    "no provider of this Java has a KeyFactory for the algorithm of its certificate, " + algorithm
                            + "; use the Java, or register the provider, that made the key",
                    e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new InvalidKeyException(
                    "no provider of this Java can read it as a key of the algorithm of its certificate, " + algorithm,
                    e);
        }
    }
}
