package io.github.wincred.win32;

/** The functions of the system beside those of {@code wincred.h} that are called once or seldom, about accounts and kernel objects. */
enum SystemFunction {
    OPEN_PROCESS_TOKEN("advapi32", "OpenProcessToken", "PIP>I"),
    GET_TOKEN_INFORMATION("advapi32", "GetTokenInformation", "PIPIP>I"),
    CONVERT_SID_TO_STRING_SID("advapi32", "ConvertSidToStringSidW", "PP>I"),
    CONVERT_STRING_SID_TO_SID("advapi32", "ConvertStringSidToSidW", "PP>I"),
    GET_KERNEL_OBJECT_SECURITY("advapi32", "GetKernelObjectSecurity", "PIPIP>I"),
    GET_SECURITY_DESCRIPTOR_OWNER("advapi32", "GetSecurityDescriptorOwner", "PPP>I"),
    CONVERT_STRING_SECURITY_DESCRIPTOR("advapi32", "ConvertStringSecurityDescriptorToSecurityDescriptorW", "PIPP>I"),
    CREATE_MUTEX("kernel32", "CreateMutexW", "PIP>P"),
    GET_CURRENT_PROCESS("kernel32", "GetCurrentProcess", ">P"),
    CLOSE_HANDLE("kernel32", "CloseHandle", "P>I"),
    LOCAL_FREE("kernel32", "LocalFree", "P>P");

    private final String library;
    private final String export;
    private final String shape;

    SystemFunction(String library, String export, String shape) {
        this.library = library;
        this.export = export;
        this.shape = shape;
    }

    /** Calls it. */
    long call(Object... arguments) throws NativeFailure {
        return Bindings.get()
                .find(library, export, shape)
                .orElseThrow(() -> NativeFailure.missing(export))
                .call(arguments);
    }

    /** Calls it, and throws if it returns FALSE or no handle. */
    long check(Object... arguments) throws NativeFailure {
        return NativeFailure.check(export, call(arguments));
    }
}
