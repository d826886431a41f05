package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * Functions of {@code kernel32.dll} for {@link UserMutex} and for the time of a write, direct-mapped. Every Windows has them. Bound when first
 * used.
 */
final class Kernel32 {

    static final int WAIT_OBJECT_0 = 0;
    static final int WAIT_ABANDONED = 0x80;
    static final int WAIT_TIMEOUT = 0x102;

    static {
        Native.register(Kernel32.class, NativeLibrary.getInstance("kernel32", Advapi32.CONVENTION));
    }

    private Kernel32() {}

    static native Pointer CreateMutexW(Pointer securityAttributes, int initialOwner, Pointer name);

    static native int WaitForSingleObject(Pointer handle, int milliseconds);

    static native int ReleaseMutex(Pointer handle);

    static native Pointer GetCurrentProcess();

    static native int CloseHandle(Pointer handle);

    static native Pointer LocalFree(Pointer memory);

    static native void GetSystemTimeAsFileTime(Pointer fileTime);

    static native void Sleep(int milliseconds);
}
