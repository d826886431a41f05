package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
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
    private final UnreadableReport report = new UnreadableReport();

    FileEntries(VaultConfiguration configuration, VaultFiles files, KeyFolder keyFolder) {
        this.configuration = configuration;
        this.files = files;
        this.keyFolder = keyFolder;
        place = files.place();
        access = new VaultAccess(configuration, files, keyFolder, place);
    }

    /** The credentials in files, which the caller closes; empty if there is no vault yet. */
    private Optional<PersistedCredentials> persisted(Attempt attempt) {
        return access.keys(attempt).map(keys -> new PersistedCredentials(files, keys));
    }

    @Override
    public Optional<Credential> read(String operation, CredentialKey key, boolean withSecret) {
        Attempt attempt = new Attempt(operation, key);
        Optional<PersistedCredentials> persisted = persisted(attempt);
        place.moves.readLock().lock();
        try {
            Optional<PersistedCredentials.Stored> stored = persisted.flatMap(p -> p.load(attempt, key));
            if (stored.isEmpty()) {
                return place.session.get(key, withSecret);
            }
            if (!place.session.contains(key)) {
                return stored.map(s -> s.reveal(attempt, withSecret));
            }
        } finally {
            place.moves.readLock().unlock();
            persisted.ifPresent(PersistedCredentials::close);
        }
        // Another process replaced the session's credential, which must not come back when that process deletes its
        // own.
        forget(key);
        return read(operation, key, withSecret);
    }

    @Override
    public void write(String operation, Credential credential, boolean keepsSecret) {
        Attempt attempt = new Attempt(operation, credential.key());
        boolean toSession = credential.persistence().equals(Persistence.SESSION);
        if (toSession && access.headers(attempt).current().isEmpty()) {
            writeSession(attempt, Optional.empty(), credential, keepsSecret);
        } else {
            files.createFolder(attempt);
            VaultPlace.Held lock = lock(attempt);
            try (PersistedCredentials persisted = new PersistedCredentials(files, access.keysForWriting(attempt))) {
                persisted.checkReplaceable(attempt, credential.key());
                if (toSession) {
                    writeSession(attempt, Optional.of(persisted), credential, keepsSecret);
                } else {
                    writeFile(attempt, persisted, credential, keepsSecret);
                }
            } finally {
                lock.release();
            }
        }
        place.recordWritten(credential.key());
    }

    private VaultPlace.Held lock(Attempt attempt) {
        VaultPlace.Held lock = place.lock(attempt, files, configuration.lockPatience());
        files.removeLeftovers();
        return lock;
    }

    private void writeFile(
            Attempt attempt, PersistedCredentials persisted, Credential credential, boolean keepsSecret) {
        CredentialKey key = credential.key();
        checkCapacity(attempt, Optional.of(persisted), key);
        byte[] sealed = keepsSecret
                ? persisted
                        .load(attempt, key)
                        .map(PersistedCredentials.Stored::sealedSecret)
                        .orElseGet(() -> sealSecretOfSession(attempt, persisted, key))
                : persisted.sealSecret(key, credential.secret().orElseGet(Secret::empty));
        persisted.put(attempt, stamped(credential).build(), sealed);
        // A reader looks for the file first, so it finds this one before the session's credential is gone.
        forget(key);
    }

    private byte[] sealSecretOfSession(Attempt attempt, PersistedCredentials persisted, CredentialKey key) {
        place.moves.readLock().lock();
        try (Secret secret = place.session.secretOf(key).orElseThrow(() -> nothingToKeep(attempt))) {
            return persisted.sealSecret(key, secret);
        } finally {
            place.moves.readLock().unlock();
        }
    }

    /** Puts the credential into the session and removes its file. */
    private void writeSession(
            Attempt attempt, Optional<PersistedCredentials> persisted, Credential credential, boolean keepsSecret) {
        CredentialKey key = credential.key();
        checkCapacity(attempt, persisted, key);
        place.moves.writeLock().lock();
        try {
            Secret secret = keepsSecret
                    ? persisted
                            .flatMap(p -> p.load(attempt, key))
                            .map(stored -> stored.secret(attempt))
                            .or(() -> place.session.secretOf(key))
                            .orElseThrow(() -> nothingToKeep(attempt))
                    : credential.secret().map(Secret::copy).orElseGet(Secret::empty);
            try {
                persisted.ifPresent(p -> p.delete(attempt, key));
            } catch (CredentialException e) {
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

    private static CredentialException nothingToKeep(Attempt attempt) {
        return attempt.failure(Reason.NOT_FOUND, "there is no credential whose secret could be kept");
    }

    /** Counts only if there is a limit: counting is the one thing that takes longer in a larger vault. */
    private void checkCapacity(Attempt attempt, Optional<PersistedCredentials> persisted, CredentialKey key) {
        if (!configuration.limitsCapacity()
                || persisted.filter(p -> p.exists(key)).isPresent()) {
            return;
        }
        int inFiles = persisted.map(p -> p.count(attempt)).orElse(0);
        place.moves.readLock().lock();
        try {
            if (!place.session.contains(key)) {
                configuration.checkCapacity(attempt.operation(), key, inFiles + place.session.size() + 1);
            }
        } finally {
            place.moves.readLock().unlock();
        }
    }

    @Override
    public boolean remove(String operation, CredentialKey key) {
        Attempt attempt = new Attempt(operation, key);
        Optional<PersistedCredentials> persisted = persisted(attempt);
        try {
            return persisted.filter(p -> p.exists(key)).isPresent()
                    ? removeFile(attempt, persisted.get(), key)
                    : forget(key);
        } finally {
            persisted.ifPresent(PersistedCredentials::close);
        }
    }

    private boolean removeFile(Attempt attempt, PersistedCredentials persisted, CredentialKey key) {
        VaultPlace.Held lock = lock(attempt);
        try {
            persisted.checkReplaceable(attempt, key);
            boolean hadFile = persisted.delete(attempt, key);
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
    public List<Credential> list(String operation, CredentialFilter filter, boolean withSecrets) {
        List<CredentialException> failures = new ArrayList<>();
        List<Credential> found = list(new Attempt(operation, null), filter, withSecrets, failures);
        report.log(files.folder(), failures);
        return found;
    }

    private List<Credential> list(
            Attempt attempt, CredentialFilter filter, boolean withSecrets, List<CredentialException> failures) {
        Optional<PersistedCredentials> persisted = persisted(attempt);
        place.moves.readLock().lock();
        try {
            List<Credential> found = persisted
                    .map(p -> p.list(attempt, filter, withSecrets, failures))
                    .orElseGet(ArrayList::new);
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
    public <T> T exclusively(String name, Supplier<T> operation) {
        Attempt attempt = new Attempt(name, null);
        files.createFolder(attempt);
        VaultPlace.Held lock = lock(attempt);
        try {
            return operation.get();
        } finally {
            lock.release();
        }
    }

    @Override
    public List<CredentialException> unreadable(String operation) {
        Attempt attempt = new Attempt(operation, null);
        List<CredentialException> failures =
                new ArrayList<>(access.headers(attempt).failures());
        list(attempt, CredentialFilter.all(), true, failures).forEach(Credential::close);
        return failures;
    }

    @Override
    public boolean writtenThisSession(CredentialKey key) {
        return place.wasWritten(key);
    }

    @Override
    public boolean exists() {
        return access.headers(new Attempt("exists", null)).current().isPresent();
    }

    @Override
    public boolean isLocked() {
        return access.isLocked(new Attempt("isLocked", null));
    }

    @Override
    public void unlock(char[] password) {
        access.unlock(new Attempt("unlock", null), password);
    }

    @Override
    public void changePassword(char[] password) {
        access.changePassword(new Attempt("changePassword", null), password);
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
