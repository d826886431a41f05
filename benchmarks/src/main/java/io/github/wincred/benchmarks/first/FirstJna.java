package io.github.wincred.benchmarks.first;

import com.sun.jna.Native;

/** Loads JNA's own library and calls nothing: what JNA costs by itself. */
public final class FirstJna {

    private FirstJna() {}

    /** Takes no notice of its arguments. */
    public static void main(String[] arguments) {
        if (Native.POINTER_SIZE == 0) {
            throw new IllegalStateException("no pointers");
        }
    }
}
