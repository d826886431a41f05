package io.github.wincred.vault;

import io.github.wincred.vault.crypto.DerivedKeys;
import io.github.wincred.vault.crypto.MasterKeyCache;
import io.github.wincred.vault.crypto.VaultHeader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one store holds that must be wiped at the end. An object of its own, so that it can be wiped when the store is forgotten instead of closed: a
 * {@code KeyStore} cannot be closed.
 *
 * <p>Guarded by the owning {@link VaultAccess}.
 */
final class HeldKeys implements Runnable {

    /** The header that the keys belong to. */
    @Nullable
    VaultHeader header;

    /** The keys of the open vault. */
    @Nullable
    DerivedKeys keys;

    /** The master key of the open vault, if it has a password. */
    MasterKeyCache.@Nullable Lease lease;

    /** A password that was given before there was a vault to open with it. */
    byte @Nullable [] pendingPassword;

    private boolean closed;

    /**
     * Holds the keys of a vault that was just opened, in place of everything before.
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

    /** Goes on with the same keys, under a header with another password. */
    void renew(VaultHeader newHeader, MasterKeyCache.Lease newLease) {
        if (lease != null) {
            lease.close();
        }
        lease = newLease;
        header = newHeader;
        setPending(null);
    }

    /** Lets go of the keys, which are wiped as soon as nobody else uses them. */
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

    /** Wipes everything, for good. */
    @Override
    public void run() {
        closed = true;
        discardKeys();
        setPending(null);
    }
}
