package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.PersistedCredentials.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The credentials of a vault: one file for each persisted one, the others in memory. A vault in memory has no files. Provides the atomicity and the
 * lifetime that {@link io.github.wincred.credential.CredentialStore} promises; what may be written, and how a type presents itself, is decided by its
 * caller. A secret of a type that does not return it (R22) is stored, and never handed out.
 *
 * <p>A file's name follows from the key, so one credential costs the same in a small vault and in a large one. Readers do not lock the vault. A
 * credential moves between session and file with {@link SessionCredentials#moves} held, so no reader of this process misses it meanwhile. If both
 * exist, another process wrote the file after the session's credential was created: the file counts.
 */
final class VaultContent implements AutoCloseable {

    private final VaultConfiguration configuration;
    private final Optional<VaultAccess> access;
    private final SessionCredentials session;

    VaultContent(VaultConfiguration configuration) {
        this.configuration = configuration;
        access = configuration.files().map(files -> new VaultAccess(configuration, files));
        session = access.map(vault -> vault.files().place().session).orElseGet(configuration::memory);
    }

    /** The credentials in files, which the caller closes; empty if there is no vault in files, or not yet. */
    private Optional<PersistedCredentials> persisted() {
        return access.flatMap(VaultAccess::credentials);
    }

    /** The credential with this key; with the secret only if requested and the type returns it. */
    Optional<Credential> read(CredentialKey key, boolean withSecret) {
        Optional<PersistedCredentials> persisted = persisted();
        session.moves.readLock().lock();
        try {
            Optional<PersistedCredentials.Stored> stored =
                    persisted.flatMap(p -> p.at(key).load());
            if (stored.isEmpty()) {
                return session.get(key, withSecret);
            }
            if (!session.contains(key)) {
                return stored.map(s -> s.reveal(withSecret));
            }
        } finally {
            session.moves.readLock().unlock();
            persisted.ifPresent(PersistedCredentials::close);
        }
        // Another process replaced the session's credential, which must not come back when that process deletes its
        // own.
        forget(key);
        return read(key, withSecret);
    }

    /**
     * Stores the credential, stamped with the time of the write (R10), and replaces the one with its key, whatever the persistence of either (R18).
     *
     * @param keepsSecret whether the stored secret is kept (R11); without a stored credential that is {@link Reason#NOT_FOUND}
     */
    void write(Credential credential, boolean keepsSecret) {
        boolean toSession = access.isEmpty() || credential.persistence().equals(Persistence.SESSION);
        if (toSession && access.filter(VaultAccess::exists).isEmpty()) {
            writeSession(Optional.empty(), credential, keepsSecret);
        } else {
            exclusively(() -> {
                try (PersistedCredentials persisted = access.orElseThrow().credentialsForWriting()) {
                    Place file = persisted.at(credential.key());
                    file.checkReplaceable();
                    if (toSession) {
                        writeSession(Optional.of(file), credential, keepsSecret);
                    } else {
                        writeFile(file, credential, keepsSecret);
                    }
                    return true;
                }
            });
        }
        session.recordWritten(credential.key());
    }

    private void writeFile(Place file, Credential credential, boolean keepsSecret) {
        CredentialKey key = credential.key();
        checkCapacity(key, Optional.of(file));
        byte[] sealed = keepsSecret
                ? file.load()
                        .map(stored -> stored.file().sealedSecret())
                        .orElseGet(() -> sealSecretOfSession(file, key))
                : file.seal(credential.secret().orElseGet(Secret::empty));
        file.put(stamped(credential).build(), sealed);
        // A reader looks for the file first, so it finds this one before the session's credential disappears.
        forget(key);
    }

    private byte[] sealSecretOfSession(Place file, CredentialKey key) {
        session.moves.readLock().lock();
        try (Secret secret = session.secretOf(key).orElseThrow(VaultContent::nothingToKeep)) {
            return file.seal(secret);
        } finally {
            session.moves.readLock().unlock();
        }
    }

    /** Puts the credential into the session and removes its file. */
    private void writeSession(Optional<Place> file, Credential credential, boolean keepsSecret) {
        CredentialKey key = credential.key();
        session.moves.writeLock().lock();
        try {
            checkCapacity(key, file);
            Secret secret = keepsSecret
                    ? file.flatMap(Place::load)
                            .map(PersistedCredentials.Stored::secret)
                            .or(() -> session.secretOf(key))
                            .orElseThrow(VaultContent::nothingToKeep)
                    : credential.secret().map(Secret::copy).orElseGet(Secret::empty);
            try {
                file.ifPresent(Place::delete);
            } catch (VaultFailure e) {
                if (e.reason() == Reason.NOT_APPLIED) {
                    // The file is deleted, though perhaps not durably: the credential must not be lost with it.
                    session.put(stamped(credential).secret(secret).build());
                } else {
                    secret.close();
                }
                throw e;
            }
            session.put(stamped(credential).secret(secret).build());
        } finally {
            session.moves.writeLock().unlock();
        }
    }

    private Credential.Builder stamped(Credential credential) {
        return credential.toBuilder().lastWritten(configuration.now());
    }

    private static VaultFailure nothingToKeep() {
        return new VaultFailure(Reason.NOT_FOUND, "there is no credential whose secret could be kept; give a secret");
    }

    /** Counts only if there is a limit, since only counting takes longer in a larger vault. */
    private void checkCapacity(CredentialKey key, Optional<Place> file) {
        if (!configuration.limitsCapacity() || file.filter(Place::exists).isPresent()) {
            return;
        }
        int inFiles = access.map(vault -> vault.files().entries().size()).orElse(0);
        session.moves.readLock().lock();
        try {
            if (!session.contains(key)) {
                configuration.checkCapacity(inFiles + session.size() + 1);
            }
        } finally {
            session.moves.readLock().unlock();
        }
    }

    /** Removes the credential; false if there was none. */
    boolean remove(CredentialKey key) {
        Optional<PersistedCredentials> persisted = persisted();
        try {
            Optional<Place> file = persisted.map(p -> p.at(key)).filter(Place::exists);
            return file.isPresent() ? removeFile(file.get(), key) : forget(key);
        } finally {
            persisted.ifPresent(PersistedCredentials::close);
        }
    }

    private boolean removeFile(Place file, CredentialKey key) {
        return access.orElseThrow().locked(() -> {
            file.checkReplaceable();
            boolean hadFile = file.delete();
            return forget(key) || hadFile;
        });
    }

    /** Removes a credential from the session, if present. */
    private boolean forget(CredentialKey key) {
        session.moves.writeLock().lock();
        try {
            return session.remove(key);
        } finally {
            session.moves.writeLock().unlock();
        }
    }

    /** The readable credentials that the filter covers; each unreadable file adds a failure to {@code failures}. */
    List<Credential> list(CredentialFilter filter, boolean withSecrets, List<VaultFailure> failures) {
        Optional<PersistedCredentials> persisted = persisted();
        session.moves.readLock().lock();
        try {
            List<Credential> found =
                    persisted.map(p -> p.list(filter, withSecrets, failures)).orElseGet(ArrayList::new);
            Set<CredentialKey> inFiles = found.stream().map(Credential::key).collect(Collectors.toSet());
            for (Credential credential : session.list(filter, withSecrets)) {
                if (inFiles.contains(credential.key())) {
                    credential.close();
                } else {
                    found.add(credential);
                }
            }
            return found;
        } finally {
            session.moves.readLock().unlock();
            persisted.ifPresent(PersistedCredentials::close);
        }
    }

    /** As {@link io.github.wincred.credential.CredentialStore#exclusively}. */
    <T> T exclusively(Supplier<T> operation) {
        if (access.isPresent()) {
            access.get().files().createFolder();
            return access.get().locked(operation);
        }
        session.moves.writeLock().lock();
        try {
            return operation.get();
        } finally {
            session.moves.writeLock().unlock();
        }
    }

    /** One failure for each stored item that cannot be read. */
    List<VaultFailure> unreadable() {
        List<VaultFailure> failures =
                access.map(vault -> new ArrayList<>(vault.headers().failures())).orElseGet(ArrayList::new);
        list(CredentialFilter.all(), true, failures).forEach(Credential::close);
        return failures;
    }

    /** Whether this process wrote the credential. */
    boolean writtenThisSession(CredentialKey key) {
        return session.wasWritten(key);
    }

    /** As {@link io.github.wincred.credential.PasswordProtectedStore#exists()}; a vault in memory always exists. */
    boolean exists() {
        return access.map(VaultAccess::exists).orElse(true);
    }

    String location() {
        return configuration.location();
    }

    boolean isLocked() {
        return access.filter(VaultAccess::isLocked).isPresent();
    }

    /** Unlocks a vault in files; a vault in memory has no protection beyond the process itself. */
    void unlock(char[] password) {
        access.ifPresent(vault -> vault.unlock(password));
    }

    void changePassword(char[] password) {
        access.ifPresent(vault -> vault.changePassword(password));
    }

    BackendStatus status() {
        return access.map(vault -> VaultStatus.of(configuration, vault)).orElseGet(VaultStatus::inMemory);
    }

    /** Wipes the keys. The credentials of the session stay, for other stores of the process. */
    @Override
    public void close() {
        access.ifPresent(VaultAccess::close);
    }
}
