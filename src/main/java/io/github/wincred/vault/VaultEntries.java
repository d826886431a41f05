package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a vault keeps its credentials. Knows the atomicity and the lifetime that {@link io.github.wincred.credential.CredentialStore} promises;
 * what may be written, and how a type presents itself, is decided above.
 *
 * <p>A secret of a type that does not return it (R22) is kept, and never handed out.
 */
interface VaultEntries extends AutoCloseable {

    /** The credential with this key; the secret only if it is asked for and the type returns it. */
    Optional<Credential> read(CredentialKey key, boolean withSecret);

    /**
     * Stores the credential, stamped with the time of the write (R10), in place of the one with its key, whatever the persistence of either
     * (R18).
     *
     * @param keepsSecret whether the stored secret stays (R11); without a stored credential that is
     *     {@link io.github.wincred.credential.Reason#NOT_FOUND}
     */
    void write(Credential credential, boolean keepsSecret);

    /** Removes the credential; false if there was none. */
    boolean remove(CredentialKey key);

    /** The credentials that the filter covers and that can be read; for each other one a failure is added to {@code failures}. */
    List<Credential> list(CredentialFilter filter, boolean withSecrets, List<VaultFailure> failures);

    /** As {@link io.github.wincred.credential.CredentialStore#exclusively}. */
    <T> T exclusively(Supplier<T> operation);

    /** One failure for each thing that is stored and cannot be read. */
    List<VaultFailure> unreadable();

    /** Whether this process wrote the credential. */
    boolean writtenThisSession(CredentialKey key);

    /** As {@link io.github.wincred.credential.PasswordProtectedStore#exists()}. */
    boolean exists();

    /** As {@link io.github.wincred.credential.PasswordProtectedStore#isLocked()}. */
    boolean isLocked();

    /** As {@link io.github.wincred.credential.PasswordProtectedStore#unlock(char[])}. */
    void unlock(char[] password);

    /** As {@link io.github.wincred.credential.PasswordProtectedStore#changePassword(char[])}. */
    void changePassword(char[] password);

    /** As {@link io.github.wincred.credential.CredentialStore#status()}. */
    BackendStatus status();

    @Override
    void close();
}
