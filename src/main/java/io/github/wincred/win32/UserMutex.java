package io.github.wincred.win32;

import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;

/**
 * The named mutex of this user: held around each write or delete together with its read-back, around each compound operation, and, if it can be
 * had soon, around each read, so that programs with this library do not lose each other's writes (R52). Other programs do not know it, and a
 * program of the same user that takes it can keep it.
 *
 * <p>Where no mutex can be had the JVM's lock alone remains, and {@link #description()} says so: see {@link NamedMutex}.
 *
 * <p>A mutex belongs to a thread and counts, so a holder may take it again. Callers hold {@link JvmLock#MONITOR} from before they take it to
 * after {@link #release}, in one {@link PlatformThread}.
 */
final class UserMutex {

    /** How long one wait may keep this JVM's readers out, and how long a reader waits. */
    private static final int SLICE_MILLIS = 50;

    private static UserMutex instance;

    private final NamedMutex mutex;

    /** How often the holder of the JVM's lock has taken the mutex: the system is asked for the first time alone. */
    private int depth;

    /** Whether the last wait was in vain, and nobody has found the mutex free since. */
    private boolean kept;

    private UserMutex(NamedMutex mutex) {
        this.mutex = mutex;
    }

    /** The mutex of the user who runs this process; made on the first call. */
    static UserMutex get() {
        if (instance == null) {
            instance = open("io.github.wincred", "kernel32");
        }
        return instance;
    }

    /** Makes or opens a mutex of the user: see {@link NamedMutex#open}. */
    static UserMutex open(String name, String library) {
        return new UserMutex(NamedMutex.open(name, library));
    }

    /** The mutex's name, or why there is none. */
    String description() {
        return mutex.description();
    }

    /**
     * Takes the mutex for a read, which can go on without it. Waits for one slice at most, and not at all while somebody keeps it who has let a
     * wait go by in vain: that it changed hands shows when it is once found free.
     *
     * @return whether it was taken, and must be released
     */
    boolean tryAcquire() {
        if (mutex.handle() != 0 && depth == 0 && !waitFor(kept ? 0 : SLICE_MILLIS, "CredRead", null)) {
            return false;
        }
        depth++;
        return true;
    }

    /**
     * Takes the mutex. While another process holds it, the JVM's lock is let go from time to time, so that readers get their turn.
     *
     * @param deadline when to give up, as {@link System#nanoTime()}; the mutex is tried at least once
     * @throws CredentialException {@link Reason#BUSY} if the deadline passes
     */
    void acquire(long deadline, String operation, CredentialKey key) {
        boolean interrupted = false;
        try {
            while (mutex.handle() != 0 && depth == 0 && !acquireWithinSlice(deadline, operation, key)) {
                try {
                    JvmLock.MONITOR.wait(1);
                } catch (InterruptedException e) {
                    // Does not end the wait, which is bounded.
                    interrupted = true;
                }
            }
            depth++;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean acquireWithinSlice(long deadline, String operation, CredentialKey key) {
        long left = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
        if (waitFor((int) Math.min(SLICE_MILLIS, left), operation, key)) {
            return true;
        }
        if (left > 0) {
            return false;
        }
        throw new CredentialException(
                Reason.BUSY,
                operation,
                key,
                "another process held the mutex " + description()
                        + " for the whole waiting time; nothing was written; try again, or end it");
    }

    private boolean waitFor(int millis, String operation, CredentialKey key) {
        switch (Bindings.get().waitForSingleObject(mutex.handle(), millis)) {
            // An abandoned mutex is an acquired one: its holder died, and each native call is done whole or not at all.
            case WinBase.WAIT_OBJECT_0, WinBase.WAIT_ABANDONED -> {
                kept = false;
                return true;
            }
            case WinError.WAIT_TIMEOUT -> {
                kept |= millis == SLICE_MILLIS;
                return false;
            }
            default ->
                throw WindowsErrors.failure(operation, key, Bindings.get().lastError());
        }
    }

    /**
     * Gives the mutex back, once for each time it was taken.
     *
     * @throws CredentialException if the system refuses that, so that other processes will wait in vain
     */
    void release() {
        depth--;
        if (mutex.handle() != 0 && depth == 0 && Bindings.get().releaseMutex(mutex.handle()) == 0) {
            throw new CredentialException(
                    Reason.OTHER,
                    Bindings.get().lastError(),
                    "ReleaseMutex",
                    null,
                    "this thread does not hold the mutex " + description() + " (Windows error "
                            + Integer.toUnsignedString(Bindings.get().lastError()) + ")"
                            + "; what was done is done, but another program may have done something meanwhile, and others may find the store"
                            + " busy until this process ends",
                    null);
        }
    }
}
