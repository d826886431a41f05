package io.github.wincred.win32;

import com.sun.jna.Native;
import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Windows Credential Manager, for the rest of this library: whether it can be used here and why not, its store, and what goes with that. A
 * program asks {@link io.github.wincred.WinCred}.
 */
public final class WindowsBackend {

    private static final String NAME = "Windows Credential Manager";
    private static final String NOT_WINDOWS = "this is not Windows";

    /** Guarded by the class: what loading gave, the functions or the reason for their absence. */
    private static CredApi api;

    private static String refusal;

    private static String nativeAccess = "not asked";

    private WindowsBackend() {}

    /** Whether this process runs on Windows. Loads nothing. */
    public static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /**
     * The state of the backend: cheap, changes nothing in the store, never fails. Usable means that this logon session may keep credentials of
     * the settings' type so long. On other systems no class of JNA is loaded.
     */
    public static BackendStatus status(Settings settings, Persistence persistence) {
        return status(WindowsStoreOptions.of(settings, persistence));
    }

    /**
     * Opens the store of the current user, for credentials that are kept so long. Touches nothing in it.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} with the reason that {@link #status} gives
     */
    public static CredentialStore open(Settings settings, Persistence persistence) {
        return WindowsCredentialStore.open(WindowsStoreOptions.of(settings, persistence));
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
        return WindowsPrompter.dialog();
    }

    /** Windows' own way to ask on a command line, where it has one. */
    public static Optional<CredentialPrompter> consolePrompter() {
        return WindowsPrompter.hasCommandLine() ? Optional.of(WindowsPrompter.commandLine()) : Optional.empty();
    }

    static BackendStatus status(WindowsStoreOptions options) {
        String reason = refusal();
        return reason.isEmpty()
                ? PlatformThread.call(() -> status(new CredCalls(api), options))
                : refused(reason, Map.of());
    }

    static BackendStatus status(CredCalls calls, WindowsStoreOptions options) {
        Map<String, String> facts = new LinkedHashMap<>();
        synchronized (JvmLock.MONITOR) {
            facts.put("mutex", options.mutex() ? UserMutex.get().description() : "switched off");
            facts.put("mutex wait", options.mutexWait().toSeconds() + " s");
            facts.put("read-back", options.readBack() ? "on" : "switched off");
            facts.put(
                    "JNA",
                    Native.VERSION + ", native library " + Native.VERSION_NATIVE + ", " + Native.POINTER_SIZE * 8
                            + " bits");
            facts.put("native access", nativeAccess);
            facts.put("functions missing on this system", missingFunctions());
            try {
                String shortfall = WindowsErrors.shortfall(calls.sessionTypes(), options.type(), options.persistence());
                if (!shortfall.isEmpty()) {
                    return refused(shortfall + ". " + Reason.NO_LOGON_SESSION.advice(), facts);
                }
            } catch (CredentialException e) {
                return refused(e.getMessage(), facts);
            }
        }
        return new BackendStatus(NAME, place(), true, "", facts);
    }

    private static String missingFunctions() {
        StringBuilder names = new StringBuilder();
        for (OptionalFunction function : OptionalFunction.values()) {
            if (function.find().isEmpty()) {
                names.append(names.length() == 0 ? "" : ", ").append(function.exportName());
            }
        }
        return names.length() == 0 ? "none" : names.toString();
    }

    private static BackendStatus refused(String reason, Map<String, String> facts) {
        return new BackendStatus(NAME, place(), false, reason, facts);
    }

    private static String place() {
        return "the credentials of the account " + System.getProperty("user.name");
    }

    /** The functions of this system. */
    static CredApi load() {
        String reason = refusal();
        if (!reason.isEmpty()) {
            throw new CredentialException(Reason.UNUSABLE, "open", null, reason);
        }
        return api;
    }

    /** Why the functions cannot be called, or an empty string; then {@link #api} is there. Loading is tried once. */
    private static synchronized String refusal() {
        if (refusal == null) {
            refusal = isWindows() ? loadLibrary() : NOT_WINDOWS;
        }
        return refusal;
    }

    private static String loadLibrary() {
        try {
            nativeAccess = nativeAccess(Native.class.getModule());
            api = new Advapi32();
            return "";
        } catch (NoClassDefFoundError e) {
            return "JNA cannot be loaded: " + e.getMessage() + " is missing; add jna.jar to the class path";
        } catch (UnsatisfiedLinkError e) {
            return "a native library cannot be loaded: " + e.getMessage();
        } catch (ExceptionInInitializerError e) {
            return refusal(e.getCause());
        } catch (RuntimeException | LinkageError e) {
            return refusal(e);
        }
    }

    /** Asked before the library is loaded: from then on Java counts the access as enabled. By reflection, for it is new in Java 22. */
    private static String nativeAccess(Module jna) {
        try {
            Object enabled = Module.class.getMethod("isNativeAccessEnabled").invoke(jna);
            return Boolean.TRUE.equals(enabled) ? "enabled" : "not enabled; later versions of Java will deny it";
        } catch (ReflectiveOperationException e) {
            return "not restricted by this version of Java";
        }
    }

    private static String refusal(Throwable failure) {
        if (failure instanceof IllegalCallerException) {
            return "this JVM denies native access (" + failure.getMessage()
                    + "); start it with --enable-native-access=com.sun.jna, or =ALL-UNNAMED if JNA is on the class path";
        }
        return "JNA cannot be used: " + failure;
    }
}
