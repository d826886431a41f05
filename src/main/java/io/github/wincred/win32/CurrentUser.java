package io.github.wincred.win32;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;

/** The account that this process runs under, and those of kernel objects, by their security identifiers. */
final class CurrentUser {

    private static final int TOKEN_QUERY = 0x0008;
    private static final int TOKEN_USER = 1;
    /** A TOKEN_USER is a pointer and a DWORD, followed by the SID, which has at most 68 bytes. */
    private static final int TOKEN_USER_BYTES = 128;

    private static final int OWNER_SECURITY_INFORMATION = 1;
    /** A security descriptor with nothing but an owner is 20 bytes, followed by the SID. */
    private static final int OWNER_BYTES = 128;

    private CurrentUser() {}

    /**
     * The account's security identifier as text, such as {@code S-1-5-21-...}.
     *
     * @throws NativeFailure if the system does not tell, as in some sandboxes
     */
    static String sid() throws NativeFailure {
        PointerByReference token = new PointerByReference();
        NativeFailure.check(
                "OpenProcessToken",
                Advapi32Security.OpenProcessToken(Kernel32.GetCurrentProcess(), TOKEN_QUERY, token.getPointer()));
        try {
            Memory user = new Memory(TOKEN_USER_BYTES);
            Memory returned = new Memory(Integer.BYTES);
            NativeFailure.check(
                    "GetTokenInformation",
                    Advapi32Security.GetTokenInformation(
                            token.getValue(), TOKEN_USER, user, TOKEN_USER_BYTES, returned));
            try {
                return text(user.getPointer(0));
            } finally {
                // The SID lies inside, and only its address is passed on.
                Reference.reachabilityFence(user);
            }
        } finally {
            Kernel32.CloseHandle(token.getValue());
        }
    }

    /** The account that owns a kernel object, as text. */
    static String ownerOf(Pointer handle) throws NativeFailure {
        Memory descriptor = new Memory(OWNER_BYTES);
        Memory number = new Memory(Integer.BYTES);
        NativeFailure.check(
                "GetKernelObjectSecurity",
                Advapi32Security.GetKernelObjectSecurity(
                        handle, OWNER_SECURITY_INFORMATION, descriptor, OWNER_BYTES, number));
        PointerByReference owner = new PointerByReference();
        NativeFailure.check(
                "GetSecurityDescriptorOwner",
                Advapi32Security.GetSecurityDescriptorOwner(descriptor, owner.getPointer(), number));
        try {
            return text(owner.getValue());
        } finally {
            // The SID lies inside, and only its address is passed on.
            Reference.reachabilityFence(descriptor);
        }
    }

    /** The binary form of a security identifier, which the caller frees by LocalFree. */
    static Pointer parse(String sid) throws NativeFailure {
        PointerByReference binary = new PointerByReference();
        NativeFailure.check(
                "ConvertStringSidToSid",
                Advapi32Security.ConvertStringSidToSidW(NamedMutex.wide(sid), binary.getPointer()));
        return binary.getValue();
    }

    private static String text(Pointer sid) throws NativeFailure {
        PointerByReference string = new PointerByReference();
        NativeFailure.check("ConvertSidToStringSid", Advapi32Security.ConvertSidToStringSidW(sid, string.getPointer()));
        try {
            return string.getValue().getWideString(0);
        } finally {
            Kernel32.LocalFree(string.getValue());
        }
    }
}
