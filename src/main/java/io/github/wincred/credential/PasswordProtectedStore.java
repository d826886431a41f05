package io.github.wincred.credential;

/**
 * A store that may be protected by a password of its own: the local vault. The Windows Credential Manager is not one; there the logon is the
 * protection.
 *
 * <p>Such a store opens without its password and is then {@linkplain #isLocked() locked}: every use of stored content fails with
 * {@link Reason#LOCKED}; it never looks like an empty store. The methods copy what they need; the caller keeps, and wipes, the password.
 */
public interface PasswordProtectedStore extends CredentialStore {

    /** Whether the store has a password that this object has not been given yet. False for a store that does not exist yet. */
    boolean isLocked();

    /** Whether the store has been created, which the first write does. */
    boolean exists();

    /**
     * Gives the store its password. For a store that does not exist yet, the first write creates it with this password. A store protected by
     * a key file accepts any password and ignores it.
     *
     * @param password not empty
     * @throws CredentialException {@link Reason#LOCKED} with cause {@link java.security.UnrecoverableKeyException} if the password is wrong
     */
    void unlock(char[] password);

    /**
     * Changes the store's password, if this object opened it with the present one and the new one is not empty and different. Otherwise nothing
     * happens: a store protected by a key file stays so. Atomic: after a crash either the old or the new password is valid. A store that does not
     * exist yet will be created with this password.
     *
     * @throws CredentialException {@link Reason#LOCKED} if the store is locked
     */
    void changePassword(char[] password);
}
