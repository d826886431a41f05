package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.DerivedKeys;
import io.github.wincred.vault.crypto.MasterKeyCache;
import io.github.wincred.vault.crypto.Pbkdf2;
import io.github.wincred.vault.crypto.VaultHeader;
import java.nio.file.Path;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one store holds of its vault: the keys, once it is open, and a password that was given. A separate object, so that it can be wiped when the
 * store becomes unreachable without being closed: a {@code KeyStore} cannot be closed.
 *
 * <p>Guarded by the owning {@link VaultAccess}.
 */
final class OpenVault implements Runnable {

    /** The header that the keys belong to. */
    @Nullable
    VaultHeader header;

    /** The keys of the open vault. */
    @Nullable
    DerivedKeys keys;

    /** The master key of the open vault, if it has a password. */
    MasterKeyCache.@Nullable Lease lease;

    /** A password that was given before the vault existed. */
    private byte @Nullable [] pendingPassword;

    private final VaultConfiguration configuration;
    private boolean closed;

    OpenVault(VaultConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The held keys, if they belong to the vault with this header. */
    Optional<DerivedKeys> keysOf(VaultHeader other) {
        return Optional.ofNullable(keys).filter(known -> known.match(other));
    }

    /**
     * Holds the keys of a vault that was just opened, replacing everything before.
     *
     * @throws IllegalStateException if another thread has closed the store meanwhile; the keys are wiped
     */
    void hold(VaultHeader header, DerivedKeys keys, MasterKeyCache.@Nullable Lease lease) {
        discardKeys();
        setPending(null);
        this.header = header;
        this.keys = keys;
        this.lease = lease;
        if (closed) {
            discardKeys();
            throw new IllegalStateException("the vault is closed");
        }
    }

    /** Keeps the same keys, under a header with another password. */
    void renew(VaultHeader newHeader, MasterKeyCache.Lease newLease) {
        if (lease != null) {
            lease.close();
        }
        lease = newLease;
        header = newHeader;
        setPending(null);
    }

    /** Releases the keys, which are wiped as soon as nobody else uses them. */
    void discardKeys() {
        if (keys != null) {
            keys.close();
            keys = null;
        }
        if (lease != null) {
            lease.close();
            lease = null;
        }
        header = null;
    }

    boolean isClosed() {
        return closed;
    }

    void setPending(byte @Nullable [] password) {
        if (pendingPassword != null) {
            Arrays.fill(pendingPassword, (byte) 0);
        }
        pendingPassword = password;
    }

    /**
     * Whether a vault has a password. A password configured for a vault with a key file is refused, since it would protect nothing; one given by a
     * program is ignored there, because keytool passes one to every key store.
     */
    boolean hasPassword(VaultHeader header, Path keyFile) {
        boolean protects = header.protection() == VaultHeader.Protection.PASSWORD;
        if (!protects && configuration.hasPassword()) {
            throw new VaultFailure(
                    Reason.UNUSABLE,
                    "the vault " + configuration.location() + " was made without a password, and its key file "
                            + keyFile
                            + " opens it: the configured password protects nothing. Remove vault.password or"
                            + " vault.password-file from the settings, or name another folder with vault.folder, where a vault"
                            + " with that password is made, and copy the entries there");
        }
        return protects;
    }

    /** Whether a password was given, or is configured. */
    boolean knowsPassword() {
        return pendingPassword != null || configuration.hasPassword();
    }

    /** A copy of the given password, or else of the configured one, which the caller wipes; empty if there is neither. */
    Optional<byte[]> password() {
        return pendingPassword != null
                ? Optional.of(pendingPassword.clone())
                : configuration.password().map(OpenVault::bytesOfConfigured);
    }

    private static byte[] bytesOfConfigured(char[] password) {
        if (password.length == 0) {
            throw VaultFailure.locked("the password that is configured for the vault is empty", null);
        }
        try {
            return Pbkdf2.bytesOf(password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** The master key that a password unlocks. */
    MasterKeyCache.Lease lease(VaultHeader locked, byte[] password) {
        checkWhole(password);
        return MasterKeyCache.lease(locked, password)
                .orElseThrow(() -> VaultFailure.locked(
                        "the password of the vault " + configuration.location() + " is wrong",
                        new UnrecoverableKeyException("wrong password")));
    }

    /** A header that holds the master key under this password. */
    VaultHeader wrap(byte[] id, byte[] check, long generation, byte[] password, byte[] masterKey) {
        checkWhole(password);
        return VaultHeader.forPassword(id, check, generation, password, configuration.passwordIterations(), masterKey);
    }

    /** Refuses a password in which letters were lost. */
    private static void checkWhole(byte[] password) {
        Pbkdf2.fault(password).ifPresent(fault -> {
            throw new VaultFailure(Reason.UNUSABLE, fault);
        });
    }

    /** Wipes everything, permanently. */
    @Override
    public void run() {
        closed = true;
        discardKeys();
        setPending(null);
    }
}
