package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Settings;
import java.util.function.Supplier;

/**
 * The locks around the calls of a store (R52), in their order: {@link JvmLock}, then, unless the options switch it off, {@link UserMutex}. Both
 * are taken and given back by one platform thread, in which the calls are made.
 */
final class StoreLock {

    private final WindowsStoreOptions options;

    StoreLock(WindowsStoreOptions options) {
        this.options = options;
    }

    /** As the settings of the process say, for functions on the store that need no open one. */
    static StoreLock ofSystem() {
        Settings settings = Settings.ofSystem();
        return new StoreLock(WindowsStoreOptions.of(settings, settings.persistence()));
    }

    /** Makes a call that changes nothing. If the mutex cannot be had soon, the call is made without it. */
    <T> T read(Supplier<T> call) {
        if (PlatformThread.isMissing()) {
            return PlatformThread.call(() -> read(call));
        }
        synchronized (JvmLock.MONITOR) {
            return options.mutex() && UserMutex.get().tryAcquire() ? thenRelease(call) : call.get();
        }
    }

    /**
     * Makes a change.
     *
     * @param key for the message, or null
     * @throws CredentialException {@link Reason#BUSY} if the mutex cannot be had in time
     */
    <T> T change(String operation, CredentialKey key, Supplier<T> call) {
        if (!options.mutex()) {
            return JvmLock.hold(call);
        }
        // Counted from before the JVM's lock, so that threads which queue there do not wait one after the other.
        long deadline = System.nanoTime() + options.mutexWait().toNanos();
        return JvmLock.hold(() -> {
            UserMutex.get().acquire(deadline, operation, key);
            return thenRelease(call);
        });
    }

    /** What the call throws comes before what the release throws. */
    private static <T> T thenRelease(Supplier<T> call) {
        T result;
        try {
            result = call.get();
        } catch (RuntimeException | Error e) {
            try {
                UserMutex.get().release();
            } catch (CredentialException unreleased) {
                e.addSuppressed(unreleased);
            }
            throw e;
        }
        UserMutex.get().release();
        return result;
    }
}
