package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.DerivedKeys;
import io.github.wincred.vault.crypto.MasterKeyCache;
import io.github.wincred.vault.crypto.Pbkdf2;
import io.github.wincred.vault.crypto.VaultHeader;
import io.github.wincred.vault.crypto.VaultHeader.Protection;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens, creates and re-keys a vault, for one store: the way from its header to its keys.
 *
 * <p>Every use reads the header again, to see what other processes did to the vault; as long as it is the same vault, its keys are kept. Safe for use
 * by several threads.
 */
final class VaultAccess implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final String HEADER = "vault header";

    private final VaultConfiguration configuration;
    private final VaultFiles files;
    private final KeyFolder keyFolder;
    private final OpenVault held;
    private final Cleaner.Cleanable cleanable;

    VaultAccess(VaultConfiguration configuration, VaultFiles files) {
        this.configuration = configuration;
        this.files = files;
        keyFolder = configuration.keyFile();
        held = new OpenVault(configuration);
        cleanable = CLEANER.register(this, held);
    }

    VaultFiles files() {
        return files;
    }

    Path keyFile() {
        return keyFolder.file();
    }

    /** Carries out an operation with the vault's lock held. */
    <T> T locked(Supplier<T> operation) {
        return files.locked(configuration.lockPatience(), operation);
    }

    /** The credentials of the vault, which the caller closes; empty if it does not exist. */
    Optional<PersistedCredentials> credentials() {
        return keys().map(keys -> new PersistedCredentials(files, keys));
    }

    private synchronized Optional<DerivedKeys> keys() {
        boolean hasFolder = files.hasFolder();
        VaultHeader known = held.header;
        DerivedKeys keys = held.keys;
        if (hasFolder && known != null && keys != null) {
            Optional<byte[]> first = files.guarded().readStart(files.header(), VaultHeader.MOST_BYTES);
            if (first.filter(known::hasBytes).isPresent()) {
                return Optional.of(keys.share());
            }
        }
        Optional<VaultHeader> header = hasFolder ? HeaderPair.read(files).current() : Optional.empty();
        if (header.isEmpty()) {
            held.discardKeys();
        }
        return header.map(this::open).map(DerivedKeys::share);
    }

    /**
     * The credentials for a write, which the caller closes; called with the vault's lock held. Creates the vault if necessary, and repairs its
     * header.
     */
    synchronized PersistedCredentials credentialsForWriting() {
        if (held.isClosed()) {
            // Without its password, it would be created as a vault with a key file.
            throw new IllegalStateException("the vault is closed");
        }
        HeaderPair headers = HeaderPair.read(files);
        boolean first = held.keys == null;
        DerivedKeys keys =
                headers.current().isPresent() ? open(headers.current().get()) : create();
        headers.current().ifPresent(header -> {
            for (Path stale : headers.stale()) {
                files.replace(stale, header.toBytes());
            }
        });
        if (first && held.lease == null) {
            keyFolder.removeLeftovers();
        }
        return new PersistedCredentials(files, keys.share());
    }

    private DerivedKeys open(VaultHeader header) {
        Optional<DerivedKeys> known = held.keysOf(header);
        if (known.isPresent()) {
            held.header = header;
            return known.get();
        }
        held.discardKeys();
        if (!isProtected(header)) {
            DerivedKeys keys = keysOfKeyFile(header);
            held.hold(header, keys, null);
            return keys;
        }
        byte[] bytes = held.password()
                .orElseThrow(
                        () -> VaultFailure.locked("the vault " + files.folder() + " is locked by a password", null));
        try {
            return openWithPassword(header, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private boolean isProtected(VaultHeader header) {
        return held.hasPassword(header, keyFolder.file());
    }

    /**
     * Fails if the configuration does not open the vault, or would not create one. A vault whose password is not configured does not fail: it is
     * locked, and a program may supply the password.
     */
    synchronized void checkOpens(Optional<VaultHeader> header) {
        if (header.isPresent() && !isProtected(header.get())) {
            keysOfKeyFile(header.get()).close();
        } else if (header.isPresent() && hasPassword() && !held.isClosed()) {
            open(header.get());
        } else {
            held.password().ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private DerivedKeys keysOfKeyFile(VaultHeader header) {
        byte[] masterKey = keyFolder
                .read()
                .orElseThrow(() -> new VaultFailure(
                        Reason.UNUSABLE,
                        "the key file " + keyFolder.file() + " of the vault " + files.folder()
                                + " is missing; put it back from a backup, or name its place with vault.key-file."
                                + " Without it the credentials cannot be read"));
        try {
            return DerivedKeys.of(header, masterKey)
                    .orElseThrow(() -> new VaultFailure(
                            Reason.UNUSABLE,
                            "the key file " + keyFolder.file() + " belongs to another vault than " + files.folder()
                                    + "; name the right one with vault.key-file"));
        } finally {
            Arrays.fill(masterKey, (byte) 0);
        }
    }

    private DerivedKeys openWithPassword(VaultHeader header, byte[] password) {
        MasterKeyCache.Lease lease = held.lease(header, password);
        Optional<DerivedKeys> known = held.keysOf(header);
        if (known.isPresent()) {
            held.renew(header, lease); // other threads may be using the keys
            return known.get();
        }
        byte[] masterKey = lease.masterKey();
        try {
            DerivedKeys keys = DerivedKeys.of(header, masterKey).orElseThrow(() -> {
                lease.close();
                return VaultFailure.damaged(files.header(), HEADER);
            });
            held.hold(header, keys, lease);
            return keys;
        } finally {
            Arrays.fill(masterKey, (byte) 0);
        }
    }

    private DerivedKeys create() {
        byte[] id = VaultHeader.newId();
        Optional<byte[]> given = held.password();
        byte[] masterKey = given.isPresent() ? DerivedKeys.newMasterKey() : keyFolder.readOrCreate();
        try (DerivedKeys keys = new DerivedKeys(masterKey, id)) {
            VaultHeader header = given.map(bytes -> held.wrap(id, keys.check(), 1, bytes, masterKey))
                    .orElseGet(() -> VaultHeader.forKeyFile(id, keys.check()));
            files.replace(files.header(), header.toBytes());
            files.replace(files.secondHeader(), header.toBytes());
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
        return held.knowsPassword();
    }

    /** The current header, without any key. */
    synchronized HeaderPair headers() {
        return files.hasFolder() ? HeaderPair.read(files) : HeaderPair.ABSENT;
    }

    boolean exists() {
        return headers().current().isPresent();
    }

    synchronized boolean isLocked() {
        return held.keys == null
                && !hasPassword()
                && headers()
                        .current()
                        .filter(header -> header.protection() == Protection.PASSWORD)
                        .isPresent();
    }

    synchronized void unlock(char[] password) {
        Optional<VaultHeader> header = headers().current();
        byte[] bytes = Pbkdf2.bytesOf(password);
        if (header.isEmpty()) {
            held.setPending(bytes);
            return;
        }
        try {
            if (isProtected(header.get())) {
                openWithPassword(header.get(), bytes);
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    void changePassword(char[] password) {
        byte[] bytes = Pbkdf2.bytesOf(password);
        try {
            if (mayChange(bytes)) {
                locked(() -> change(bytes));
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Decides what can be decided without the vault's lock, and opens the vault with its present password. */
    private synchronized boolean mayChange(byte[] newPassword) {
        Optional<VaultHeader> header = headers().current();
        if (header.isEmpty()) {
            held.setPending(newPassword.clone());
            return false;
        }
        if (!isProtected(header.get())) {
            return false;
        }
        open(header.get());
        MasterKeyCache.Lease lease = held.lease;
        return lease != null && lease.isOf(header.get()) && !lease.isPassword(newPassword);
    }

    /** Wraps the same master key again: only the header changes, and its first copy decides. */
    private synchronized boolean change(byte[] newPassword) {
        Optional<VaultHeader> header = headers().current();
        MasterKeyCache.Lease lease = held.lease;
        if (header.isEmpty() || lease == null || !lease.isOf(header.get())) {
            return false; // another process changed the password meanwhile
        }
        VaultHeader old = header.get();
        byte[] masterKey = lease.masterKey();
        try {
            VaultHeader changed = held.wrap(old.id(), old.check(), old.generation() + 1, newPassword, masterKey);
            files.replace(files.header(), changed.toBytes());
            held.renew(changed, MasterKeyCache.add(changed, newPassword, masterKey));
            replaceSecond(changed);
            return true;
        } finally {
            Arrays.fill(masterKey, (byte) 0);
        }
    }

    private void replaceSecond(VaultHeader header) {
        try {
            files.replace(files.secondHeader(), header.toBytes());
        } catch (VaultFailure e) {
            throw new VaultFailure(
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
