package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.Pbkdf2;
import io.github.wincred.vault.crypto.VaultHeader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The password of a vault: what a program gave, or else what the configuration gives; and headers that hold a master key under one.
 *
 * <p>Guarded by the owning {@link VaultAccess}.
 */
final class VaultPassword {

    private final VaultConfiguration configuration;
    private final HeldKeys held;

    VaultPassword(VaultConfiguration configuration, HeldKeys held) {
        this.configuration = configuration;
        this.held = held;
    }

    /**
     * Whether a vault has a password. A password that is configured for a vault with a key file is refused, since it would protect nothing; one
     * that a program gives is ignored there, as keytool passes one to every key store.
     */
    boolean protects(VaultHeader header, Path folder, Path keyFile) {
        boolean protects = header.protection() == VaultHeader.Protection.PASSWORD;
        if (!protects && configuration.hasPassword()) {
            throw new VaultFailure(
                    Reason.UNUSABLE,
                    "the vault " + folder + " was made without a password, and its key file " + keyFile
                            + " opens it: the configured password protects nothing. Remove vault.password or"
                            + " vault.password-file from the settings, or name another folder with vault.folder, where a vault"
                            + " with that password is made, and copy the entries there");
        }
        return protects;
    }

    /** Whether a password was given, or is configured. */
    boolean isKnown() {
        return held.pendingPassword != null || configuration.hasPassword();
    }

    /** A copy, which the caller wipes; empty if it is not known. */
    Optional<byte[]> find() {
        byte[] pending = held.pendingPassword;
        return pending != null
                ? Optional.of(pending.clone())
                : configuration.password().map(password -> configuredBytes(password));
    }

    private static byte[] configuredBytes(char[] password) {
        if (password.length == 0) {
            throw new VaultFailure(Reason.LOCKED, "the password that is configured for the vault is empty; set one");
        }
        try {
            return Pbkdf2.bytesOf(password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** A header that holds the master key under this password. */
    VaultHeader wrap(byte[] id, byte[] check, long generation, byte[] password, byte[] masterKey) {
        checkWhole(password);
        return VaultHeader.forPassword(id, check, generation, password, configuration.passwordIterations(), masterKey);
    }

    /** Refuses a password whose letters were lost. */
    static void checkWhole(byte[] password) {
        Pbkdf2.fault(password).ifPresent(fault -> {
            throw new VaultFailure(Reason.UNUSABLE, fault);
        });
    }
}
