package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** A function that is not part of the store failed, and the caller goes on without it. */
final class NativeFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private NativeFailure(String function, int code) {
        super(function + " failed with Windows error " + Integer.toUnsignedString(code));
    }

    /** Throws if {@code result}, a BOOL, is FALSE; to be called directly after the function. */
    static void check(String function, int result) throws NativeFailure {
        if (result == 0) {
            throw new NativeFailure(function, Native.getLastError());
        }
    }

    /** Throws if {@code result}, a handle, is null; to be called directly after the function. */
    static void check(String function, Pointer result) throws NativeFailure {
        check(function, result == null ? 0 : 1);
    }
}
