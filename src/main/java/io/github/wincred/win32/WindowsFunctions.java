package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CREDUI_PARSE_USER_NAME;
import static io.github.wincred.win32.OptionalFunction.CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS;
import static io.github.wincred.win32.OptionalFunction.CREDUI_READ_SSO_CRED;
import static io.github.wincred.win32.OptionalFunction.CREDUI_STORE_SSO_CRED;
import static io.github.wincred.win32.OptionalFunction.CRED_FIND_BEST_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_IS_MARSHALED_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_IS_PROTECTED;
import static io.github.wincred.win32.OptionalFunction.CRED_MARSHAL_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_PACK_AUTHENTICATION_BUFFER;
import static io.github.wincred.win32.OptionalFunction.CRED_PROTECT;
import static io.github.wincred.win32.OptionalFunction.CRED_PROTECT_EX;
import static io.github.wincred.win32.OptionalFunction.CRED_RENAME;
import static io.github.wincred.win32.OptionalFunction.CRED_UNMARSHAL_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_UNPACK_AUTHENTICATION_BUFFER;
import static io.github.wincred.win32.OptionalFunction.CRED_UNPROTECT;
import static io.github.wincred.win32.OptionalFunction.CRED_UNPROTECT_EX;

import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.ProtectionType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.marshal.MarshaledCredential;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.PackFlag;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.UnpackedCredentials;
import io.github.wincred.prompt.WindowsPromptRequest;
import java.nio.CharBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code wincred.h} that Windows alone carries out, and Windows' own form of those that this library has in plain Java.
 *
 * <p>Each is looked up when it is called. Where the system has none, the call is {@link Reason#NOT_AVAILABLE} with the function's name and the
 * system's; it is never an empty result. Secrets that come back belong to the caller; {@code char[]} arguments stay the caller's; native buffers
 * are zeroed. Texts must not hold U+0000. May be called by several threads.
 */
@NullMarked
public final class WindowsFunctions {

    private final OptionalCalls calls;

    WindowsFunctions(OptionalCalls calls) {
        this.calls = calls;
    }

    /** The functions of this system, whichever it is: on a system other than Windows every call fails as said above. */
    public static WindowsFunctions ofSystem() {
        return new WindowsFunctions(
                new OptionalCalls(function -> WindowsBackend.isWindows() ? function.find() : Optional.empty()));
    }

    /** Throws unless the system has this function; asked before any class is touched that needs JNA. */
    private void require(OptionalFunction function) {
        calls.require(function);
    }

    /**
     * The faithful rename: {@code CredRenameW}. Windows has refused every call since Windows Vista, and so does a system that has no such
     * function. What renames is {@link io.github.wincred.credential.CredentialRenaming}.
     *
     * @throws CredentialException {@link Reason#NOT_SUPPORTED} (50), or {@link Reason#BUSY} as for a write to the store
     */
    public void credRename(CredentialKey key, String newTargetName) {
        CredentialLimits.checkKey("CredRename", key);
        CredentialLimits.checkKey("CredRename", new CredentialKey(key.type(), newTargetName));
        if (!calls.has(CRED_RENAME)) {
            throw new CredentialException(
                    Reason.NOT_SUPPORTED,
                    "CredRename",
                    key,
                    "Windows has refused this call since Windows Vista; WinCred.renaming renames");
        }
        StoreLock.ofSystem().change("CredRename", key, () -> {
            new StoreCalls(calls).rename(key, newTargetName);
            return true;
        });
    }

    /**
     * The generic credential that suits a resource best: {@code CredFindBestCredentialW}. How Windows matches is not documented.
     *
     * @param targetName the resource, at most 32,767 UTF-16 units
     * @return the credential with its secret, which the caller closes; empty for 1168
     */
    public Optional<Credential> findBestCredential(String targetName) {
        CredentialKey key = CredentialKey.generic(targetName);
        CredentialLimits.checkKey("CredFindBestCredential", key);
        require(CRED_FIND_BEST_CREDENTIAL);
        return StoreLock.ofSystem().read(() -> new StoreCalls(calls).findBest(key));
    }

    /** {@code CredMarshalCredentialW}; {@link io.github.wincred.marshal.MarshaledCredential#text} does the same in plain Java. */
    public String marshalCredential(MarshaledCredential credential) {
        require(CRED_MARSHAL_CREDENTIAL);
        if (credential instanceof UserNameTarget target) {
            CRED_MARSHAL_CREDENTIAL.checkText("UserName", target.userName());
        }
        return new MarshalCalls(calls).marshal(credential);
    }

    /**
     * {@code CredUnmarshalCredentialW}; {@link io.github.wincred.marshal.MarshaledCredential#parse} does the same in plain Java, and keeps
     * U+0000 in a user name.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if the text is no marshaled credential, or one of another kind
     */
    public MarshaledCredential unmarshalCredential(String text) {
        require(CRED_UNMARSHAL_CREDENTIAL);
        CRED_UNMARSHAL_CREDENTIAL.checkText("the text", text);
        return new MarshalCalls(calls).unmarshal(text);
    }

    /** {@code CredIsMarshaledCredentialW}; {@link io.github.wincred.marshal.MarshaledCredential#isMarshaled} does the same in plain Java. */
    public boolean isMarshaledCredential(String text) {
        require(CRED_IS_MARSHALED_CREDENTIAL);
        CRED_IS_MARSHALED_CREDENTIAL.checkText("the text", text);
        return new MarshalCalls(calls).isMarshaled(text);
    }

    /**
     * Encrypts text for this user: {@code CredProtectW}. The result is text too, and not protected against changes.
     *
     * @param asSelf true for the user of the process, false for that of the thread
     * @return the protected text; like all text that these functions return, the caller's
     */
    public char[] protect(boolean asSelf, char[] text) {
        return transform(CRED_PROTECT, asSelf ? 1 : 0, text);
    }

    /**
     * The text again: {@code CredUnprotectW}. Text that was changed may come back as nonsense instead of an error.
     *
     * @return the text, which the caller wipes
     * @throws CredentialException with code 775 in another user's context
     */
    public char[] unprotect(boolean asSelf, char[] protectedText) {
        return transform(CRED_UNPROTECT, asSelf ? 1 : 0, protectedText);
    }

    /** As {@link #protect}, with flags; without any for the user of the thread: {@code CredProtectEx}. */
    public char[] protectEx(Set<ProtectFlag> flags, char[] text) {
        return transform(CRED_PROTECT_EX, ProtectFlag.bits(flags), text);
    }

    /** As {@link #unprotect}, with flags; without any for the user of the thread: {@code CredUnprotectEx}. */
    public char[] unprotectEx(Set<UnprotectFlag> flags, char[] protectedText) {
        return transform(CRED_UNPROTECT_EX, UnprotectFlag.bits(flags), protectedText);
    }

    private char[] transform(OptionalFunction function, int selfOrFlags, char[] text) {
        require(function);
        function.checkText("the text", CharBuffer.wrap(text));
        return new ProtectCalls(calls).transform(function, selfOrFlags, text);
    }

    /** How text is protected: {@code CredIsProtectedW}. */
    public ProtectionType protectionOf(char[] text) {
        require(CRED_IS_PROTECTED);
        CRED_IS_PROTECTED.checkText("the text", CharBuffer.wrap(text));
        return new ProtectCalls(calls).typeOf(text);
    }

    /** {@code CredUIParseUserNameW}; {@link AccountName#parse} does the same in plain Java. */
    public AccountName parseUserName(String name) {
        require(CREDUI_PARSE_USER_NAME);
        CREDUI_PARSE_USER_NAME.checkText("the name", name);
        return new NameCalls(calls).parse(name);
    }

    /**
     * The user of single sign-on: {@code CredUIReadSSOCredW}; empty for 1168.
     *
     * @param realm the realm, or null for the default one
     */
    public Optional<String> readSingleSignOnUser(@Nullable String realm) {
        require(CREDUI_READ_SSO_CRED);
        CREDUI_READ_SSO_CRED.checkText("the realm", realm == null ? "" : realm);
        return StoreLock.ofSystem().read(() -> new NameCalls(calls).readSingleSignOn(realm));
    }

    /**
     * Stores the user of single sign-on: {@code CredUIStoreSSOCredW}.
     *
     * @param realm the realm, or null for the default one
     * @throws CredentialException {@link Reason#BUSY} as for a write to the store
     */
    public void storeSingleSignOn(@Nullable String realm, String userName, char[] password, boolean persist) {
        require(CREDUI_STORE_SSO_CRED);
        CREDUI_STORE_SSO_CRED.checkText("the realm", realm == null ? "" : realm);
        CREDUI_STORE_SSO_CRED.checkText("the user name", userName);
        CREDUI_STORE_SSO_CRED.checkText("the password", CharBuffer.wrap(password));
        StoreLock.ofSystem().change(CREDUI_STORE_SSO_CRED.operation(), null, () -> {
            new NameCalls(calls).storeSingleSignOn(realm, userName, password, persist);
            return true;
        });
    }

    /**
     * Packs a user name and a password as functions that log on take them: {@code CredPackAuthenticationBufferW}.
     *
     * @param flags without {@link PackFlag#GENERIC_CREDENTIALS} and {@link PackFlag#ID_PROVIDER_CREDENTIALS} the buffer is one for an
     *     interactive logon
     * @return the buffer, which the caller closes; as large as it must be
     */
    public Secret packAuthenticationBuffer(Set<PackFlag> flags, String userName, char[] password) {
        require(CRED_PACK_AUTHENTICATION_BUFFER);
        CRED_PACK_AUTHENTICATION_BUFFER.checkText("the user name", userName);
        CRED_PACK_AUTHENTICATION_BUFFER.checkText("the password", CharBuffer.wrap(password));
        return PlatformThread.call(() -> new PackCalls(calls).pack(PackFlag.bits(flags), userName, password));
    }

    /**
     * Takes a packed buffer apart: {@code CredUnPackAuthenticationBufferW}.
     *
     * @param flags {@link PackFlag#PROTECTED_CREDENTIALS} to decrypt, or none
     * @param packed stays the caller's
     * @return what it holds, which the caller closes
     * @throws CredentialException with code 775 if it cannot be decrypted here; {@link Reason#NOT_SUPPORTED} (50) for another kind of buffer
     */
    public UnpackedCredentials unpackAuthenticationBuffer(Set<PackFlag> flags, Secret packed) {
        require(CRED_UNPACK_AUTHENTICATION_BUFFER);
        return PlatformThread.call(() -> new PackCalls(calls).unpack(PackFlag.bits(flags), packed));
    }

    /**
     * Asks by the modern dialog: {@code CredUIPromptForWindowsCredentialsW}, which never saves. Blocks until the person has answered.
     *
     * @return the buffer for {@link #unpackAuthenticationBuffer}, which the caller closes; empty if the person cancelled (1223)
     */
    public Optional<PackedCredentials> promptForWindowsCredentials(WindowsPromptRequest request) {
        require(CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS);
        return new PromptCalls(calls).windowsPrompt(request);
    }
}
