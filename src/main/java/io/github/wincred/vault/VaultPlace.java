package io.github.wincred.vault;

import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What this process keeps of one vault, however many stores are open on it: the credentials of the session, and its part of the lock.
 *
 * <p>A session is the process (R19). Copies of this library in other class loaders are other sessions.
 */
final class VaultPlace {

    private static final Map<Path, VaultPlace> PLACES = new ConcurrentHashMap<>();

    /**
     * The same object for every copy of this library in this JVM. Held while a file lock is taken, and while one is released and its channel
     * closed: on POSIX systems, closing any channel of a file drops all locks that the process has on it, so nobody may take one in between.
     */
    private static final Object JVM_WIDE = "io.github.wincred.vault.lock".intern();

    /** Channels that gave up waiting for another copy of this library, whose lock closing them would drop, see above. */
    private static final Set<FileChannel> ABANDONED = ConcurrentHashMap.newKeySet();

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock writers = new ReentrantLock(true);

    /** Guards the session's credentials against the files, where a credential moves from one to the other. */
    final ReadWriteLock moves = new ReentrantReadWriteLock();

    /** The credentials of the session; to be used with {@link #moves} held. */
    final EntryMap session = new EntryMap();

    private final Set<CredentialKey> written = ConcurrentHashMap.newKeySet();

    private VaultPlace() {}

    /** The one object for this folder, which need not exist. */
    static VaultPlace of(Path folder) {
        return PLACES.computeIfAbsent(realPath(folder), path -> new VaultPlace());
    }

    private static Path realPath(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing != null) {
            try {
                return existing.toRealPath()
                        .resolve(existing.relativize(absolute))
                        .normalize();
            } catch (IOException e) {
                existing = existing.getParent();
            }
        }
        return absolute;
    }

    boolean wasWritten(CredentialKey key) {
        return written.contains(key);
    }

    void recordWritten(CredentialKey key) {
        written.add(key);
    }

    /** The vault's lock, held until it is released. */
    interface Held {
        void release();
    }

    /**
     * Takes the lock that excludes all other writers of the vault, in this process and in others.
     *
     * @throws io.github.wincred.credential.CredentialException {@link Reason#BUSY} if it is not free within the time
     */
    Held lock(Attempt attempt, VaultFiles files, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!writers.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(attempt, files, patience);
            }
        } catch (InterruptedException e) {
            throw attempt.interrupted(e);
        }
        if (writers.getHoldCount() > 1) {
            // Part of a compound operation of this thread, which has the file's lock already.
            return writers::unlock;
        }
        boolean taken = false;
        try {
            FileChannel channel = lockFile(attempt, files, deadline, patience);
            taken = true;
            return () -> {
                release(channel);
                writers.unlock();
            };
        } finally {
            if (!taken) {
                writers.unlock();
            }
        }
    }

    private static FileChannel lockFile(Attempt attempt, VaultFiles files, long deadline, Duration patience) {
        FileChannel channel = files.openLock(attempt);
        long pause = FIRST_PAUSE_NANOS;
        try {
            while (!tryLock(channel)) {
                long remaining = deadline - System.nanoTime();
                if (remaining <= 0) {
                    giveUp(channel);
                    throw busy(attempt, files, patience);
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(pause, remaining));
                pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
            }
            return channel;
        } catch (InterruptedException e) {
            giveUp(channel);
            throw attempt.interrupted(e);
        } catch (IOException e) {
            release(channel);
            throw attempt.failure(Reason.UNUSABLE, "cannot lock " + files.lockFile() + ": " + e.getMessage(), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        synchronized (JVM_WIDE) {
            try {
                @Nullable FileLock lock = channel.tryLock();
                return lock != null;
            } catch (OverlappingFileLockException e) {
                return false; // another copy of this library in this JVM
            }
        }
    }

    /** Closes the channel, unless that would drop the lock that another copy of this library in this JVM holds. */
    private static void giveUp(FileChannel channel) {
        synchronized (JVM_WIDE) {
            try {
                @Nullable FileLock unused = channel.tryLock();
                channel.close();
            } catch (OverlappingFileLockException | IOException e) {
                ABANDONED.add(channel);
            }
        }
    }

    private static void release(FileChannel channel) {
        synchronized (JVM_WIDE) {
            try {
                channel.close();
            } catch (IOException e) {
                // The system drops the lock with the descriptor, whatever it says of the rest.
            }
        }
    }

    private static RuntimeException busy(Attempt attempt, VaultFiles files, Duration patience) {
        return attempt.failure(
                Reason.BUSY,
                "another process or thread has held " + files.lockFile() + " for " + patience.toMillis()
                        + " ms; nothing was written");
    }
}
