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
 * A failure found where neither the operation nor its credential is known. {@link VaultCredentialStore} turns it into a {@link CredentialException}.
 */
final class VaultFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int ERROR_DISK_FULL = 112;

    private final Reason reason;
    private final int windowsCode;
    private final String detail;

    private VaultFailure(Reason reason, int windowsCode, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
        this.windowsCode = windowsCode;
        this.detail = detail;
    }

    VaultFailure(Reason reason, String detail, @Nullable Throwable cause) {
        this(reason, reason.windowsCode(), detail, cause);
    }

    VaultFailure(Reason reason, String detail) {
        this(reason, detail, null);
    }

    Reason reason() {
        return reason;
    }

    /**
     * The failure as the caller of the store receives it.
     *
     * @param operation the Windows function that the operation corresponds to
     * @param key the credential, or null if it is about the vault as a whole
     */
    CredentialException of(String operation, @Nullable CredentialKey key) {
        @Nullable Throwable cause = getCause() instanceof VaultFailure inner ? inner.of(operation, key) : getCause();
        CredentialException failure = new CredentialException(reason, windowsCode, operation, key, detail, cause);
        failure.setStackTrace(getStackTrace());
        return failure;
    }

    static VaultFailure damaged(Path file, String what) {
        return damaged(file, what, "");
    }

    /** With what else can be done than restoring the file. */
    static VaultFailure damaged(Path file, String what, String otherwise) {
        return new VaultFailure(
                Reason.DAMAGED,
                what + " " + file + " is damaged or was tampered with; restore it from a backup" + otherwise);
    }

    /** The vault's password is missing or wrong. */
    static VaultFailure locked(String detail, @Nullable Throwable cause) {
        return new VaultFailure(
                Reason.LOCKED,
                detail
                        + "; give it by the setting vault.password-file or vault.password"
                        + " (wincred.vault.password-file as a system property, WINCRED_VAULT_PASSWORD_FILE or"
                        + " WINCRED_VAULT_PASSWORD in the environment), or in KeyStore.load, which is -storepass of keytool",
                cause);
    }

    static VaultFailure newer(Path file, String what) {
        return new VaultFailure(
                Reason.UNUSABLE,
                what + " " + file
                        + " was written by a newer version of this library, and is left as it is; update the library");
    }

    /** A file system call that failed while reading. */
    static VaultFailure unreadable(Path file, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return interrupted(e);
        }
        if (e instanceof AccessDeniedException) {
            return new VaultFailure(
                    Reason.ACCESS_DENIED, "no permission to read " + file + "; run as the user who owns it", e);
        }
        return new VaultFailure(Reason.UNUSABLE, "cannot read " + file + ": " + reasonOf(e), e);
    }

    /** A file system call that failed before a change took effect. Its text is in the user's language, so the disk is asked for the cause. */
    static VaultFailure unwritable(Path file, IOException e, Disk disk) {
        if (e instanceof ClosedByInterruptException) {
            return interrupted(e);
        }
        if (e instanceof AccessDeniedException || disk.isReadOnly(file)) {
            return new VaultFailure(
                    Reason.ACCESS_DENIED,
                    file
                            + " cannot be written: the folder or its disk is read-only; make it writable. Stored credentials can still be read",
                    e);
        }
        if (disk.isFull(file)) {
            return new VaultFailure(
                    Reason.STORE_FULL,
                    ERROR_DISK_FULL,
                    "the disk that holds " + file + " is full; free some space. What was stored before is unchanged",
                    e);
        }
        return new VaultFailure(Reason.UNUSABLE, "cannot write " + file + ": " + reasonOf(e), e);
    }

    /** The thread was interrupted; its interrupt status stays set. */
    static VaultFailure interrupted(Exception e) {
        Thread.currentThread().interrupt();
        return new VaultFailure(Reason.CANCELLED, "the thread was interrupted; nothing was changed; try again", e);
    }

    private static String reasonOf(IOException e) {
        @Nullable String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return text == null || text.isEmpty() ? e.getClass().getSimpleName() : text;
    }
}
