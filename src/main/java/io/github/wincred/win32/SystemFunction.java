package io.github.wincred.win32;

import io.github.wincred.win32.Binding.NativeFunction;
import java.util.Optional;

/**
 * The functions of the system that are no {@link OptionalFunction}: the store, accounts, kernel objects, the console. The shapes of both are all
 * that are ever called. A native image must be told of them when it is built: for JNA of each shape, for {@code java.lang.foreign} of each number of
 * arguments.
 */
enum SystemFunction {
    CRED_READ("advapi32", "CredReadW", "PIIP>I"),
    CRED_WRITE("advapi32", "CredWriteW", "PI>I"),
    CRED_DELETE("advapi32", "CredDeleteW", "PII>I"),
    CRED_ENUMERATE("advapi32", "CredEnumerateW", "PIPP>I"),
    CRED_GET_SESSION_TYPES("advapi32", "CredGetSessionTypes", "IP>I"),
    CRED_FREE("advapi32", "CredFree", "P>V"),
    GET_SYSTEM_TIME_AS_FILE_TIME("kernel32", "GetSystemTimeAsFileTime", "P>V"),
    WAIT_FOR_SINGLE_OBJECT("kernel32", "WaitForSingleObject", "PI>I"),
    RELEASE_MUTEX("kernel32", "ReleaseMutex", "P>I"),
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
    LOCAL_FREE("kernel32", "LocalFree", "P>P"),
    GET_STD_HANDLE("kernel32", "GetStdHandle", "I>P"),
    GET_CONSOLE_MODE("kernel32", "GetConsoleMode", "PP>I"),
    SET_CONSOLE_MODE("kernel32", "SetConsoleMode", "PI>I"),
    READ_CONSOLE("kernel32", "ReadConsoleW", "PPIPP>I"),
    CREATE_BOUNDARY_DESCRIPTOR("kernel32", "CreateBoundaryDescriptorW", "PI>P"),
    ADD_SID_TO_BOUNDARY_DESCRIPTOR("kernel32", "AddSIDToBoundaryDescriptor", "PP>I"),
    DELETE_BOUNDARY_DESCRIPTOR("kernel32", "DeleteBoundaryDescriptor", "P>V"),
    CREATE_PRIVATE_NAMESPACE("kernel32", "CreatePrivateNamespaceW", "PPP>P"),
    OPEN_PRIVATE_NAMESPACE("kernel32", "OpenPrivateNamespaceW", "PP>P"),
    RTL_GET_VERSION("ntdll", "RtlGetVersion", "P>I"),
    RTL_UPCASE_UNICODE_CHAR("ntdll", "RtlUpcaseUnicodeChar", "I>I"),
    WINE_GET_VERSION("ntdll", "wine_get_version", ">P");

    private final String library;
    private final String export;
    private final String shape;

    SystemFunction(String library, String export, String shape) {
        this.library = library;
        this.export = export;
        this.shape = shape;
    }

    String library() {
        return library;
    }

    /** The name that the DLL exports. */
    String exportName() {
        return export;
    }

    /** Its arguments and result: see {@link Binding#find}. */
    String shape() {
        return shape;
    }

    /** It, or empty if this system does not have it. */
    Optional<NativeFunction> find() {
        return find(library);
    }

    /** It in a library, or empty if that does not have it. */
    Optional<NativeFunction> find(String library) {
        return Bindings.get().find(library, export, shape);
    }

    /** Calls it. */
    long call(Object... arguments) throws NativeFailure {
        return find().orElseThrow(() -> NativeFailure.missing(export)).call(arguments);
    }

    /** Calls it, and throws if it returns FALSE or no handle. */
    long check(Object... arguments) throws NativeFailure {
        return NativeFailure.check(export, call(arguments));
    }
}
