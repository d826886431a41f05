package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.VaultHeader;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The state of one vault in this process, shared by all stores open on it: the credentials of the session, and the process's part of the lock.
 *
 * <p>A session is the process (R19). Copies of this library in other class loaders are other sessions.
 */
final class VaultPlace {

    private static final Map<Path, VaultPlace> PLACES = new ConcurrentHashMap<>();

    private static final String JVM_WIDE_NAME = "io.github.wincred.vault.lock";

    /** The same object for every copy of this library in this JVM. Held while a file lock is taken or released. */
    private static final Object JVM_WIDE = JVM_WIDE_NAME.intern();

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock writers = new ReentrantLock(true);

    /**
     * The system property that is set while some copy of this library in this JVM holds the file's lock. The others then do not touch the file: on
     * POSIX systems, closing any channel of a file releases all locks that the process has on it.
     */
    private final String lockedHere;

    /** The mark that this process left in the vault when it took the lock; to be used with {@link #writers} held. */
    private byte[] mark = {};

    /** The credentials of the session. */
    final SessionCredentials session = new SessionCredentials();

    private VaultPlace(Path realFolder) {
        lockedHere = JVM_WIDE_NAME + ":" + realFolder;
    }

    /** The one object for this folder, which need not exist. */
    static VaultPlace of(Path folder) {
        return PLACES.computeIfAbsent(realPath(folder), VaultPlace::new);
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

    /**
     * Carries out an operation while holding the lock that excludes all other writers of the vault, in this process and in others.
     *
     * @throws VaultFailure {@link Reason#BUSY} if the lock is not free within the time
     */
    <T> T locked(LockFile file, Duration patience, Supplier<T> operation) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!writers.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(file, patience);
            }
        } catch (InterruptedException e) {
            throw VaultFailure.interrupted(e);
        }
        try {
            if (writers.getHoldCount() > 1) {
                // Part of a compound operation of this thread, which already holds the file's lock.
                return operation.get();
            }
            FileLock lock = lockFile(file, deadline, patience);
            try {
                return operation.get();
            } finally {
                release(lock.acquiredBy());
            }
        } finally {
            writers.unlock();
        }
    }

    private FileLock lockFile(LockFile file, long deadline, Duration patience) {
        long pause = FIRST_PAUSE_NANOS;
        try {
            Optional<FileLock> lock = tryLock(file);
            while (lock.isEmpty()) {
                long remaining = deadline - System.nanoTime();
                if (remaining <= 0) {
                    throw busy(file, patience);
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(pause, remaining));
                pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
                lock = tryLock(file);
            }
            return lock.get();
        } catch (InterruptedException | ClosedByInterruptException e) {
            throw VaultFailure.interrupted(e);
        } catch (IOException e) {
            throw new VaultFailure(Reason.UNUSABLE, "cannot lock " + file.path() + ": " + e.getMessage(), e);
        }
    }

    /** Opens and locks the lock file, or closes it again: a channel that waited for its lock could not be closed while another copy holds it. */
    private Optional<FileLock> tryLock(LockFile file) throws IOException {
        synchronized (JVM_WIDE) {
            if (System.getProperty(lockedHere) != null) {
                return Optional.empty();
            }
            Optional<FileLock> lock = Optional.empty();
            FileChannel channel = file.open();
            try {
                lock = Optional.ofNullable(channel.tryLock());
                if (lock.isPresent()) {
                    mark = VaultHeader.newId();
                    file.mark(mark);
                    System.setProperty(lockedHere, "");
                }
                return lock;
            } catch (OverlappingFileLockException e) {
                return Optional.empty(); // other code in this JVM that is not ours
            } finally {
                if (System.getProperty(lockedHere) == null) {
                    release(channel);
                }
            }
        }
    }

    /**
     * Fails if another writer has taken the lock since this thread did. A lock can be lost silently: somebody deletes its file, or code of this
     * process opens and closes it, see above. The caller's next change may then be based on outdated content.
     */
    void checkMark(LockFile file) {
        if (!file.hasMark(mark)) {
            throw new VaultFailure(
                    Reason.BUSY,
                    "another writer has come in, since " + file.path()
                            + " was deleted, or opened and closed by other code of a process that held its lock;"
                            + " this call wrote nothing; try again");
        }
    }

    private void release(Channel channel) {
        synchronized (JVM_WIDE) {
            try {
                channel.close();
            } catch (IOException e) {
                // The system releases the lock with the descriptor, even if closing fails otherwise.
            } finally {
                System.clearProperty(lockedHere);
            }
        }
    }

    private static RuntimeException busy(LockFile file, Duration patience) {
        return new VaultFailure(
                Reason.BUSY,
                "another process or thread has held " + file.path() + " for " + patience.toMillis()
                        + " ms; nothing was written; try again, or end it");
    }
}
