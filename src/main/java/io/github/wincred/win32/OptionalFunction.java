package io.github.wincred.win32;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.util.Optional;

/**
 * The functions of {@code wincred.h} that a system may lack, each looked up by itself when it is wanted.
 *
 * <p>Wine leaves some out, and exports others as stubs whose call ends the process without an error that could be caught, or reports success and
 * does nothing. Those are marked here and count as missing where {@code ntdll} has {@code wine_get_version}.
 */
enum OptionalFunction {
    CRED_FREE("advapi32", "CredFree"),
    CRED_RENAME("advapi32", "CredRenameW"),
    CRED_FIND_BEST_CREDENTIAL("advapi32", "CredFindBestCredentialW"),
    CRED_GET_TARGET_INFO("advapi32", "CredGetTargetInfoW"),
    CRED_READ_DOMAIN_CREDENTIALS("advapi32", "CredReadDomainCredentialsW"),
    CRED_WRITE_DOMAIN_CREDENTIALS("advapi32", "CredWriteDomainCredentialsW"),
    CRED_MARSHAL_CREDENTIAL("advapi32", "CredMarshalCredentialW"),
    CRED_UNMARSHAL_CREDENTIAL("advapi32", "CredUnmarshalCredentialW"),
    CRED_IS_MARSHALED_CREDENTIAL("advapi32", "CredIsMarshaledCredentialW"),
    CRED_PROTECT("advapi32", "CredProtectW"),
    CRED_UNPROTECT("advapi32", "CredUnprotectW"),
    CRED_IS_PROTECTED("advapi32", "CredIsProtectedW"),
    CRED_PROTECT_EX("advapi32", "CredProtectEx"),
    CRED_UNPROTECT_EX("advapi32", "CredUnprotectEx"),
    CREDUI_PROMPT_FOR_CREDENTIALS("credui", "CredUIPromptForCredentialsW"),
    CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS("credui", "CredUICmdLinePromptForCredentialsW", true),
    CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS("credui", "CredUIPromptForWindowsCredentialsW"),
    CREDUI_CONFIRM_CREDENTIALS("credui", "CredUIConfirmCredentialsW"),
    CREDUI_PARSE_USER_NAME("credui", "CredUIParseUserNameW"),
    CREDUI_READ_SSO_CRED("credui", "CredUIReadSSOCredW"),
    CREDUI_STORE_SSO_CRED("credui", "CredUIStoreSSOCredW", true),
    CRED_PACK_AUTHENTICATION_BUFFER("credui", "CredPackAuthenticationBufferW", true),
    CRED_UNPACK_AUTHENTICATION_BUFFER("credui", "CredUnPackAuthenticationBufferW", true),
    LOCAL_FREE("kernel32", "LocalFree"),
    CO_TASK_MEM_FREE("ole32", "CoTaskMemFree");

    private final String library;
    private final String function;
    private final boolean stubInWine;

    OptionalFunction(String library, String function) {
        this(library, function, false);
    }

    OptionalFunction(String library, String function, boolean stubInWine) {
        this.library = library;
        this.function = function;
        this.stubInWine = stubInWine;
    }

    /** The name that the DLL exports. */
    String exportName() {
        return function;
    }

    /** The name for messages: the export without the letter for wide characters. */
    String operation() {
        return function.endsWith("W") ? function.substring(0, function.length() - 1) : function;
    }

    /**
     * Checks a text that is to be handed over.
     *
     * @throws CredentialException naming function and field if it holds U+0000
     */
    void checkText(String field, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                throw new CredentialException(
                        Reason.INVALID_PARAMETER,
                        operation(),
                        null,
                        field + " holds U+0000 at index " + i + " of " + text.length()
                                + "; Windows would take it for the end");
            }
        }
    }

    /** The function, or empty if this system does not have it. */
    Optional<Function> find() {
        if (stubInWine && lookUp("ntdll", "wine_get_version").isPresent()) {
            return Optional.empty();
        }
        return lookUp(library, function);
    }

    private static Optional<Function> lookUp(String library, String function) {
        try {
            return Optional.of(
                    NativeLibrary.getInstance(library, Advapi32.CONVENTION).getFunction(function));
        } catch (UnsatisfiedLinkError missing) {
            return Optional.empty();
        }
    }
}
