package io.github.wincred.vault;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is being done and to which credential: makes the failures of one operation.
 *
 * @param operation the Windows function that the operation stands for
 * @param key the credential, or null if it is about the vault as a whole
 */
record Attempt(String operation, @Nullable CredentialKey key) {

    private static final int ERROR_DISK_FULL = 112;

    CredentialException failure(Reason reason, String detail) {
        return new CredentialException(reason, operation, key, detail);
    }

    CredentialException failure(Reason reason, String detail, Throwable cause) {
        return new CredentialException(reason, operation, key, detail, cause);
    }

    CredentialException damaged(Path file, String what) {
        return failure(Reason.DAMAGED, what + " " + file + " is damaged or was tampered with");
    }

    CredentialException newer(Path file, String what) {
        return failure(
                Reason.UNUSABLE,
                what + " " + file
                        + " was written by a newer version of this library, and is left as it is; update the library");
    }

    /** A failed call of the file system while reading. */
    CredentialException unreadable(Path file, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return interrupted(e);
        }
        if (e instanceof AccessDeniedException) {
            return failure(Reason.ACCESS_DENIED, "no permission to read " + file, e);
        }
        return failure(Reason.UNUSABLE, "cannot read " + file + ": " + reasonOf(e), e);
    }

    /** A failed call of the file system before a change took effect. Its text is in the user's language, so the disk is asked what is wrong. */
    CredentialException unwritable(Path file, IOException e, Disk disk) {
        if (e instanceof ClosedByInterruptException) {
            return interrupted(e);
        }
        if (e instanceof AccessDeniedException || disk.isReadOnly(file)) {
            return failure(
                    Reason.ACCESS_DENIED,
                    file
                            + " cannot be written: the folder or its disk is read-only. Stored credentials can still be read",
                    e);
        }
        if (disk.isFull(file)) {
            return new CredentialException(
                    Reason.STORE_FULL,
                    ERROR_DISK_FULL,
                    operation,
                    key,
                    "the disk that holds " + file + " is full; free some space. What was stored before is unchanged",
                    e);
        }
        return failure(Reason.UNUSABLE, "cannot write " + file + ": " + reasonOf(e), e);
    }

    /** The thread was interrupted, and stays marked so. */
    CredentialException interrupted(Exception e) {
        Thread.currentThread().interrupt();
        return failure(Reason.CANCELLED, "the thread was interrupted; nothing was changed", e);
    }

    private static String reasonOf(IOException e) {
        @Nullable String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return text == null || text.isEmpty() ? e.getClass().getSimpleName() : text;
    }
}
