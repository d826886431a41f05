package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A vault in files, one for each persisted credential, with the credentials of the session beside them in memory.
 *
 * <p>A file is found by its name, which follows from the key, so one credential costs the same in a small vault and in a large one. Readers take no
 * lock of the vault. A credential moves between session and file with {@link VaultPlace#moves} held, so no reader of this process misses it on
 * the way. Where both exist, another process wrote the file after the session's credential was made: the file counts.
 */
final class FileEntries implements VaultEntries {

    private static final String WHAT = "credential file";

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
        place = VaultPlace.of(files.folder());
        access = new VaultAccess(configuration, files, keyFolder, place);
    }

    /** A credential's file as it was read, with what belongs to it. */
    private record Stored(Path path, EntryFile file, Credential.Builder metadata) {}

    @Override
    public Optional<Credential> read(String operation, CredentialKey key, boolean withSecret) {
        Attempt attempt = new Attempt(operation, key);
        Optional<VaultKeys> keys = access.keys(attempt);
        place.moves.readLock().lock();
        try {
            Optional<Credential> persisted = keys.flatMap(k -> load(attempt, k, files.entry(k.fileIdentity(key)))
                    .map(stored -> reveal(attempt, k, stored, withSecret)));
            if (persisted.isEmpty()) {
                return place.session.get(key, withSecret);
            }
            if (!place.session.contains(key)) {
                return persisted;
            }
        } finally {
            place.moves.readLock().unlock();
        }
        // Another process replaced it, and must not find it back when it deletes its own.
        forget(key);
        return read(operation, key, withSecret);
    }

    /** Reads a file and opens its metadata, which proves the whole of it; empty if there is no such file. */
    private Optional<Stored> load(Attempt attempt, VaultKeys keys, Path path) {
        Optional<byte[]> content = files.read(attempt, path, WHAT, EntryFile.MOST_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (EntryFile.kindOf(content.get()) == EntryFile.Kind.NEWER) {
            throw attempt.newer(path, WHAT);
        }
        byte[] identity = VaultFiles.identityOf(path);
        EntryFile file = EntryFile.parse(content.get()).orElseThrow(() -> attempt.damaged(path, WHAT));
        Credential.Builder metadata = file.metadata(keys, identity).orElseThrow(() -> attempt.damaged(path, WHAT));
        return Optional.of(new Stored(path, file, metadata));
    }

    private static Credential reveal(Attempt attempt, VaultKeys keys, Stored stored, boolean withSecret) {
        Credential described = stored.metadata.build();
        return withSecret && described.type().returnsSecret()
                ? described.toBuilder().secret(secret(attempt, keys, stored)).build()
                : described;
    }

    private static Secret secret(Attempt attempt, VaultKeys keys, Stored stored) {
        return stored.file
                .secret(keys, VaultFiles.identityOf(stored.path))
                .orElseThrow(() -> attempt.damaged(stored.path, WHAT));
    }

    @Override
    public void write(String operation, Credential credential, boolean keepsSecret) {
        Attempt attempt = new Attempt(operation, credential.key());
        if (credential.persistence().equals(Persistence.SESSION)
                && access.keys(attempt).isEmpty()) {
            writeSession(attempt, Optional.empty(), credential, keepsSecret);
        } else {
            files.createFolder(attempt);
            VaultPlace.Held lock = lock(attempt);
            try {
                VaultKeys keys = access.keysForWriting(attempt);
                if (credential.persistence().equals(Persistence.SESSION)) {
                    writeSession(attempt, Optional.of(keys), credential, keepsSecret);
                } else {
                    writeFile(attempt, keys, credential, keepsSecret);
                }
            } finally {
                lock.release();
            }
        }
        place.recordWritten(credential.key());
    }

    private VaultPlace.Held lock(Attempt attempt) {
        VaultPlace.Held lock = place.lock(attempt, files, configuration.lockPatience());
        try {
            files.removeLeftovers(attempt);
            return lock;
        } catch (RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    private void writeFile(Attempt attempt, VaultKeys keys, Credential credential, boolean keepsSecret) {
        byte[] identity = keys.fileIdentity(credential.key());
        Path path = files.entry(identity);
        boolean exists = checkReplaceable(attempt, path);
        byte[] secret = keepsSecret
                ? load(attempt, keys, path)
                        .map(stored -> stored.file.sealedSecret())
                        .orElseGet(() -> sealSecretOfSession(attempt, keys, identity, credential.key()))
                : sealSecret(keys, identity, credential);
        checkCapacity(attempt, credential.key(), exists);
        Credential stamped =
                credential.toBuilder().lastWritten(configuration.now()).build();
        files.replace(attempt, path, EntryFile.encode(keys, identity, stamped, secret));
        // A reader looks for the file first, so it finds this one before the session's is gone.
        forget(credential.key());
    }

    private static byte[] sealSecret(VaultKeys keys, byte[] identity, Credential credential) {
        return credential
                .secret()
                .map(secret -> EntryFile.sealSecret(keys, identity, secret))
                .orElseGet(() -> EntryFile.sealSecret(keys, identity, Secret.empty()));
    }

    private byte[] sealSecretOfSession(Attempt attempt, VaultKeys keys, byte[] identity, CredentialKey key) {
        try (Secret secret = sessionSecret(key).orElseThrow(() -> nothingToKeep(attempt))) {
            return EntryFile.sealSecret(keys, identity, secret);
        }
    }

    private Optional<Secret> sessionSecret(CredentialKey key) {
        place.moves.readLock().lock();
        try {
            return place.session.secretOf(key);
        } finally {
            place.moves.readLock().unlock();
        }
    }

    private static CredentialException nothingToKeep(Attempt attempt) {
        return attempt.failure(Reason.NOT_FOUND, "there is no credential whose secret could be kept");
    }

    /** Puts the credential into the session and removes its file. Without keys there is no vault and hence no file. */
    private void writeSession(Attempt attempt, Optional<VaultKeys> keys, Credential credential, boolean keepsSecret) {
        Optional<Path> path = keys.map(k -> files.entry(k.fileIdentity(credential.key())));
        boolean exists = path.isPresent() && checkReplaceable(attempt, path.get());
        checkCapacity(attempt, credential.key(), exists);
        place.moves.writeLock().lock();
        try {
            Secret secret = keepsSecret
                    ? keys.flatMap(k -> load(attempt, k, path.orElseThrow()).map(stored -> secret(attempt, k, stored)))
                            .or(() -> place.session.secretOf(credential.key()))
                            .orElseThrow(() -> nothingToKeep(attempt))
                    : credential.secret().map(Secret::copy).orElseGet(Secret::empty);
            Credential stamped = credential.toBuilder()
                    .lastWritten(configuration.now())
                    .secret(secret)
                    .build();
            if (exists) {
                files.delete(attempt, path.orElseThrow());
            }
            place.session.put(stamped);
        } finally {
            place.moves.writeLock().unlock();
        }
    }

    /** Whether there is a file; one of a newer format is left alone, a damaged one may be replaced. */
    private boolean checkReplaceable(Attempt attempt, Path path) {
        if (!files.exists(path)) {
            return false;
        }
        Optional<byte[]> start = files.readStart(attempt, path, EntryFile.HEAD_BYTES);
        if (start.map(EntryFile::kindOf).orElse(EntryFile.Kind.DAMAGED) == EntryFile.Kind.NEWER) {
            throw attempt.newer(path, WHAT);
        }
        return true;
    }

    /** Counts only if there is a limit: counting is the one thing that takes longer in a larger vault. */
    private void checkCapacity(Attempt attempt, CredentialKey key, boolean fileExists) {
        if (!configuration.limitsCapacity() || fileExists) {
            return;
        }
        int inFiles = files.entries(attempt).size();
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
        Optional<Path> path = access.keys(attempt)
                .map(keys -> files.entry(keys.fileIdentity(key)))
                .filter(files::exists);
        if (path.isEmpty()) {
            return forget(key);
        }
        VaultPlace.Held lock = lock(attempt);
        try {
            checkReplaceable(attempt, path.get());
            boolean hadFile = files.delete(attempt, path.get());
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
        List<Credential> found = list(operation, filter, withSecrets, failures);
        report.log(files.folder(), failures);
        return found;
    }

    private List<Credential> list(
            String operation, CredentialFilter filter, boolean withSecrets, List<CredentialException> failures) {
        Attempt attempt = new Attempt(operation, null);
        Optional<VaultKeys> keys = access.keys(attempt);
        List<Credential> found = new ArrayList<>();
        place.moves.readLock().lock();
        try {
            Set<CredentialKey> inFiles = new HashSet<>();
            if (keys.isPresent()) {
                for (Path path : files.entries(attempt)) {
                    try {
                        load(attempt, keys.get(), path)
                                .filter(stored ->
                                        filter.matches(stored.metadata.build().targetName()))
                                .ifPresent(stored -> found.add(reveal(attempt, keys.get(), stored, withSecrets)));
                    } catch (CredentialException e) {
                        failures.add(e);
                    }
                }
            }
            found.forEach(credential -> inFiles.add(credential.key()));
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
        }
    }

    @Override
    public List<CredentialException> unreadable(String operation) {
        Attempt attempt = new Attempt(operation, null);
        List<CredentialException> failures =
                new ArrayList<>(access.headers(attempt).failures());
        list(operation, CredentialFilter.all(), true, failures).forEach(Credential::close);
        return failures;
    }

    @Override
    public boolean writtenThisSession(CredentialKey key) {
        return place.wasWritten(key);
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
