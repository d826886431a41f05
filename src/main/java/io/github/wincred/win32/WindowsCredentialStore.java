package io.github.wincred.win32;

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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * The Windows Credential Manager: the credential set of the logon session that this process runs in.
 *
 * <p>Every call of the system is made under one lock for the whole JVM, shared with copies of this library in other class loaders. A write or
 * delete also holds a mutex of the user, so that processes with this library take turns; it waits for it at most
 * {@link WindowsStoreOptions#mutexWait()} and then fails with {@link Reason#BUSY}, and nothing is written. Then it reads back what it wrote, and
 * repeats what was lost up to three times, with pauses that grow, before it fails with {@link Reason#NOT_APPLIED}. A read takes the mutex too,
 * but waits for it 50 milliseconds at most and then goes on without it. {@link WindowsStoreOptions} switches either off.
 *
 * <p>A virtual thread has each call made by a platform thread, a compound operation as a whole: {@link ThreadLocal}s of the caller are not there.
 *
 * <p>Windows does not return the secrets of domain passwords and domain certificates (R22): {@link Credential#secret()} is then empty. Beyond
 * the limits and the documented rules, which are checked first, Windows decides what it accepts. A type that it does not keep is absent.
 *
 * <p>Blobs are zeroed in native memory before it is freed, and what a write passed in is zeroed after the call, on failure too.
 */
final class WindowsCredentialStore implements CredentialStore {

    private static final String READ = "CredRead";
    private static final String WRITE = "CredWrite";
    private static final String DELETE = "CredDelete";
    private static final String COMPOUND = "compound operation";

    /** How long to wait after each attempt that a first look did not show, before a second look. */
    private static final int[] PAUSES_MILLIS = {5, 20, 80, 80};

    private final CredCalls calls;
    private final WindowsStoreOptions options;
    private final StoreLock lock;

    WindowsCredentialStore(CredApi api, WindowsStoreOptions options) {
        this.calls = new CredCalls(api);
        this.options = options;
        this.lock = new StoreLock(options);
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
            return lock.read(new Read(calls, key, withSecret));
        } catch (CredentialException e) {
            if (WindowsErrors.meansAbsent(key.type(), e.windowsCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Not a lambda: the first lambda of a program costs milliseconds, and a program may want one secret and nothing more. */
    private record Read(CredCalls calls, CredentialKey key, boolean withSecret)
            implements Supplier<Optional<Credential>> {
        @Override
        public Optional<Credential> get() {
            return calls.read(key, withSecret);
        }
    }

    @Override
    public void write(Credential credential) {
        write(credential, false);
    }

    @Override
    public void writeKeepingSecret(Credential credential) {
        write(credential, true);
    }

    private void write(Credential credential, boolean keepsSecret) {
        write(WRITE, credential, keepsSecret, () -> calls.write(credential, keepsSecret));
    }

    /**
     * Writes with all care: limits and rules, the mutex, the read-back.
     *
     * @param call how to write
     */
    void write(String operation, Credential credential, boolean keepsSecret, Runnable call) {
        CredentialLimits.check(operation, credential);
        CredentialRules.checkDocumented(operation, credential, keepsSecret);
        change(
                operation,
                credential.key(),
                () -> {
                    call.run();
                    return true;
                },
                calledAt -> isApplied(operation, credential, keepsSecret, calledAt));
    }

    @Override
    public boolean delete(CredentialKey key) {
        CredentialLimits.checkKey(DELETE, key);
        return change(DELETE, key, () -> calls.delete(key), calledAt -> isGone(key, calledAt));
    }

    /**
     * Makes a change until it is seen. Before it is made again a second look is taken, after a pause, since what came meanwhile may be another's
     * newer write.
     *
     * @param call false if there is nothing to change any more
     * @param isSeen whether a call at this system time, which each attempt takes anew, is in the store
     * @return whether there was something to change
     */
    private boolean change(String operation, CredentialKey key, BooleanSupplier call, LongPredicate isSeen) {
        return lock.change(operation, key, () -> {
            if (!options.readBack()) {
                return call.getAsBoolean();
            }
            for (int attempt = 0; attempt < PAUSES_MILLIS.length; attempt++) {
                long calledAt = calls.systemTime();
                if (!call.getAsBoolean()) {
                    return attempt > 0;
                }
                if (isSeen.test(calledAt)) {
                    return true;
                }
                pause(PAUSES_MILLIS[attempt]);
                if (isSeen.test(calledAt)) {
                    return true;
                }
            }
            throw notApplied(operation, key);
        });
    }

    /** An interrupt does not end it: what was lost must have the time to show. */
    private static void pause(int millis) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isApplied(String operation, Credential credential, boolean keepsSecret, long calledAt) {
        Optional<Credential> found = readBack(operation, credential.key());
        if (found.isEmpty()) {
            return false;
        }
        try (Credential current = found.get()) {
            return ReadBack.isApplied(credential, keepsSecret, current, calledAt);
        }
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
                    "the system reported success, but reading back failed: " + e.getMessage(),
                    e);
        }
    }

    private static CredentialException notApplied(String operation, CredentialKey key) {
        return new CredentialException(
                Reason.NOT_APPLIED,
                operation,
                key,
                "the system reported success " + PAUSES_MILLIS.length
                        + " times, but reading back showed each time that nothing had changed; try again: another program may change the same credential");
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
        CredentialLimits.checkText("CredEnumerate", null, "the filter", text);
        if (text.length() > CredentialLimits.MAX_GENERIC_TARGET_NAME_CHARS + 1) {
            // Longer than any name and an asterisk; the system would answer with an error about the size.
            return List.of();
        }
        return lock.read(() -> calls.enumerate(filter, withSecrets));
    }

    @Override
    public List<Credential> listAllNamespaces() {
        return lock.read(calls::enumerateAllNamespaces);
    }

    @Override
    public Map<CredentialType, Persistence> sessionTypes() {
        return JvmLock.hold(calls::sessionTypes);
    }

    @Override
    public <T> T exclusively(Supplier<T> operation) {
        return lock.change(COMPOUND, null, operation);
    }

    /** A read of the domain credentials of this store. */
    <T> T read(Supplier<T> call) {
        return lock.read(call);
    }

    @Override
    public boolean sharesCapacity() {
        return true;
    }

    @Override
    public BackendStatus status() {
        return PlatformThread.call(() -> WindowsStatus.of(calls, options));
    }

    /** Does nothing: there is nothing to release. */
    @Override
    public void close() {}
}
