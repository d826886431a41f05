package io.github.wincred.win32;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * Memory read and zeroed at absolute addresses, such as the pointers inside a struct.
 *
 * <p>It looks through a window, a buffer that begins at some address and has no known end. Reading through a buffer costs no transition into
 * native code, and blocks that Windows returns lie near each other, so most of them are found through the window of an earlier one. As with a
 * pointer in C, nothing checks that an address is valid: pass only what the system returned, and only until it is freed.
 *
 * <p>Not for use by several threads.
 */
final class NativeMemory {

    /** No access starts further into the window; an index never overflows, and every field of a struct lies behind this. */
    private static final int REACH = Integer.MAX_VALUE / 2;

    private final LongFunction<ByteBuffer> windows;
    private final boolean wide;
    private ByteBuffer window;

    /** Where the window begins; before there is one, behind every address. */
    private long base = Long.MAX_VALUE;

    private char[] units = new char[64];

    /**
     * Makes a view of memory.
     *
     * @param windows gives a buffer in native byte order that begins at an address
     * @param pointerSize 4 or 8
     */
    NativeMemory(LongFunction<ByteBuffer> windows, int pointerSize) {
        this.windows = windows;
        this.wide = pointerSize == 8;
    }

    /** The memory of this process. */
    static NativeMemory ofProcess() {
        Binding binding = Bindings.get();
        return new NativeMemory(new ProcessMemory(binding), binding.pointerSize());
    }

    /** A class and not a lambda: the first lambda of a program costs milliseconds, and a program may want one secret and nothing more. */
    private record ProcessMemory(Binding binding) implements LongFunction<ByteBuffer> {

        /** As much as a buffer of either binding can have. */
        private static final int SIZE = Integer.MAX_VALUE - 8;

        @Override
        public ByteBuffer apply(long address) {
            return binding.view(address, SIZE);
        }
    }

    private void open(long address) {
        window = windows.apply(address);
        base = address;
    }

    /** The index of an address in the window, which may be another one afterwards: call this first, then use {@link #window}. */
    private int index(long address) {
        long distance = address - base;
        if (distance < 0 || distance > REACH) {
            open(address);
            return 0;
        }
        return (int) distance;
    }

    /** A DWORD. */
    int getInt(long address) {
        int index = index(address);
        return window.getInt(index);
    }

    /** A FILETIME as one number: two DWORDs, the low one first. */
    long getFileTime(long address) {
        return (long) getInt(address + 4) << 32 | (getInt(address) & 0xFFFFFFFFL);
    }

    /** A pointer; 0 for NULL. */
    long getPointer(long address) {
        if (!wide) {
            return getInt(address) & 0xFFFFFFFFL;
        }
        int index = index(address);
        return window.getLong(index);
    }

    /** The UTF-16LE string at this address, up to its terminator; unpaired surrogates stay. */
    String getString(long address) {
        int index = index(address);
        int length = 0;
        for (char unit = window.getChar(index); unit != 0; unit = window.getChar(index + 2 * length)) {
            if (length == units.length) {
                units = Arrays.copyOf(units, 4 * length);
            }
            units[length++] = unit;
        }
        return new String(units, 0, length);
    }

    /** A copy of so many bytes. */
    byte[] getBytes(long address, int length) {
        byte[] bytes = new byte[length];
        int index = index(address);
        window.get(index, bytes);
        return bytes;
    }

    /** Overwrites so many bytes with zeros. */
    void zero(long address, int length) {
        int index = index(address);
        window.put(index, new byte[length]);
    }
}
