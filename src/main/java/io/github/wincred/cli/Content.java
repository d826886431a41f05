package io.github.wincred.cli;

import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.CredentialEntry;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.security.auth.DestroyFailedException;

/** The secret of an entry: text in UTF-8, or other bytes. Closing it wipes them. */
final class Content implements AutoCloseable {

    /** As which the key store takes and gives text. */
    private static final String TEXT = "PBEWithMD5AndDES";

    private final byte[] bytes;
    private final boolean text;

    private Content(byte[] bytes, boolean text) {
        this.bytes = bytes;
        this.text = text;
    }

    /** These bytes, which are taken over: text if they are UTF-8. */
    static Content detected(byte[] bytes) {
        return new Content(bytes, isUtf8(bytes));
    }

    /** These bytes, which are taken over and are no text. */
    static Content binary(byte[] bytes) {
        return new Content(bytes, false);
    }

    /** This text, which stays the caller's. */
    static Content text(char[] text) {
        try (Secret utf8 = Secret.ofUtf8(text)) {
            return new Content(utf8.toByteArray(), true);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try (Secret secret = Secret.copyOf(bytes)) {
            Optional<char[]> decoded = secret.toUtf8Text();
            decoded.ifPresent(text -> Arrays.fill(text, '\0'));
            return decoded.isPresent();
        }
    }

    /**
     * The secret of an entry: a password or secret key, a private key in PKCS#8, or a certificate in DER.
     *
     * @throws Failure if the secret cannot be read back
     */
    static Content of(String name, KeyStore.Entry entry) throws Failure, CertificateEncodingException {
        if (entry instanceof KeyStore.SecretKeyEntry secret) {
            return of(secret.getSecretKey());
        }
        if (entry instanceof KeyStore.PrivateKeyEntry key) {
            return binary(key.getPrivateKey().getEncoded());
        }
        if (entry instanceof KeyStore.TrustedCertificateEntry trusted) {
            return binary(trusted.getTrustedCertificate().getEncoded());
        }
        throw new Failure(
                Failure.FAILED,
                "the secret of '" + name + "' cannot be read back: "
                        + (entry instanceof CredentialEntry
                                ? "it is a " + Entries.key(entry).type()
                                : "it is unknown"));
    }

    /** The content of a key that the key store gave, which is wiped. */
    static Content of(SecretKey key) {
        try {
            return new Content(key.getEncoded(), key.getAlgorithm().startsWith("PBE"));
        } finally {
            destroy(key);
        }
    }

    /** Wipes what the key store gave, if it is a secret. */
    static void destroy(KeyStore.Entry entry) {
        if (entry instanceof KeyStore.SecretKeyEntry secret) {
            destroy(secret.getSecretKey());
        }
    }

    private static void destroy(SecretKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException e) {
            throw new IllegalStateException("a key of the key store cannot be wiped", e);
        }
    }

    boolean isText() {
        return text;
    }

    /** The bytes themselves; they belong to this content. */
    byte[] bytes() {
        return bytes;
    }

    /** A copy of the text, which the caller wipes. */
    char[] text() {
        try (Secret utf8 = Secret.copyOf(bytes)) {
            return utf8.toUtf8Text().orElseThrow();
        }
    }

    /** The secret as the key store takes it; valid until this is closed. */
    SecretKey key() {
        boolean aes = bytes.length == 16 || bytes.length == 24 || bytes.length == 32;
        return Secret.takeOver(bytes).asKey(text ? TEXT : aes ? "AES" : "HmacSHA256");
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
