package io.github.wincred.win32;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.NamespacedTarget;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.rules.CredentialRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Windows Credential Manager: the credential set of the logon session that this process runs in.
 *
 * <p>Every call of the system is made under one lock for the whole JVM, shared with copies of this library in other class loaders. A write or
 * delete also holds a mutex of the user, so that processes with this library take turns; it waits for it at most
 * {@link WindowsStoreOptions#mutexWait()} and then fails with {@link Reason#BUSY}, and nothing is written. Then it reads back what it wrote, and
 * repeats what was lost up to three times before it fails with {@link Reason#NOT_APPLIED}. {@link WindowsStoreOptions} switches either off.
 *
 * <p>Windows does not return the secrets of domain passwords and domain certificates (R22): {@link Credential#secret()} is then empty. Beyond
 * the limits and the documented rules, which are checked first, Windows decides what it accepts. A type that it does not keep is absent.
 *
 * <p>Blobs are zeroed in native memory before it is freed, and what a write passed in is zeroed after the call, on failure too.
 */
public final class WindowsCredentialStore implements CredentialStore {

    private static final String READ = "CredRead";
    private static final String WRITE = "CredWrite";
    private static final String DELETE = "CredDelete";
    private static final String COMPOUND = "compound operation";

    /** The first attempt and three more. */
    private static final int ATTEMPTS = 4;

    private final CredCalls calls;
    private final WindowsStoreOptions options;

    WindowsCredentialStore(CredApi api, WindowsStoreOptions options) {
        this.calls = new CredCalls(api);
        this.options = options;
    }

    /**
     * Opens the store of the current user. Touches nothing in it.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} with the text of {@link WindowsBackend#status}
     */
    public static WindowsCredentialStore open(WindowsStoreOptions options) {
        requireNonNull(options, "options");
        return new WindowsCredentialStore(WindowsBackend.load(), options);
    }

    @Override
    public Optional<Credential> find(CredentialKey key) {
        return read(key, true);
    }

    @Override
    public Optional<Credential> describe(CredentialKey key) {
        return read(key, false);
    }

    private Optional<Credential> read(CredentialKey key, boolean withSecret) {
        CredentialLimits.checkKey(READ, key);
        if (key.type().equals(CredentialType.DOMAIN_EXTENDED)
                && NamespacedTarget.parse(key.targetName()).isEmpty()) {
            return Optional.empty(); // The system demands a namespace.
        }
        try {
            synchronized (JvmLock.MONITOR) {
                return calls.read(key, withSecret);
            }
        } catch (CredentialException e) {
            if (WindowsErrors.meansAbsent(key.type(), e.windowsCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void write(Credential credential) {
        write(WRITE, credential, false, null);
    }

    @Override
    public void writeKeepingSecret(Credential credential) {
        write(WRITE, credential, true, null);
    }

    /**
     * Writes with all care: limits and rules, the mutex, the read-back.
     *
     * @param call how to write, for a function of the system's other than {@code CredWriteW}; or null
     */
    void write(String operation, Credential credential, boolean keepsSecret, Runnable call) {
        CredentialLimits.check(operation, credential);
        CredentialRules.checkDocumented(operation, credential, keepsSecret);
        long deadline = deadline();
        synchronized (JvmLock.MONITOR) {
            acquireMutex(deadline, operation, credential.key());
            try {
                writeUntilApplied(operation, credential, keepsSecret, call);
            } finally {
                releaseMutex();
            }
        }
    }

    private void writeOnce(Credential credential, boolean keepsSecret, Runnable call) {
        if (call == null) {
            calls.write(credential, keepsSecret);
        } else {
            call.run();
        }
    }

    private void writeUntilApplied(String operation, Credential credential, boolean keepsSecret, Runnable call) {
        if (!options.readBack()) {
            writeOnce(credential, keepsSecret, call);
            return;
        }
        long calledAt = calls.systemTime();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            writeOnce(credential, keepsSecret, call);
            Optional<Credential> found = readBack(operation, credential.key());
            if (found.isPresent()) {
                try (Credential current = found.get()) {
                    if (ReadBack.isApplied(credential, keepsSecret, current, calledAt)) {
                        return;
                    }
                }
            }
        }
        throw notApplied(operation, credential.key());
    }

    @Override
    public boolean delete(CredentialKey key) {
        CredentialLimits.checkKey(DELETE, key);
        long deadline = deadline();
        synchronized (JvmLock.MONITOR) {
            acquireMutex(deadline, DELETE, key);
            try {
                return deleteUntilGone(key);
            } finally {
                releaseMutex();
            }
        }
    }

    private boolean deleteUntilGone(CredentialKey key) {
        if (!options.readBack()) {
            return calls.delete(key);
        }
        long calledAt = calls.systemTime();
        if (!calls.delete(key)) {
            return false;
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (isGone(key, calledAt) || !calls.delete(key)) {
                return true;
            }
        }
        if (isGone(key, calledAt)) {
            return true;
        }
        throw notApplied(DELETE, key);
    }

    private boolean isGone(CredentialKey key, long calledAt) {
        Optional<Credential> found = readBack(DELETE, key);
        if (found.isEmpty()) {
            return true;
        }
        try (Credential current = found.get()) {
            return ReadBack.isNewer(current, calledAt);
        }
    }

    private Optional<Credential> readBack(String operation, CredentialKey key) {
        try {
            return calls.read(key, true);
        } catch (CredentialException e) {
            throw new CredentialException(
                    Reason.NOT_APPLIED,
                    e.windowsCode(),
                    operation,
                    key,
                    "the system reported success, but reading back failed",
                    e);
        }
    }

    private static CredentialException notApplied(String operation, CredentialKey key) {
        return new CredentialException(
                Reason.NOT_APPLIED,
                operation,
                key,
                "the system reported success " + ATTEMPTS
                        + " times, but reading back showed each time that nothing had changed");
    }

    @Override
    public List<Credential> list(CredentialFilter filter) {
        return list(filter, false);
    }

    @Override
    public List<Credential> listWithSecrets(CredentialFilter filter) {
        return list(filter, true);
    }

    private List<Credential> list(CredentialFilter filter, boolean withSecrets) {
        String text = filter.toString();
        if (text.indexOf('\0') >= 0) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    "CredEnumerate",
                    null,
                    "the filter holds U+0000 at index " + text.indexOf('\0') + " of " + text.length()
                            + "; Windows would take it for the end");
        }
        if (text.length() > CredentialLimits.MAX_GENERIC_TARGET_NAME_CHARS + 1) {
            // Longer than any name and an asterisk; the system would answer with an error about the size.
            return List.of();
        }
        synchronized (JvmLock.MONITOR) {
            return calls.enumerate(filter, withSecrets);
        }
    }

    @Override
    public List<Credential> listAllNamespaces() {
        synchronized (JvmLock.MONITOR) {
            return calls.enumerateAllNamespaces();
        }
    }

    @Override
    public Map<CredentialType, Persistence> sessionTypes() {
        synchronized (JvmLock.MONITOR) {
            return calls.sessionTypes();
        }
    }

    @Override
    public <T> T exclusively(Supplier<T> operation) {
        long deadline = deadline();
        synchronized (JvmLock.MONITOR) {
            acquireMutex(deadline, COMPOUND, null);
            try {
                return operation.get();
            } finally {
                releaseMutex();
            }
        }
    }

    @Override
    public boolean sharesCapacity() {
        return true;
    }

    @Override
    public BackendStatus status() {
        return WindowsBackend.status(calls, options);
    }

    /** Does nothing: there is nothing to release. */
    @Override
    public void close() {}

    /** Counted from before the JVM's lock, so that threads which queue there do not wait one after the other. */
    private long deadline() {
        return options.mutex() ? System.nanoTime() + options.mutexWait().toNanos() : 0;
    }

    private void acquireMutex(long deadline, String operation, CredentialKey key) {
        if (options.mutex()) {
            UserMutex.get().acquire(deadline, operation, key);
        }
    }

    private void releaseMutex() {
        if (options.mutex()) {
            UserMutex.get().release();
        }
    }
}
