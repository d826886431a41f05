package io.github.wincred.vault.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The master keys of the password vaults that this process has opened, so that a password is derived once rather than for every store.
 *
 * <p>A key is kept under the vault's id and salt together with a keyed hash of its password, and wiped when the last lease on it is closed. The
 * key of that hash is random and never leaves the process.
 */
public final class MasterKeyCache {

    private static final Map<String, Slot> SLOTS = new HashMap<>();
    private static final byte[] HASH_KEY = new byte[Hmac.BYTES];

    static {
        new SecureRandom().nextBytes(HASH_KEY);
    }

    private MasterKeyCache() {}

    private static final class Slot {
        int users;
        byte @Nullable [] masterKey;
        byte[] passwordHash = {};
    }

    /** A claim to a master key, until it is closed. */
    public static final class Lease implements AutoCloseable {

        private final String id;
        private @Nullable Slot slot;

        private Lease(String id, Slot slot) {
            this.id = id;
            this.slot = slot;
        }

        /** A copy of the master key, which the caller wipes. */
        public byte[] masterKey() {
            synchronized (SLOTS) {
                byte[] key = slot == null ? null : slot.masterKey;
                if (key == null) {
                    throw new IllegalStateException("the vault is closed");
                }
                return key.clone();
            }
        }

        /** Whether the key was unwrapped from this header, and not from one with an older password. */
        public boolean isOf(VaultHeader header) {
            return id.equals(MasterKeyCache.id(header));
        }

        /** Whether this is the password with which the key was unwrapped. */
        public boolean isPassword(byte[] password) {
            byte[] hash = Hmac.once(HASH_KEY, password);
            synchronized (SLOTS) {
                return slot != null && MessageDigest.isEqual(slot.passwordHash, hash);
            }
        }

        @Override
        public void close() {
            synchronized (SLOTS) {
                if (slot != null) {
                    leave(id, slot);
                    slot = null;
                }
            }
        }
    }

    /**
     * The master key that a password unlocks: cached, or derived. Threads that ask for the same vault at the same time wait for one derivation.
     *
     * @return empty if the password is wrong
     */
    public static Optional<Lease> lease(VaultHeader header, byte[] password) {
        String id = id(header);
        byte[] hash = Hmac.once(HASH_KEY, password);
        Slot slot;
        synchronized (SLOTS) {
            slot = SLOTS.computeIfAbsent(id, unused -> new Slot());
            slot.users++;
        }
        boolean right = false;
        try {
            synchronized (slot) {
                right = slot.masterKey == null
                        ? unwrap(slot, header, password, hash)
                        : MessageDigest.isEqual(slot.passwordHash, hash);
            }
            return right ? Optional.of(new Lease(id, slot)) : Optional.empty();
        } finally {
            if (!right) {
                synchronized (SLOTS) {
                    leave(id, slot);
                }
            }
        }
    }

    private static boolean unwrap(Slot slot, VaultHeader header, byte[] password, byte[] hash) {
        byte[] wrappingKey = Pbkdf2.derive(password, header.salt(), header.iterations());
        Optional<byte[]> masterKey = header.unwrap(wrappingKey);
        if (masterKey.isEmpty()) {
            return false;
        }
        synchronized (SLOTS) {
            slot.masterKey = masterKey.get();
            slot.passwordHash = hash;
        }
        return true;
    }

    /** Adds a key that was just wrapped. The caller wipes its own. */
    public static Lease add(VaultHeader header, byte[] password, byte[] masterKey) {
        String id = id(header);
        byte[] hash = Hmac.once(HASH_KEY, password);
        synchronized (SLOTS) {
            Slot slot = SLOTS.computeIfAbsent(id, unused -> new Slot());
            slot.users++;
            if (slot.masterKey == null) {
                slot.masterKey = masterKey.clone();
                slot.passwordHash = hash;
            }
            return new Lease(id, slot);
        }
    }

    private static void leave(String id, Slot slot) {
        slot.users--;
        if (slot.users == 0) {
            SLOTS.remove(id);
            if (slot.masterKey != null) {
                Hmac.wipe(slot.masterKey);
                slot.masterKey = null;
            }
            Hmac.wipe(slot.passwordHash);
        }
    }

    private static String id(VaultHeader header) {
        return HexFormat.of().formatHex(header.id()) + HexFormat.of().formatHex(header.salt());
    }
}
