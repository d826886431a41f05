package io.github.wincred.credential;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A user's set of credentials: the Windows Credential Manager, or the local vault that follows its documented rules.
 *
 * <p><b>Secrets.</b> A credential that a method returns belongs to the caller, who closes it. A credential passed in stays the caller's.
 *
 * <p><b>Failure.</b> A credential that is not found is a result, not a failure. Every failure is a {@link CredentialException} with its
 * {@link Reason} and Windows code, and then nothing was changed, unless the reason is {@link Reason#NOT_APPLIED} or
 * {@link #exclusively} says otherwise. Input is checked before the store
 * is touched.
 *
 * <p><b>Threads and processes.</b> Stores may be shared by threads. Each method is atomic: a reader sees the credential as it was before a concurrent
 * write or as it is after, never a mixture. When {@link #write} returns, the credential is in the store for every process of the user and survives a
 * crash of this one, except with {@link Persistence#SESSION}.
 */
public interface CredentialStore extends AutoCloseable {

    /**
     * The credential with this key, secret included where the type returns it: {@code CredReadW}.
     *
     * @return the credential with the TargetName in its stored spelling, or empty if there is none (1168)
     */
    Optional<Credential> find(CredentialKey key);

    /**
     * As {@link #find}, without the secret: {@link Credential#secret()} is empty. Nothing secret is copied or decrypted.
     */
    Optional<Credential> describe(CredentialKey key);

    /**
     * Creates the credential, or replaces the one with the same key as a whole (R9): {@code CredWriteW}.
     *
     * <p>{@link Credential#lastWritten()} is ignored; the store sets it (R10). A credential without a secret is written with an empty blob.
     */
    void write(Credential credential);

    /**
     * Replaces everything but the blob: {@code CredWriteW} with {@code CRED_PRESERVE_CREDENTIAL_BLOB} (R11).
     *
     * @throws CredentialException {@link Reason#NOT_FOUND} if there is no such credential; {@link Reason#INVALID_PARAMETER} if the credential
     *     carries a secret that is not empty
     */
    void writeKeepingSecret(Credential credential);

    /**
     * Removes the credential: {@code CredDeleteW}.
     *
     * @return whether there was one
     */
    boolean delete(CredentialKey key);

    /**
     * The credentials whose TargetName the filter covers, of every type, in no particular order (R40), without their secrets:
     * {@code CredEnumerateW}. Nothing secret is copied or decrypted.
     *
     * @return an empty list if there are none (1168)
     */
    List<Credential> list(CredentialFilter filter);

    /** As {@link #list}, with the secrets that the types return. The caller closes every element. */
    List<Credential> listWithSecrets(CredentialFilter filter);

    /**
     * Reports what the store holds but cannot read, which listings leave out: one failure per damaged or tampered file, naming it.
     *
     * @return empty if everything can be read, and always for the Windows Credential Manager, which says nothing about such credentials
     */
    default List<CredentialException> unreadable() {
        return List.of();
    }

    /**
     * Every credential in every namespace, without secrets: {@code CredEnumerateW} with {@code CRED_ENUMERATE_ALL_CREDENTIALS}. The TargetNames
     * read {@code namespace:attribute=name} (R38), and cannot be used with the other methods.
     *
     * @throws CredentialException {@link Reason#INVALID_FLAGS} where the system does not know the flag
     */
    List<Credential> listAllNamespaces();

    /**
     * The longest persistence that this session may store, for each defined type: {@code CredGetSessionTypes}.
     * {@link Persistence#NONE} means that the type cannot be stored here.
     */
    Map<CredentialType, Persistence> sessionTypes();

    /**
     * Runs several calls as one compound operation: until it ends, no other thread and no other process with this library changes the store. Readers
     * are not excluded; they see each change individually. Compound operations may be nested.
     *
     * @param operation calls this store, and neither prompts a user nor waits for anything else; what it throws is passed on
     * @throws CredentialException {@link Reason#BUSY} if another process or thread changes the store for the whole waiting time; then the operation
     *     was not started. A vault also fails an operation this way if its lock was lost and another process made use of that, see
     *     {@code docs/vault-format.md}: the next change is refused, and earlier ones stay
     */
    <T> T exclusively(Supplier<T> operation);

    /**
     * Whether the capacity of this store is limited and shared with other programs, as that of the Windows Credential Manager is (R28), so that what
     * is stored here must stay small. A key store then refuses entries of more than 65,536 bytes unless the setting {@code large-entries} allows
     * them.
     */
    default boolean sharesCapacity() {
        return false;
    }

    /** The state of this store, for the diagnostics. Never fails and changes nothing. */
    BackendStatus status();

    /** Releases what this object holds. Stored credentials stay. */
    @Override
    void close();
}
