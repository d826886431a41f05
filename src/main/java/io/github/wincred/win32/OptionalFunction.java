package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.win32.Binding.NativeFunction;
import java.util.Optional;

/**
 * The functions of {@code wincred.h} that a system may lack, each looked up by itself when it is wanted.
 *
 * <p>Wine leaves some out, and exports others as stubs whose call ends the process without an error that could be caught, or reports success and
 * does nothing. Those are marked here and count as missing where {@code ntdll} has {@code wine_get_version}.
 */
enum OptionalFunction {
    CRED_FREE("advapi32", "CredFree", "P>V"),
    CRED_RENAME("advapi32", "CredRenameW", "PPII>I"),
    CRED_FIND_BEST_CREDENTIAL("advapi32", "CredFindBestCredentialW", "PIIP>I"),
    CRED_GET_TARGET_INFO("advapi32", "CredGetTargetInfoW", "PIP>I"),
    CRED_READ_DOMAIN_CREDENTIALS("advapi32", "CredReadDomainCredentialsW", "PIPP>I"),
    CRED_WRITE_DOMAIN_CREDENTIALS("advapi32", "CredWriteDomainCredentialsW", "PPI>I"),
    CRED_MARSHAL_CREDENTIAL("advapi32", "CredMarshalCredentialW", "IPP>I"),
    CRED_UNMARSHAL_CREDENTIAL("advapi32", "CredUnmarshalCredentialW", "PPP>I"),
    CRED_IS_MARSHALED_CREDENTIAL("advapi32", "CredIsMarshaledCredentialW", "P>I"),
    CRED_PROTECT("advapi32", "CredProtectW", "IPIPPP>I"),
    CRED_UNPROTECT("advapi32", "CredUnprotectW", "IPIPP>I"),
    CRED_IS_PROTECTED("advapi32", "CredIsProtectedW", "PP>I"),
    CRED_PROTECT_EX("advapi32", "CredProtectEx", "IPIPPP>I"),
    CRED_UNPROTECT_EX("advapi32", "CredUnprotectEx", "IPIPP>I"),
    CREDUI_PROMPT_FOR_CREDENTIALS("credui", "CredUIPromptForCredentialsW", "PPPIPIPIPI>I"),
    CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS("credui", "CredUICmdLinePromptForCredentialsW", "PPIPIPIPI>I", true),
    CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS("credui", "CredUIPromptForWindowsCredentialsW", "PIPPIPPPI>I"),
    CREDUI_CONFIRM_CREDENTIALS("credui", "CredUIConfirmCredentialsW", "PI>I"),
    CREDUI_PARSE_USER_NAME("credui", "CredUIParseUserNameW", "PPIPI>I"),
    CREDUI_READ_SSO_CRED("credui", "CredUIReadSSOCredW", "PP>I"),
    CREDUI_STORE_SSO_CRED("credui", "CredUIStoreSSOCredW", "PPPI>I", true),
    CRED_PACK_AUTHENTICATION_BUFFER("credui", "CredPackAuthenticationBufferW", "IPPPP>I", true),
    CRED_UNPACK_AUTHENTICATION_BUFFER("credui", "CredUnPackAuthenticationBufferW", "IPIPPPPPP>I", true),
    LOCAL_FREE("kernel32", "LocalFree", "P>P"),
    CO_TASK_MEM_FREE("ole32", "CoTaskMemFree", "P>V");

    private final String library;
    private final String function;
    private final String shape;
    private final boolean stubInWine;

    OptionalFunction(String library, String function, String shape) {
        this(library, function, shape, false);
    }

    OptionalFunction(String library, String function, String shape, boolean stubInWine) {
        this.library = library;
        this.function = function;
        this.shape = shape;
        this.stubInWine = stubInWine;
    }

    /** Its arguments and result: see {@link Binding#find}. */
    String shape() {
        return shape;
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
        CredentialLimits.checkText(operation(), null, field, text);
    }

    /** The function, or empty if this system does not have it. */
    Optional<NativeFunction> find() {
        if (stubInWine && SystemFunction.WINE_GET_VERSION.find().isPresent()) {
            return Optional.empty();
        }
        return Bindings.get().find(library, function, shape);
    }
}
