package io.github.wincred.win32;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.Settings;
import java.time.Duration;

/**
 * How carefully a {@link WindowsCredentialStore} reads and writes, and what it is for.
 *
 * @param mutex whether writes and reads take the named mutex of the user, so that processes do not lose each other's writes
 * @param readBack whether writes are read back, and repeated if they were lost
 * @param mutexWait how long a write waits for the mutex before it fails with {@link io.github.wincred.credential.Reason#BUSY}
 * @param type what new credentials will be; the store is usable where these may be kept
 * @param persistence how long they are to be kept
 */
record WindowsStoreOptions(
        boolean mutex, boolean readBack, Duration mutexWait, CredentialType type, Persistence persistence) {

    /** The waiting time unless another is given. */
    static final Duration DEFAULT_MUTEX_WAIT = Duration.ofSeconds(10);

    /** Checks that the waiting time is given and not negative. */
    WindowsStoreOptions {
        if (requireNonNull(mutexWait, "mutexWait").isNegative()) {
            throw new IllegalArgumentException("mutexWait is negative: " + mutexWait);
        }
        requireNonNull(type, "type");
        requireNonNull(persistence, "persistence");
    }

    /** For generic credentials that are kept on this machine. */
    WindowsStoreOptions(boolean mutex, boolean readBack, Duration mutexWait) {
        this(mutex, readBack, mutexWait, CredentialType.GENERIC, Persistence.LOCAL_MACHINE);
    }

    /** With the default waiting time. */
    WindowsStoreOptions(boolean mutex, boolean readBack) {
        this(mutex, readBack, DEFAULT_MUTEX_WAIT);
    }

    /** As the settings say, for credentials that are kept so long. */
    static WindowsStoreOptions of(Settings settings, Persistence persistence) {
        return new WindowsStoreOptions(
                settings.mutex(), settings.readBack(), DEFAULT_MUTEX_WAIT, settings.type(), persistence);
    }

    /** Mutex and read-back on. */
    static WindowsStoreOptions ofDefaults() {
        return new WindowsStoreOptions(true, true);
    }
}
