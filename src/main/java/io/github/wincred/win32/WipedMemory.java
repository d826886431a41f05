package io.github.wincred.win32;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.util.Arrays;

/** Native memory of our own that may hold a secret: zeroed when it is made and again when it is closed. */
final class WipedMemory extends Memory {

    private WipedMemory(long bytes) {
        super(Math.max(bytes, 1));
        clear();
    }

    /** So many bytes; at least one, because NULL is not what an empty buffer means. */
    static WipedMemory ofBytes(long bytes) {
        return new WipedMemory(bytes);
    }

    static WipedMemory of(byte[] bytes) {
        WipedMemory memory = new WipedMemory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
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
        WipedMemory memory = new WipedMemory(2L * (capacityChars + 1));
        memory.write(0, text, 0, text.length);
        return memory;
    }

    /** A string with its terminator, or null for null: NULL is what an absent argument means. */
    static WipedMemory ofNullable(String text) {
        return text == null ? null : of(text);
    }

    /** The text up to the first terminator; a buffer without one is full. */
    char[] text() {
        int units = (int) (size() / 2);
        char[] all = getCharArray(0, units);
        try {
            int end = 0;
            while (end < units && all[end] != 0) {
                end++;
            }
            return Arrays.copyOf(all, end);
        } finally {
            Arrays.fill(all, '\0');
        }
    }

    /** The pointer at this offset. */
    Pointer result() {
        return getPointer(0);
    }

    @Override
    public void close() {
        clear();
        super.close();
    }
}
