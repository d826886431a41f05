package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The functions of {@code kernel32.dll} that surround each call of the store, direct-mapped; bound when first used. */
final class JnaKernel32 {

    static {
        Native.register(JnaKernel32.class, JnaLibraries.get("kernel32"));
    }

    private JnaKernel32() {}

    static native int WaitForSingleObject(Pointer handle, int milliseconds);

    static native int ReleaseMutex(Pointer handle);

    static native void GetSystemTimeAsFileTime(Pointer fileTime);
}
