package io.github.wincred.win32;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.settings.BindingChoice;
import io.github.wincred.settings.Settings;
import java.io.Console;
import java.util.Optional;

/**
 * The Windows Credential Manager, for the rest of this library: whether it can be used here and why not, its store, and what goes with that. A
 * program asks {@link io.github.wincred.WinCred}.
 */
public final class WindowsBackend {

    private static final String NOT_WINDOWS = "this is not Windows";

    /** The store functions of this system, once the binding is there; guarded by the class. */
    private static CredApi api;

    private WindowsBackend() {}

    /** Whether this process runs on Windows. Loads nothing. */
    public static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /**
     * The state of the backend: cheap, changes nothing in the store, never fails. Usable means that this logon session may keep credentials of
     * the settings' type so long. On other systems no binding is loaded.
     */
    public static BackendStatus status(Settings settings, Persistence persistence) {
        String reason = refusal(settings.binding());
        return reason.isEmpty()
                ? PlatformThread.call(() -> WindowsStatus.of(
                        new CredCalls(load(settings.binding())), WindowsStoreOptions.of(settings, persistence)))
                : WindowsStatus.refused(reason, Bindings.facts());
    }

    /**
     * Opens the store of the current user, for credentials that are kept so long. Touches nothing in it.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} with the reason that {@link #status} gives
     */
    public static CredentialStore open(Settings settings, Persistence persistence) {
        return new WindowsCredentialStore(load(settings.binding()), WindowsStoreOptions.of(settings, persistence));
    }

    /** Whether a store is Windows' own. */
    public static boolean isWindowsStore(CredentialStore store) {
        return store instanceof WindowsCredentialStore;
    }

    /** The domain credentials of a store of Windows. */
    public static DomainCredentials domainCredentials(CredentialStore store) {
        return WindowsDomainCredentials.of((WindowsCredentialStore) store);
    }

    /**
     * Windows' own dialog.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} with the reason that {@link #status} gives
     */
    public static CredentialPrompter dialogPrompter() {
        return prompter(false);
    }

    /** Windows' own way to ask on a command line, where it has one; Wine has none. */
    public static Optional<CredentialPrompter> consolePrompter() {
        return isWindows()
                        && OptionalFunction.CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS
                                .find()
                                .isPresent()
                ? Optional.of(prompter(true))
                : Optional.empty();
    }

    /**
     * Asks for a line on a console; on Windows letter for letter, where Java alone would read in the console's code page. The caller wipes it.
     *
     * @return empty at the end of the input
     */
    public static Optional<char[]> ask(Console console, String prompt, boolean echo) {
        if (isWindows() && Bindings.load(Settings.ofSystem().binding()).isEmpty()) {
            try {
                return ConsoleLine.ask(console, prompt, echo);
            } catch (NativeFailure e) {
                // Not a console as Windows makes them: Java may know it.
            }
        }
        return echo
                ? Optional.ofNullable(console.readLine("%s", prompt)).map(String::toCharArray)
                : Optional.ofNullable(console.readPassword("%s", prompt));
    }

    private static CredentialPrompter prompter(boolean commandLine) {
        load(Settings.ofSystem().binding());
        return new WindowsPrompter(new OptionalCalls(OptionalFunction::find), commandLine);
    }

    /**
     * The store functions of this system.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} if they cannot be called as is asked for
     */
    static synchronized CredApi load(BindingChoice wanted) {
        String reason = refusal(wanted);
        if (!reason.isEmpty()) {
            throw new CredentialException(Reason.UNUSABLE, "open", null, reason);
        }
        return api;
    }

    /** Why the functions cannot be called, or an empty string; then {@link #api} is there. */
    private static synchronized String refusal(BindingChoice wanted) {
        if (!isWindows()) {
            return NOT_WINDOWS;
        }
        String refusal = Bindings.load(wanted);
        if (refusal.isEmpty() && api == null) {
            try {
                api = Bindings.get().credApi("advapi32");
            } catch (LinkageError e) {
                return "advapi32 cannot be used: " + e;
            }
        }
        return refusal;
    }
}
