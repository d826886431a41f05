package io.github.wincred.vault.crypto;

import io.github.wincred.credential.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/** HMAC-SHA256 under one key, for many messages. Closing removes the key from the JDK's object. Not for use by several threads. */
final class Hmac implements AutoCloseable {

    /** The length of every key and result, in bytes. */
    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** Copies the key; the caller keeps, and wipes, its own array. */
    Hmac(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            setKey(key.clone());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private void setKey(byte[] own) throws GeneralSecurityException {
        try (Secret key = Secret.takeOver(own)) {
            mac.init(key.asKey(ALGORITHM));
        }
    }

    /** The result for the concatenation of these parts; a new array. */
    byte[] of(byte[]... parts) {
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** Replaces the first bytes of {@code message}, as many as a result has, by their result. */
    void replace(byte[] message) throws GeneralSecurityException {
        mac.update(message, 0, BYTES);
        mac.doFinal(message, 0);
    }

    @Override
    public void close() {
        try {
            setKey(new byte[BYTES]);
            mac.doFinal(); // in place of the last result, which the digest keeps as its state
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Computes a single result under a key that is used once. */
    static byte[] once(byte[] key, byte[]... parts) {
        try (Hmac hmac = new Hmac(key)) {
            return hmac.of(parts);
        }
    }

    static void wipe(byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
    }
}
