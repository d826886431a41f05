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
     * The password under an alias of the user's store: the three lines for programs that want no more. The alias is that of the key store (see
     * {@link io.github.wincred.keystore.WinCredLoadStoreParameter}), and so are the encodings, secrets in parts, and the settings, which the
     * environment and the system properties give. Nothing stays open. The caller wipes the array.
     *
     * @return empty if there is no such entry
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#NOT_SUPPORTED} if the entry holds
     *     something else than text, or cannot be read back; otherwise as the store fails
     */
    public static Optional<char[]> readPassword(String alias) {
        return Passwords.read(alias);
    }

    /**
     * Stores a password under an alias, in the place of one that is there. Of that, user name, comment, persistence and attributes stay. As
     * {@link #readPassword}; the caller keeps, and wipes, its array.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#ALREADY_EXISTS} if there is a private
     *     key or a certificate under the alias, which is not replaced; otherwise as the store fails
     */
    public static void writePassword(String alias, char[] password) {
        Passwords.write(alias, Optional.empty(), password);
    }

    /** As {@link #writePassword(String, char[])}, and gives the credential this user name. */
    public static void writePassword(String alias, String userName, char[] password) {
        Passwords.write(alias, Optional.of(userName), password);
    }

    /**
     * Deletes the password under an alias; as {@link #readPassword}, but also one that cannot be read.
     *
     * @return whether there was one
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#NOT_SUPPORTED} if there is a private
     *     key or a certificate under the alias, which stays; otherwise as the store fails
     */
    public static boolean deletePassword(String alias) {
        return Passwords.delete(alias);
    }

    /**
     * Opens the store of this user and system, as the environment and the system properties say. The caller closes it.
     *
     * @throws IllegalArgumentException naming a variable or property whose value is not allowed
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that store cannot be
     *     used; no other store takes its place
     */
    public static CredentialStore open() {
        return open(Settings.ofSystem());
    }

    /**
     * Opens the store that these settings name. Cheap: nothing is read or created before the first use. The caller closes it.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that store cannot be
     *     used; no other store takes its place
     */
    public static CredentialStore open(Settings settings) {
        return BackendChooser.open(settings);
    }

    /** The state of every store under these settings, the chosen one marked. Never fails and changes nothing. */
    public static List<BackendReport> status(Settings settings) {
        return BackendChooser.report(settings);
    }

    /** The domain credentials of a store: those of Windows itself, or the documented rules on any other store. The store stays the caller's. */
    public static DomainCredentials domainCredentials(CredentialStore store) {
        return WindowsBackend.isWindowsStore(store)
                ? WindowsBackend.domainCredentials(store)
                : new VaultDomainCredentials(store, ThisProcess.TARGETS);
    }

    /**
     * The safe rename in a store; {@link WindowsFunctions#credRename} is the faithful one. The store stays the caller's. A secret in parts is
     * refused: a key store renames it, as {@code keytool -changealias} does.
     */
    public static CredentialRenaming renaming(CredentialStore store) {
        return new CredentialRenaming(store, SplitSecrets::whyNotAlone);
    }

    /**
     * The credentials of a store as another program names and encodes them. The store stays the caller's. A secret in parts is refused: a key
     * store changes it.
     */
    public static ProfileStore profile(CredentialStore store, Profile profile) {
        return new ProfileStore(store, profile, SplitSecrets::whyNotAlone);
    }

    /**
     * Asks in a dialog if there is a display, otherwise on the console. What is saved goes to this store, which stays the caller's. A request
     * for the console needs {@link PromptFlag#EXCLUDE_CERTIFICATES}, which a dialog takes too.
     */
    public static CredentialPrompter prompter(CredentialStore store) {
        return WindowsBackend.isWindowsStore(store) || SwingSurface.isAvailable()
                ? dialogPrompter(store)
                : consolePrompter(store);
    }

    /**
     * Asks in a dialog: the system's own for a Windows store, otherwise one of Swing. What is saved goes to this store, which stays the
     * caller's.
     */
    public static CredentialPrompter dialogPrompter(CredentialStore store) {
        return WindowsBackend.isWindowsStore(store)
                ? WindowsBackend.dialogPrompter()
                : new StoringPrompter(store, new SwingSurface(), ThisProcess.PENDING);
    }

    /**
     * Asks on the console: the system's own way for a Windows store where the system has one, otherwise {@link java.io.Console}. What is saved
     * goes to this store, which stays the caller's.
     */
    public static CredentialPrompter consolePrompter(CredentialStore store) {
        Optional<CredentialPrompter> windows =
                WindowsBackend.isWindowsStore(store) ? WindowsBackend.consolePrompter() : Optional.empty();
        return windows.orElseGet(() -> new StoringPrompter(store, ConsoleSurface.ofSystem(), ThisProcess.PENDING));
    }

    /** The text form of a reference to a credential; see {@link MarshaledCredential#text}. */
    public static String marshal(MarshaledCredential credential) {
        return credential.text();
    }

    /** What a text form stands for; see {@link MarshaledCredential#parse}. */
    public static MarshaledCredential unmarshal(String text) {
        return MarshaledCredential.parse(text);
    }

    /** Whether a text is the text form of a credential; see {@link MarshaledCredential#isMarshaled}. */
    public static boolean isMarshaled(String text) {
        return MarshaledCredential.isMarshaled(text);
    }

    /** A user name taken apart; see {@link AccountName#parse}. */
    public static AccountName parseUserName(String name) {
        return AccountName.parse(name);
    }

    /**
     * The functions that Windows alone carries out: best match, protection, authentication buffers, the modern prompt, single sign-on; and
     * Windows' own form of those that are here in plain Java. Where the system has none, the call is
     * {@link io.github.wincred.credential.Reason#NOT_AVAILABLE}.
     */
    public static WindowsFunctions windowsFunctions() {
        return WindowsFunctions.ofSystem();
    }

    /** What Windows keeps for the logon session, kept for this process. */
    private static final class ThisProcess {

        static final TargetInformationCache TARGETS = new TargetInformationCache();
        static final PendingConfirmations PENDING = new PendingConfirmations();

        private ThisProcess() {}
    }
}
