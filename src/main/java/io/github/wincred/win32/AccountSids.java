package io.github.wincred.win32;

import com.sun.jna.platform.win32.WinNT;

/** The account that this process runs under, and those of kernel objects, by their security identifiers. */
final class AccountSids {

    /** A TOKEN_USER is a pointer and a DWORD, followed by the SID, which has at most 68 bytes. */
    private static final int TOKEN_USER_BYTES = 128;

    /** A security descriptor with nothing but an owner is 20 bytes, followed by the SID. */
    private static final int OWNER_BYTES = 128;

    private AccountSids() {}

    /**
     * The account's security identifier as text, such as {@code S-1-5-21-...}.
     *
     * @throws NativeFailure if the system does not tell, as in some sandboxes
     */
    static String ofProcess() throws NativeFailure {
        try (WipedMemory user = ofToken(WinNT.TOKEN_INFORMATION_CLASS.TokenUser, TOKEN_USER_BYTES)) {
            return text(user.result());
        }
    }

    /** Whether this process has the rights of an administrator that the account may take. */
    static boolean isElevated() throws NativeFailure {
        try (WipedMemory elevation = ofToken(WinNT.TOKEN_INFORMATION_CLASS.TokenElevation, Integer.BYTES)) {
            return elevation.getInt(0) != 0;
        }
    }

    private static WipedMemory ofToken(int information, int bytes) throws NativeFailure {
        try (WipedMemory token = WipedMemory.ofPointer();
                WipedMemory returned = WipedMemory.ofBytes(Integer.BYTES)) {
            SystemFunction.OPEN_PROCESS_TOKEN.check(
                    SystemFunction.GET_CURRENT_PROCESS.call(), WinNT.TOKEN_QUERY, token.address());
            try {
                WipedMemory result = WipedMemory.ofBytes(bytes);
                SystemFunction.GET_TOKEN_INFORMATION.check(
                        token.result(), information, result.address(), bytes, returned.address());
                return result;
            } finally {
                SystemFunction.CLOSE_HANDLE.call(token.result());
            }
        }
    }

    /** The account that owns a kernel object, as text. */
    static String ownerOf(long handle) throws NativeFailure {
        try (WipedMemory descriptor = WipedMemory.ofBytes(OWNER_BYTES);
                WipedMemory number = WipedMemory.ofBytes(Integer.BYTES);
                WipedMemory owner = WipedMemory.ofPointer()) {
            SystemFunction.GET_KERNEL_OBJECT_SECURITY.check(
                    handle, WinNT.OWNER_SECURITY_INFORMATION, descriptor.address(), OWNER_BYTES, number.address());
            SystemFunction.GET_SECURITY_DESCRIPTOR_OWNER.check(descriptor.address(), owner.address(), number.address());
            return text(owner.result());
        }
    }

    /** The binary form of a security identifier, which the caller frees by LocalFree. */
    static long parse(String sid) throws NativeFailure {
        try (WipedMemory text = WipedMemory.of(sid);
                WipedMemory binary = WipedMemory.ofPointer()) {
            SystemFunction.CONVERT_STRING_SID_TO_SID.check(text.address(), binary.address());
            return binary.result();
        }
    }

    private static String text(long sid) throws NativeFailure {
        try (WipedMemory string = WipedMemory.ofPointer()) {
            SystemFunction.CONVERT_SID_TO_STRING_SID.check(sid, string.address());
            try {
                return NativeMemory.ofProcess().getString(string.result());
            } finally {
                SystemFunction.LOCAL_FREE.call(string.result());
            }
        }
    }
}
