package io.github.wincred.win32;

import java.util.function.Supplier;

/**
 * The lock around every call of a {@code Cred*} function in this JVM, reads too.
 *
 * <p>Overlapping calls were reported to return TRUE and lose the write, with unlocked reads as a cause (R52); under Wine an enumeration beside
 * a write corrupts the heap. The order is this lock, then {@link UserMutex}. No user code, callback or prompt runs inside, but for the calls of
 * a compound operation.
 */
final class JvmLock {

    /** An interned string is one object for all class loaders, so copies of this library in one JVM share the lock. */
    static final Object MONITOR = "io.github.wincred: one Cred* call at a time".intern();

    private JvmLock() {}

    /** Makes a call with the lock held, in a platform thread. */
    static <T> T hold(Supplier<T> call) {
        return PlatformThread.call(() -> {
            synchronized (MONITOR) {
                return call.get();
            }
        });
    }

    /** As {@link #hold(Supplier)}, without a result. */
    static void hold(Runnable call) {
        hold(() -> {
            call.run();
            return true;
        });
    }
}
