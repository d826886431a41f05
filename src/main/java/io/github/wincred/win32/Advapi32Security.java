package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Functions of {@code advapi32.dll} about accounts and security descriptors, direct-mapped; bound when the first mutex is made. */
final class Advapi32Security {

    static {
        Native.register(Advapi32Security.class, NativeLibrary.getInstance("advapi32", Advapi32.CONVENTION));
    }

    private Advapi32Security() {}

    static native int OpenProcessToken(Pointer process, int access, Pointer token);

    static native int GetTokenInformation(Pointer token, int kind, Pointer information, int length, Pointer returned);

    static native int ConvertSidToStringSidW(Pointer sid, Pointer string);

    static native int ConvertStringSidToSidW(Pointer string, Pointer sid);

    static native int GetKernelObjectSecurity(
            Pointer handle, int information, Pointer descriptor, int length, Pointer needed);

    static native int GetSecurityDescriptorOwner(Pointer descriptor, Pointer owner, Pointer defaulted);

    static native int ConvertStringSecurityDescriptorToSecurityDescriptorW(
            Pointer string, int revision, Pointer descriptor, Pointer size);
}
