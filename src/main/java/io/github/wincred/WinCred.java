package io.github.wincred;

import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.CredentialRenaming;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.marshal.MarshaledCredential;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileStore;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.local.ConsoleSurface;
import io.github.wincred.prompt.local.PendingConfirmations;
import io.github.wincred.prompt.local.StoringPrompter;
import io.github.wincred.prompt.local.SwingSurface;
import io.github.wincred.settings.Settings;
import io.github.wincred.vault.TargetInformationCache;
import io.github.wincred.vault.VaultDomainCredentials;
import io.github.wincred.win32.WindowsBackend;
import io.github.wincred.win32.WindowsFunctions;
import java.util.List;
import java.util.Optional;

/**
 * The entry point to everything that a key store cannot express.
 *
 * <table>
 *   <caption>Where each function of {@code wincred.h} is</caption>
 *   <tr><th>Function</th><th>Here</th></tr>
 *   <tr><td>CredRead, CredWrite, CredDelete, CredEnumerate, CredGetSessionTypes</td><td>{@link #open()}</td></tr>
 *   <tr><td>CredReadDomainCredentials, CredWriteDomainCredentials, CredGetTargetInfo</td><td>{@link #domainCredentials}</td></tr>
 *   <tr><td>CredRename</td><td>{@link #renaming}, which renames; {@link WindowsFunctions#credRename}, which Windows refuses</td></tr>
 *   <tr><td>CredMarshalCredential</td><td>{@link #marshal}</td></tr>
 *   <tr><td>CredUnmarshalCredential</td><td>{@link #unmarshal}</td></tr>
 *   <tr><td>CredIsMarshaledCredential</td><td>{@link #isMarshaled}</td></tr>
 *   <tr><td>CredUIPromptForCredentials</td><td>{@link #dialogPrompter}</td></tr>
 *   <tr><td>CredUICmdLinePromptForCredentials</td><td>{@link #consolePrompter}</td></tr>
 *   <tr><td>CredUIConfirmCredentials</td><td>{@link CredentialPrompter#confirm} of either</td></tr>
 *   <tr><td>CredUIParseUserName</td><td>{@link #parseUserName}</td></tr>
 *   <tr><td>CredFindBestCredential, CredProtect, CredProtectEx, CredUnprotect, CredUnprotectEx, CredIsProtected,
 *       CredPackAuthenticationBuffer, CredUnPackAuthenticationBuffer, CredUIPromptForWindowsCredentials, CredUIReadSSOCred,
 *       CredUIStoreSSOCred</td><td>{@link #windowsFunctions}</td></tr>
 *   <tr><td>CredFree</td><td>called for you</td></tr>
 * </table>
 *
 * <p>All methods may be called by several threads.
 */
public final class WinCred {

    private WinCred() {}

    /**
     * Returns the password under an alias in the user's store, for programs that need no more than that. Aliases, encodings, split secrets and
     * settings work as in the key store (see {@link io.github.wincred.keystore.WinCredLoadStoreParameter}); the settings come from the environment
     * and the system properties. Nothing stays open. The caller wipes the array.
     *
     * @return empty if there is no such entry
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#NOT_SUPPORTED} if the entry does not hold
     *     text, or cannot be read back; other reasons if the store fails
     */
    public static Optional<char[]> readPassword(String alias) {
        return Passwords.read(alias);
    }

    /**
     * Stores a password under an alias and replaces an existing one, whose user name, comment, persistence and attributes are kept. Otherwise as
     * {@link #readPassword}; the caller keeps, and wipes, its array.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#ALREADY_EXISTS} if there is a private key
     *     or a certificate under the alias, which is not replaced; other reasons if the store fails
     */
    public static void writePassword(String alias, char[] password) {
        Passwords.write(alias, Optional.empty(), password);
    }

    /** As {@link #writePassword(String, char[])}, and sets the user name of the credential. */
    public static void writePassword(String alias, String userName, char[] password) {
        Passwords.write(alias, Optional.of(userName), password);
    }

    /**
     * Deletes the password under an alias, even one that cannot be read. Otherwise as {@link #readPassword}.
     *
     * @return whether there was one
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#NOT_SUPPORTED} if there is a private key or
     *     a certificate under the alias, which is kept; other reasons if the store fails
     */
    public static boolean deletePassword(String alias) {
        return Passwords.delete(alias);
    }

    /**
     * Asks somebody for a password on the console of this process, without echo and letter for letter: on Windows {@link java.io.Console} alone gives a
     * question mark for each letter that the console's code page lacks, unless the program can make native calls there. The caller wipes the array.
     *
     * @return empty at the end of the input
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#NOT_AVAILABLE} if this process has no
     *     console
     */
    public static Optional<char[]> askPassword(String prompt) {
        return ConsoleSurface.password(prompt);
    }

    /**
     * Opens the store that the environment and the system properties select for this user and system. The caller closes it.
     *
     * @throws IllegalArgumentException naming a variable or property whose value is not allowed
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that store cannot be used; no
     *     other store is used instead
     */
    public static CredentialStore open() {
        return open(Settings.ofSystem());
    }

    /**
     * Opens the store that these settings select. Cheap: nothing is read or created before the first use. The caller closes it.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that store cannot be used; no
     *     other store is used instead
     */
    public static CredentialStore open(Settings settings) {
        return BackendChooser.open(settings);
    }

    /** The state of every store under these settings, the chosen one marked. Never fails and changes nothing. */
    public static List<BackendReport> status(Settings settings) {
        return BackendChooser.report(settings);
    }

    /** The domain credentials of a store: Windows' own, or the documented rules applied to any other store. The store stays the caller's. */
    public static DomainCredentials domainCredentials(CredentialStore store) {
        return WindowsBackend.isWindowsStore(store)
                ? WindowsBackend.domainCredentials(store)
                : new VaultDomainCredentials(store, ThisProcess.TARGETS);
    }

    /**
     * Renames credentials of a store safely; {@link WindowsFunctions#credRename} is Windows' own function. The store stays the caller's. A split
     * secret is refused; a key store renames it, as {@code keytool -changealias} does.
     */
    public static CredentialRenaming renaming(CredentialStore store) {
        return new CredentialRenaming(store, SplitSecrets::whyNotAlone);
    }

    /**
     * The credentials of a store as another program names and encodes them. The store stays the caller's. A split secret is refused; a key store
     * changes it.
     */
    public static ProfileStore profile(CredentialStore store, Profile profile) {
        return new ProfileStore(store, profile, SplitSecrets::whyNotAlone);
    }

    /**
     * Prompts in a dialog if there is a display, otherwise on the console. Saved credentials go to this store, which stays the caller's. On the
     * console a request needs {@link PromptFlag#EXCLUDE_CERTIFICATES}; a dialog accepts it too.
     */
    public static CredentialPrompter prompter(CredentialStore store) {
        return WindowsBackend.isWindowsStore(store) || SwingSurface.isAvailable()
                ? dialogPrompter(store)
                : consolePrompter(store);
    }

    /**
     * Prompts in a dialog: the system's own for a Windows store, otherwise a Swing dialog. Saved credentials go to this store, which stays the
     * caller's.
     */
    public static CredentialPrompter dialogPrompter(CredentialStore store) {
        return WindowsBackend.isWindowsStore(store)
                ? WindowsBackend.dialogPrompter()
                : new StoringPrompter(store, new SwingSurface(), ThisProcess.PENDING);
    }

    /**
     * Prompts on the console: in the system's own way for a Windows store where the system has one, otherwise with {@link java.io.Console}. Saved
     * credentials go to this store, which stays the caller's.
     */
    public static CredentialPrompter consolePrompter(CredentialStore store) {
        Optional<CredentialPrompter> windows =
                WindowsBackend.isWindowsStore(store) ? WindowsBackend.consolePrompter() : Optional.empty();
        return windows.orElseGet(() -> new StoringPrompter(store, new ConsoleSurface(), ThisProcess.PENDING));
    }

    /** The text form of a reference to a credential; see {@link MarshaledCredential#text}. */
    public static String marshal(MarshaledCredential credential) {
        return credential.text();
    }

    /** Parses a text form; see {@link MarshaledCredential#parse}. */
    public static MarshaledCredential unmarshal(String text) {
        return MarshaledCredential.parse(text);
    }

    /** Whether a text is the text form of a credential; see {@link MarshaledCredential#isMarshaled}. */
    public static boolean isMarshaled(String text) {
        return MarshaledCredential.isMarshaled(text);
    }

    /** Splits a user name into user and domain; see {@link AccountName#parse}. */
    public static AccountName parseUserName(String name) {
        return AccountName.parse(name);
    }

    /**
     * The functions that only Windows provides: best match, protection, authentication buffers, the modern prompt, single sign-on; and Windows' own
     * versions of those that this library has in plain Java. A function that the system lacks fails with
     * {@link io.github.wincred.credential.Reason#NOT_AVAILABLE}.
     */
    public static WindowsFunctions windowsFunctions() {
        return WindowsFunctions.ofSystem();
    }

    /** State that Windows keeps for the logon session, kept here for the process. */
    private static final class ThisProcess {

        static final TargetInformationCache TARGETS = new TargetInformationCache();
        static final PendingConfirmations PENDING = new PendingConfirmations();

        private ThisProcess() {}
    }
}
