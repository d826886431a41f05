package io.github.wincred.keystore;

import io.github.wincred.credential.Secret;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.util.Locale;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A secret key read from a store. Unlike {@code SecretKeySpec} it may be empty, and {@link #destroy()} wipes it.
 *
 * <p>{@link #getEncoded()} hands out a copy that the caller wipes. Equal to any secret key with the same algorithm, format and bytes, compared
 * without an early exit. Cannot be serialized.
 */
final class StoredKey implements SecretKey {

    /** The algorithm of text secrets: {@code SecretKeyFactory} of SunJCE understands it, and so do the programs that read key stores. */
    static final String TEXT_ALGORITHM = "PBEWithMD5AndDES";

    static final String FORMAT = "RAW";

    private static final long serialVersionUID = 1L;

    private final transient String algorithm;
    private final transient Secret secret;

    /** Takes the secret over. */
    StoredKey(String algorithm, Secret secret) {
        this.algorithm = algorithm;
        this.secret = secret;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return FORMAT;
    }

    @Override
    public synchronized byte[] getEncoded() {
        if (isDestroyed()) {
            throw new IllegalStateException("the key is destroyed");
        }
        return secret.toByteArray();
    }

    @Override
    public synchronized void destroy() {
        secret.close();
    }

    @Override
    public boolean isDestroyed() {
        return secret.isDestroyed();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SecretKey that)
                || isDestroyed()
                || that.isDestroyed()
                || !algorithm.equalsIgnoreCase(that.getAlgorithm())
                || !FORMAT.equals(that.getFormat())) {
            return false;
        }
        byte[] theirs = that.getEncoded();
        if (theirs == null) {
            return false;
        }
        try (Secret secretOfThat = Secret.takeOver(theirs)) {
            synchronized (this) {
                return secret.equals(secretOfThat);
            }
        }
    }

    /** Depends on the algorithm alone, so that a hash tells nothing about the key. */
    @Override
    public int hashCode() {
        return algorithm.toLowerCase(Locale.ROOT).hashCode();
    }

    /** Algorithm and length, never the content. */
    @Override
    public String toString() {
        return "StoredKey[" + algorithm + ", " + secret.length() + " bytes" + (isDestroyed() ? ", destroyed]" : "]");
    }

    private Object writeReplace() throws NotSerializableException {
        throw new NotSerializableException("a key read from a credential store cannot be serialized");
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("a key read from a credential store cannot be serialized");
    }
}
