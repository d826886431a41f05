package io.github.wincred.vault;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.DerivedKeys;
import io.github.wincred.vault.crypto.MasterKeyCache;
import io.github.wincred.vault.crypto.Pbkdf2;
import io.github.wincred.vault.crypto.VaultHeader;
import io.github.wincred.vault.crypto.VaultHeader.Protection;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The way from a vault's header to its keys: opens, creates and re-keys a vault, for one store.
 *
 * <p>Every use looks at the header again, so that what other processes did to the vault is seen; as long as it is the same vault, its keys stay.
 * Safe for use by several threads.
 */
final class VaultAccess implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final String HEADER = "vault header";

    private final VaultConfiguration configuration;
    private final VaultFiles files;
    private final KeyFolder keyFolder;
    private final VaultPlace place;
    private final HeldKeys held = new HeldKeys();
    private final VaultPassword vaultPassword;
    private final Cleaner.Cleanable cleanable;

    VaultAccess(VaultConfiguration configuration, VaultFiles files, KeyFolder keyFolder, VaultPlace place) {
        this.configuration = configuration;
        this.files = files;
        this.keyFolder = keyFolder;
        this.place = place;
        vaultPassword = new VaultPassword(configuration, held);
        cleanable = CLEANER.register(this, held);
    }

    /** The keys of the vault, which the caller closes; empty if it does not exist. */
    synchronized Optional<DerivedKeys> keys(Attempt attempt) {
        if (!files.hasFolder(attempt)) {
            held.discardKeys();
            return Optional.empty();
        }
        VaultHeader known = held.header;
        DerivedKeys keys = held.keys;
        if (known != null && keys != null) {
            Optional<byte[]> first = files.readStart(attempt, files.header(), VaultHeader.MOST_BYTES);
            if (first.isPresent() && known.hasBytes(first.get())) {
                return Optional.of(keys.share());
            }
        }
        Optional<VaultHeader> header = HeaderPair.read(attempt, files).current();
        if (header.isEmpty()) {
            held.discardKeys();
            return Optional.empty();
        }
        return Optional.of(open(attempt, header.get()).share());
    }

    /** The keys of the vault for a write, which the caller closes, with the vault's lock held: creates the vault if need be, and mends its header. */
    synchronized DerivedKeys keysForWriting(Attempt attempt) {
        if (held.isClosed()) {
            // Without its password it would be made a vault with a key file.
            throw new IllegalStateException("the vault is closed");
        }
        HeaderPair headers = HeaderPair.read(attempt, files);
        boolean first = held.keys == null;
        DerivedKeys keys =
                headers.current().isPresent() ? open(attempt, headers.current().get()) : create(attempt);
        headers.current().ifPresent(header -> {
            for (Path stale : headers.stale()) {
                files.replace(attempt, stale, header.toBytes());
            }
        });
        if (first && held.lease == null) {
            keyFolder.removeLeftovers();
        }
        return keys.share();
    }

    private DerivedKeys open(Attempt attempt, VaultHeader header) {
        DerivedKeys known = held.keys;
        if (known != null && known.match(header.check())) {
            held.header = header;
            return known;
        }
        held.discardKeys();
        if (!isProtected(attempt, header)) {
            DerivedKeys keys = keysOfKeyFile(attempt, header);
            held.hold(header, keys, null);
            return keys;
        }
        byte[] bytes = vaultPassword
                .find(attempt)
                .orElseThrow(() ->
                        attempt.failure(Reason.LOCKED, "the vault " + files.folder() + " is locked by a password"));
        try {
            return openWithPassword(attempt, header, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private boolean isProtected(Attempt attempt, VaultHeader header) {
        return vaultPassword.protects(attempt, header, files.folder(), keyFolder.file());
    }

    /**
     * Fails if what is configured does not open the vault, or would not make one. A vault whose password nobody configured does not fail: it is
     * locked, and a program may bring the password.
     */
    synchronized void checkOpens(Attempt attempt, Optional<VaultHeader> header) {
        if (header.isPresent() && !isProtected(attempt, header.get())) {
            keysOfKeyFile(attempt, header.get()).close();
        } else if (header.isPresent() && hasPassword() && !held.isClosed()) {
            open(attempt, header.get());
        } else {
            vaultPassword.find(attempt).ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private DerivedKeys keysOfKeyFile(Attempt attempt, VaultHeader header) {
        byte[] masterKey = keyFolder
                .read(attempt)
                .orElseThrow(() -> attempt.failure(
                        Reason.UNUSABLE,
                        "the key file " + keyFolder.file() + " of the vault " + files.folder()
                                + " is missing; put it back from a backup, or name its place with vault.key-file."
                                + " Without it the credentials cannot be read"));
        try {
            DerivedKeys keys = new DerivedKeys(masterKey, header.id());
            if (!keys.match(header.check())) {
                keys.close();
                throw attempt.failure(
                        Reason.UNUSABLE,
                        "the key file " + keyFolder.file() + " belongs to another vault than " + files.folder()
                                + "; name the right one with vault.key-file");
            }
            return keys;
        } finally {
            Arrays.fill(masterKey, (byte) 0);
        }
    }

    private DerivedKeys openWithPassword(Attempt attempt, VaultHeader header, byte[] password) {
        VaultPassword.checkWhole(attempt, password);
        MasterKeyCache.Lease lease = MasterKeyCache.lease(header, password)
                .orElseThrow(() -> attempt.failure(
                        Reason.LOCKED,
                        "the password of the vault " + files.folder() + " is wrong",
                        new UnrecoverableKeyException("wrong password")));
        DerivedKeys known = held.keys;
        if (known != null && known.match(header.check())) {
            held.renew(header, lease); // other threads may be using the keys
            return known;
        }
        byte[] masterKey = lease.masterKey();
        try {
            DerivedKeys keys = new DerivedKeys(masterKey, header.id());
            if (!keys.match(header.check())) {
                keys.close();
                lease.close();
                throw attempt.damaged(files.header(), HEADER);
            }
            held.hold(header, keys, lease);
            return keys;
        } finally {
            Arrays.fill(masterKey, (byte) 0);
        }
    }

    private DerivedKeys create(Attempt attempt) {
        byte[] id = VaultHeader.newId();
        Optional<byte[]> given = vaultPassword.find(attempt);
        byte[] masterKey = given.isPresent() ? DerivedKeys.newMasterKey() : keyFolder.readOrCreate(attempt);
        try (DerivedKeys keys = new DerivedKeys(masterKey, id)) {
            VaultHeader header = given.map(bytes -> vaultPassword.wrap(attempt, id, keys.check(), 1, bytes, masterKey))
                    .orElseGet(() -> VaultHeader.forKeyFile(id, keys.check()));
            files.replace(attempt, files.header(), header.toBytes());
            files.replace(attempt, files.secondHeader(), header.toBytes());
            held.hold(
                    header,
                    keys.share(),
                    given.map(bytes -> MasterKeyCache.add(header, bytes, masterKey))
                            .orElse(null));
            return keys;
        } finally {
            Arrays.fill(masterKey, (byte) 0);
            given.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /** Whether a password was given, or is configured. */
    synchronized boolean hasPassword() {
        return vaultPassword.isKnown();
    }

    /** The header that counts at this moment, without any key. */
    synchronized HeaderPair headers(Attempt attempt) {
        return files.hasFolder(attempt) ? HeaderPair.read(attempt, files) : HeaderPair.ABSENT;
    }

    synchronized boolean isLocked(Attempt attempt) {
        return held.keys == null
                && !hasPassword()
                && headers(attempt)
                        .current()
                        .filter(header -> header.protection() == Protection.PASSWORD)
                        .isPresent();
    }

    synchronized void unlock(Attempt attempt, char[] password) {
        Optional<VaultHeader> header = headers(attempt).current();
        byte[] bytes = Pbkdf2.bytesOf(password);
        if (header.isEmpty()) {
            held.setPending(bytes);
            return;
        }
        try {
            if (isProtected(attempt, header.get())) {
                openWithPassword(attempt, header.get(), bytes);
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    void changePassword(Attempt attempt, char[] password) {
        byte[] bytes = Pbkdf2.bytesOf(password);
        try {
            if (mayChange(attempt, bytes)) {
                VaultPlace.Held lock = place.lock(attempt, files, configuration.lockPatience());
                try {
                    files.removeLeftovers();
                    change(attempt, bytes);
                } finally {
                    lock.release();
                }
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Settles what can be settled without the vault's lock, and opens the vault with its present password. */
    private synchronized boolean mayChange(Attempt attempt, byte[] newPassword) {
        Optional<VaultHeader> header = headers(attempt).current();
        if (header.isEmpty()) {
            held.setPending(newPassword.clone());
            return false;
        }
        if (!isProtected(attempt, header.get())) {
            return false;
        }
        open(attempt, header.get());
        MasterKeyCache.Lease lease = held.lease;
        return lease != null && lease.isOf(header.get()) && !lease.isPassword(newPassword);
    }

    /** Wraps the same master key anew: nothing but the header changes, and its first copy decides. */
    private synchronized void change(Attempt attempt, byte[] newPassword) {
        Optional<VaultHeader> header = headers(attempt).current();
        MasterKeyCache.Lease lease = held.lease;
        if (header.isEmpty() || lease == null || !lease.isOf(header.get())) {
            return; // another process changed the password meanwhile
        }
        VaultHeader old = header.get();
        byte[] masterKey = lease.masterKey();
        try {
            VaultHeader changed =
                    vaultPassword.wrap(attempt, old.id(), old.check(), old.generation() + 1, newPassword, masterKey);
            files.replace(attempt, files.header(), changed.toBytes());
            held.renew(changed, MasterKeyCache.add(changed, newPassword, masterKey));
            replaceSecond(attempt, changed);
        } finally {
            Arrays.fill(masterKey, (byte) 0);
        }
    }

    private void replaceSecond(Attempt attempt, VaultHeader header) {
        try {
            files.replace(attempt, files.secondHeader(), header.toBytes());
        } catch (CredentialException e) {
            throw attempt.failure(
                    Reason.NOT_APPLIED,
                    "the password was changed, but the old one still opens " + files.secondHeader()
                            + " until the next write replaces it",
                    e);
        }
    }

    @Override
    public synchronized void close() {
        cleanable.clean();
    }
}
