package io.github.wincred.keystore;

import io.github.wincred.credential.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bytes of an entry and their form, however they are stored. The receiver closes it.
 *
 * @param form what the bytes are
 * @param bytes owned by this content
 * @param certificate the SHA-256 of the certificate by which a key store finds this entry, in hexadecimal digits
 */
record EntryContent(EntryFormat form, Secret bytes, Optional<String> certificate) implements AutoCloseable {

    /** The largest content: 1 MiB. */
    static final int MAX_BYTES = 1 << 20;

    /** The largest that is safe where other programs share the capacity: 26 parts, and as many again while they are replaced (R28). */
    static final int SAFE_BYTES = 1 << 16;

    /** A secret. */
    static EntryContent secret(EntryFormat form, Secret bytes) {
        return new EntryContent(form, bytes, Optional.empty());
    }

    /** Applies a function to a copy of the bytes, which is wiped afterwards. */
    <T> T read(Function<byte[], T> reading) {
        return read(bytes, reading);
    }

    static <T> T read(Secret secret, Function<byte[], T> reading) {
        byte[] copy = secret.toByteArray();
        try {
            return reading.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** The SHA-256 of some bytes, in hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    EntryContent copy() {
        return new EntryContent(form, bytes.copy(), certificate);
    }

    @Override
    public void close() {
        bytes.close();
    }

    @Override
    public String toString() {
        return "EntryContent[" + form.text() + ", " + bytes + "]";
    }
}
