package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A vault in files, one for each persisted credential, with the credentials of the session beside them in memory.
 *
 * <p>A file is found by its name, which follows from the key, so one credential costs the same in a small vault and in a large one. Readers take no
 * lock of the vault. A credential moves between session and file with {@link VaultPlace#moves} held, so no reader of this process misses it on
 * the way. Where both exist, another process wrote the file after the session's credential was made: the file counts.
 */
final class FileEntries implements VaultEntries {

    private final VaultConfiguration configuration;
    private final VaultFiles files;
    private final KeyFolder keyFolder;
    private final VaultPlace place;
    private final VaultAccess access;

    FileEntries(VaultConfiguration configuration, VaultFiles files, KeyFolder keyFolder) {
        this.configuration = configuration;
        this.files = files;
        this.keyFolder = keyFolder;
        place = files.place();
        access = new VaultAccess(configuration, files, keyFolder, place);
    }

    /** The credentials in files, which the caller closes; empty if there is no vault yet. */
    private Optional<PersistedCredentials> persisted() {
        return access.keys().map(keys -> new PersistedCredentials(files, keys));
    }

    @Override
    public Optional<Credential> read(CredentialKey key, boolean withSecret) {
        Optional<PersistedCredentials> persisted = persisted();
        place.moves.readLock().lock();
        try {
            Optional<PersistedCredentials.Stored> stored =
                    persisted.flatMap(p -> p.at(key).load());
            if (stored.isEmpty()) {
                return place.session.get(key, withSecret);
            }
            if (!place.session.contains(key)) {
                return stored.map(s -> s.reveal(withSecret));
            }
        } finally {
            place.moves.readLock().unlock();
            persisted.ifPresent(PersistedCredentials::close);
        }
        // Another process replaced the session's credential, which must not come back when that process deletes its
        // own.
        forget(key);
        return read(key, withSecret);
    }

    @Override
    public void write(Credential credential, boolean keepsSecret) {
        boolean toSession = credential.persistence().equals(Persistence.SESSION);
        if (toSession && access.headers().current().isEmpty()) {
            checkCapacity(credential.key(), Optional.empty());
            writeSession(Optional.empty(), credential, keepsSecret);
        } else {
            files.createFolder();
            VaultPlace.Held lock = lock();
            try (PersistedCredentials persisted = new PersistedCredentials(files, access.keysForWriting())) {
                PersistedCredentials.Place file = persisted.at(credential.key());
                file.checkReplaceable();
                checkCapacity(credential.key(), Optional.of(file));
                if (toSession) {
                    writeSession(Optional.of(file), credential, keepsSecret);
                } else {
                    writeFile(file, credential, keepsSecret);
                }
            } finally {
                lock.release();
            }
        }
        place.recordWritten(credential.key());
    }

    private VaultPlace.Held lock() {
        VaultPlace.Held lock = place.lock(files, configuration.lockPatience());
        files.removeLeftovers();
        return lock;
    }

    private void writeFile(PersistedCredentials.Place file, Credential credential, boolean keepsSecret) {
        CredentialKey key = credential.key();
        byte[] sealed = keepsSecret
                ? file.load()
                        .map(stored -> stored.file().sealedSecret())
                        .orElseGet(() -> sealSecretOfSession(file, key))
                : file.seal(credential.secret().orElseGet(Secret::empty));
        file.put(stamped(credential).build(), sealed);
        // A reader looks for the file first, so it finds this one before the session's credential is gone.
        forget(key);
    }

    private byte[] sealSecretOfSession(PersistedCredentials.Place file, CredentialKey key) {
        place.moves.readLock().lock();
        try (Secret secret = place.session.secretOf(key).orElseThrow(FileEntries::nothingToKeep)) {
            return file.seal(secret);
        } finally {
            place.moves.readLock().unlock();
        }
    }

    /** Puts the credential into the session and removes its file. */
    private void writeSession(Optional<PersistedCredentials.Place> file, Credential credential, boolean keepsSecret) {
        CredentialKey key = credential.key();
        place.moves.writeLock().lock();
        try {
            Secret secret = keepsSecret
                    ? file.flatMap(PersistedCredentials.Place::load)
                            .map(PersistedCredentials.Stored::secret)
                            .or(() -> place.session.secretOf(key))
                            .orElseThrow(FileEntries::nothingToKeep)
                    : credential.secret().map(Secret::copy).orElseGet(Secret::empty);
            try {
                file.ifPresent(PersistedCredentials.Place::delete);
            } catch (VaultFailure e) {
                if (e.reason() == Reason.NOT_APPLIED) {
                    // The file is gone, though perhaps not for good: the credential must not be lost with it.
                    place.session.put(stamped(credential).secret(secret).build());
                } else {
                    secret.close();
                }
                throw e;
            }
            place.session.put(stamped(credential).secret(secret).build());
        } finally {
            place.moves.writeLock().unlock();
        }
    }

    private Credential.Builder stamped(Credential credential) {
        return credential.toBuilder().lastWritten(configuration.now());
    }

    private static VaultFailure nothingToKeep() {
        return new VaultFailure(Reason.NOT_FOUND, "there is no credential whose secret could be kept");
    }

    /** Counts only if there is a limit: counting is the one thing that takes longer in a larger vault. */
    private void checkCapacity(CredentialKey key, Optional<PersistedCredentials.Place> file) {
        if (!configuration.limitsCapacity()
                || file.filter(PersistedCredentials.Place::exists).isPresent()) {
            return;
        }
        int inFiles = file.isPresent() ? files.entries().size() : 0;
        place.moves.readLock().lock();
        try {
            if (!place.session.contains(key)) {
                configuration.checkCapacity(inFiles + place.session.size() + 1);
            }
        } finally {
            place.moves.readLock().unlock();
        }
    }

    @Override
    public boolean remove(CredentialKey key) {
        Optional<PersistedCredentials> persisted = persisted();
        try {
            Optional<PersistedCredentials.Place> file =
                    persisted.map(p -> p.at(key)).filter(PersistedCredentials.Place::exists);
            return file.isPresent() ? removeFile(file.get(), key) : forget(key);
        } finally {
            persisted.ifPresent(PersistedCredentials::close);
        }
    }

    private boolean removeFile(PersistedCredentials.Place file, CredentialKey key) {
        VaultPlace.Held lock = lock();
        try {
            file.checkReplaceable();
            boolean hadFile = file.delete();
            return forget(key) || hadFile;
        } finally {
            lock.release();
        }
    }

    /** Removes a credential from the session, if it is there. */
    private boolean forget(CredentialKey key) {
        place.moves.writeLock().lock();
        try {
            return place.session.remove(key);
        } finally {
            place.moves.writeLock().unlock();
        }
    }

    @Override
    public List<Credential> list(CredentialFilter filter, boolean withSecrets, List<VaultFailure> failures) {
        Optional<PersistedCredentials> persisted = persisted();
        place.moves.readLock().lock();
        try {
            List<Credential> found =
                    persisted.map(p -> p.list(filter, withSecrets, failures)).orElseGet(ArrayList::new);
            Set<CredentialKey> inFiles = found.stream().map(Credential::key).collect(Collectors.toSet());
            for (Credential credential : place.session.list(filter, withSecrets)) {
                if (inFiles.contains(credential.key())) {
                    credential.close();
                } else {
                    found.add(credential);
                }
            }
            return found;
        } finally {
            place.moves.readLock().unlock();
            persisted.ifPresent(PersistedCredentials::close);
        }
    }

    @Override
    public <T> T exclusively(Supplier<T> operation) {
        files.createFolder();
        VaultPlace.Held lock = lock();
        try {
            return operation.get();
        } finally {
            lock.release();
        }
    }

    @Override
    public List<VaultFailure> unreadable() {
        List<VaultFailure> failures = new ArrayList<>(access.headers().failures());
        list(CredentialFilter.all(), true, failures).forEach(Credential::close);
        return failures;
    }

    @Override
    public boolean writtenThisSession(CredentialKey key) {
        return place.wasWritten(key);
    }

    @Override
    public boolean exists() {
        return access.headers().current().isPresent();
    }

    @Override
    public boolean isLocked() {
        return access.isLocked();
    }

    @Override
    public void unlock(char[] password) {
        access.unlock(password);
    }

    @Override
    public void changePassword(char[] password) {
        access.changePassword(password);
    }

    @Override
    public BackendStatus status() {
        return VaultStatus.of(configuration, files.folder(), keyFolder.file(), access);
    }

    @Override
    public void close() {
        access.close();
    }
}
