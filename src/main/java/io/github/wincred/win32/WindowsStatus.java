package io.github.wincred.win32;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the diagnostics say of the Windows store. */
final class WindowsStatus {

    private static final String NAME = "Windows Credential Manager";

    private WindowsStatus() {}

    /** The state of a store whose functions are {@code calls}: whether this logon session may keep what the options ask for. */
    static BackendStatus of(CredCalls calls, WindowsStoreOptions options) {
        Map<String, String> facts = new LinkedHashMap<>();
        synchronized (JvmLock.MONITOR) {
            facts.put("mutex", options.mutex() ? UserMutex.get().description() : "switched off");
            facts.put("mutex wait", options.mutexWait().toSeconds() + " s");
            facts.put("read-back", options.readBack() ? "on" : "switched off");
            facts.putAll(Bindings.facts());
            facts.put("functions missing on this system", missingFunctions());
            try {
                String shortfall = WindowsErrors.shortfall(calls.sessionTypes(), options.type(), options.persistence());
                if (!shortfall.isEmpty()) {
                    return refused(shortfall, facts);
                }
            } catch (CredentialException | UnsatisfiedLinkError e) {
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

    /** The state of a store that cannot be used. */
    static BackendStatus refused(String reason, Map<String, String> facts) {
        return new BackendStatus(NAME, place(), false, reason, facts);
    }

    private static String place() {
        return "the credentials of the account " + System.getProperty("user.name");
    }
}
