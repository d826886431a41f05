package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Native memory of our own that may hold a secret: zeroed when it is made and again when it is closed. Java frees it some time after that; closing
 * it after a call also keeps it reachable during the call, to which its address alone is known.
 */
final class WipedMemory implements AutoCloseable {

    private final ByteBuffer bytes;
    private final long address;

    private WipedMemory(int size) {
        bytes = ByteBuffer.allocateDirect(Math.max(size, 1)).order(ByteOrder.nativeOrder());
        address = Bindings.get().addressOf(bytes);
    }

    /** So many bytes; at least one, because NULL is not what an empty buffer means. */
    static WipedMemory ofBytes(int size) {
        return new WipedMemory(size);
    }

    /** A place for the pointer that a function returns. */
    static WipedMemory ofPointer() {
        return new WipedMemory(Bindings.get().pointerSize());
    }

    static WipedMemory of(byte[] bytes) {
        WipedMemory memory = new WipedMemory(bytes.length);
        memory.bytes.put(0, bytes);
        return memory;
    }

    /**
     * A string with its terminator.
     *
     * @throws CredentialException if it holds U+0000 itself
     */
    static WipedMemory of(String text) {
        return of(text.toCharArray(), text.length());
    }

    /**
     * Text in a buffer for so many characters and a terminator.
     *
     * @throws CredentialException if it holds U+0000 itself
     */
    static WipedMemory of(char[] text, int capacityChars) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == 0) {
                throw new CredentialException(
                        Reason.INVALID_PARAMETER,
                        "call of Windows",
                        null,
                        "a text holds U+0000 at index " + i + " of " + text.length
                                + "; Windows would take it for the end");
            }
        }
        WipedMemory memory = new WipedMemory(2 * (capacityChars + 1));
        for (int i = 0; i < text.length; i++) {
            memory.bytes.putChar(2 * i, text[i]);
        }
        return memory;
    }

    /** A string with its terminator, or null for null: NULL is what an absent argument means. */
    static WipedMemory ofNullable(String text) {
        return text == null ? null : of(text);
    }

    /** The address of this memory, or 0 for null. */
    static long addressOf(WipedMemory memory) {
        return memory == null ? 0 : memory.address;
    }

    /** Where it begins. */
    long address() {
        return address;
    }

    /** The memory as a buffer in native byte order. */
    ByteBuffer bytes() {
        return bytes;
    }

    int getInt(int offset) {
        return bytes.getInt(offset);
    }

    void setInt(int offset, int value) {
        bytes.putInt(offset, value);
    }

    void setPointer(int offset, long value) {
        if (Bindings.get().pointerSize() == 8) {
            bytes.putLong(offset, value);
        } else {
            bytes.putInt(offset, (int) value);
        }
    }

    /** The pointer at the beginning. */
    long result() {
        return Bindings.get().pointerSize() == 8 ? bytes.getLong(0) : bytes.getInt(0) & 0xFFFFFFFFL;
    }

    /** A copy of the first bytes. */
    byte[] getBytes(int length) {
        byte[] copy = new byte[length];
        bytes.get(0, copy);
        return copy;
    }

    /** The text up to the first terminator; a buffer without one is full. */
    char[] text() {
        char[] all = new char[bytes.capacity() / 2];
        try {
            int end = 0;
            for (; end < all.length && bytes.getChar(2 * end) != 0; end++) {
                all[end] = bytes.getChar(2 * end);
            }
            return Arrays.copyOf(all, end);
        } finally {
            Arrays.fill(all, '\0');
        }
    }

    @Override
    public void close() {
        bytes.put(0, new byte[bytes.capacity()]);
    }
}
