package io.github.wincred.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a credential's blob, in a form that can be wiped.
 *
 * <p>A secret owns one array. {@link #close()} overwrites it; afterwards every accessor throws {@link IllegalStateException}. Copies returned by the
 * accessors belong to the caller, who wipes them. A secret never appears in {@link #toString()}, in an exception of this library, or in serialized
 * form.
 *
 * <p>Comparison takes time that depends only on the lengths. Safe for use by several threads: an accessor called while another thread closes the
 * secret either returns it whole or throws.
 */
public final class Secret implements AutoCloseable, Destroyable {

    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret of no bytes, which is a legal blob (R15). */
    public static Secret empty() {
        return new Secret(new byte[0]);
    }

    /** A secret with a copy of these bytes; the caller keeps, and wipes, its own array. */
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A secret that takes ownership of this array: the caller must not use it again, and closing the secret wipes it. */
    public static Secret takeOver(byte[] bytes) {
        return new Secret(bytes);
    }

    /**
     * Text as UTF-16LE without a terminator, the form that Windows itself, git and most programs use. Every UTF-16 unit is stored as is, including
     * unpaired surrogates. The caller keeps, and wipes, its own array.
     */
    public static Secret ofUtf16Le(char[] text) {
        byte[] bytes = new byte[Math.multiplyExact(text.length, 2)];
        for (int i = 0; i < text.length; i++) {
            bytes[2 * i] = (byte) text[i];
            bytes[2 * i + 1] = (byte) (text[i] >>> 8);
        }
        return new Secret(bytes);
    }

    /**
     * Text as UTF-8. The caller keeps, and wipes, its own array.
     *
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, which UTF-8 cannot express
     */
    public static Secret ofUtf8(char[] text) {
        var encoder = UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        Secret secret = new Secret(new byte[utf8Length(text)]);
        if (!encoder.encode(CharBuffer.wrap(text), ByteBuffer.wrap(secret.bytes), true)
                .isUnderflow()) {
            secret.close();
            throw new IllegalArgumentException("the text holds an unpaired surrogate, which UTF-8 cannot express");
        }
        return secret;
    }

    /** Computed first, to avoid filling and copying a larger array. A surrogate counts two bytes, half of its pair's four. */
    private static int utf8Length(char[] text) {
        int length = 0;
        for (char unit : text) {
            length = Math.addExact(length, unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3);
        }
        return length;
    }

    /** The number of bytes; known even after {@link #close()}. */
    public int length() {
        return bytes.length;
    }

    /** Whether the length is 0. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** A copy of the bytes. */
    public synchronized byte[] toByteArray() {
        return open().clone();
    }

    /** An independent copy, closed on its own. */
    public synchronized Secret copy() {
        return new Secret(open().clone());
    }

    /** Copies all bytes to {@code target}, starting at {@code offset}. */
    public synchronized void copyTo(byte[] target, int offset) {
        System.arraycopy(open(), 0, target, offset, bytes.length);
    }

    /** Copies all bytes to {@code target}, starting at {@code index}, without an intermediate copy; the position is unchanged. */
    public synchronized void copyTo(ByteBuffer target, int index) {
        target.put(index, open());
    }

    /** The text if the bytes are read as UTF-16LE; empty if their number is odd. Unpaired surrogates are preserved. */
    public synchronized Optional<char[]> toUtf16LeText() {
        byte[] source = open();
        if (source.length % 2 != 0) {
            return Optional.empty();
        }
        char[] text = new char[source.length / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ((source[2 * i] & 0xFF) | (source[2 * i + 1] & 0xFF) << 8);
        }
        return Optional.of(text);
    }

    /** The text if the bytes are read as UTF-8; empty if they are not well-formed UTF-8. */
    public synchronized Optional<char[]> toUtf8Text() {
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        char[] text = new char[utf16Length(open())];
        if (!decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.wrap(text), true).isUnderflow()) {
            Arrays.fill(text, '\0');
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** For well-formed UTF-8: one unit per leading byte, and a second one for a character of four bytes. */
    private static int utf16Length(byte[] utf8) {
        int length = 0;
        for (byte unit : utf8) {
            length += (unit & 0xC0) == 0x80 ? 0 : (unit & 0xF8) == 0xF0 ? 2 : 1;
        }
        return length;
    }

    /**
     * This secret as a key, in the format {@code RAW}. Unlike {@code SecretKeySpec} it may be empty and keeps no copy of the bytes: destroying the
     * key closes this secret, and after either it cannot be used any more. Equal to any secret key of the same algorithm, format and bytes. Cannot
     * be serialized.
     */
    public SecretKey asKey(String algorithm) {
        return new RawKey(algorithm, this);
    }

    /** Overwrites the bytes with zeros. May be called more than once. */
    @Override
    public synchronized void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    /** As {@link #close()}. */
    @Override
    public void destroy() {
        close();
    }

    /** Whether {@link #close()} was called. */
    @Override
    public synchronized boolean isDestroyed() {
        return closed;
    }

    /** Whether both hold the same bytes, compared without an early exit. A closed secret equals only itself. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Secret that) || isDestroyed() || that.isDestroyed()) {
            return false;
        }
        byte[] theirs = that.toByteArray();
        try {
            return contentEquals(theirs);
        } finally {
            Arrays.fill(theirs, (byte) 0);
        }
    }

    private synchronized boolean contentEquals(byte[] theirs) {
        return !closed && MessageDigest.isEqual(bytes, theirs);
    }

    /** Depends only on the length, so that a hash reveals nothing about the content. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    /** The length, never the content. */
    @Override
    public String toString() {
        return "Secret[" + bytes.length + " bytes" + (isDestroyed() ? ", closed]" : "]");
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the secret is closed");
        }
        return bytes;
    }

    /** {@link #getEncoded()} hands out a copy that the caller wipes. Equality compares without an early exit. */
    private record RawKey(String algorithm, Secret secret) implements SecretKey {

        /** A stream can give no secret, so none becomes a key. */
        RawKey {
            requireNonNull(algorithm, "algorithm");
            requireNonNull(secret, "secret");
        }

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return secret.toByteArray();
        }

        @Override
        public void destroy() {
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
                    || that.isDestroyed()
                    || !algorithm.equalsIgnoreCase(that.getAlgorithm())
                    || !"RAW".equals(that.getFormat())) {
                return false;
            }
            byte[] theirs = that.getEncoded();
            if (theirs == null) {
                return false;
            }
            try (Secret secretOfThat = takeOver(theirs)) {
                return secret.equals(secretOfThat);
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
            return "RawKey[" + algorithm + ", " + secret.length() + " bytes" + (isDestroyed() ? ", destroyed]" : "]");
        }

        private Object writeReplace() throws NotSerializableException {
            throw new NotSerializableException("a key of the credential store cannot be serialized");
        }
    }
}
