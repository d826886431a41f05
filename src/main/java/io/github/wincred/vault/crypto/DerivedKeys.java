package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.CredentialKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The keys of one vault, all derived from its master key and its id. They are used with HMAC only: each sealed part has a key of its own, so a key
 * that a cipher of the JDK may leave behind opens one part of one file.
 *
 * <p>Safe for use by several threads. Every holder closes them once; the last one wipes them, so they are never wiped while in use.
 */
public final class DerivedKeys implements AutoCloseable {

    private static final byte[] NAME = "wincred vault 1 name".getBytes(US_ASCII);
    private static final byte[] PART = "wincred vault 1 part".getBytes(US_ASCII);
    private static final byte[] CHECK = "wincred vault 1 check".getBytes(US_ASCII);

    private final byte[] check;
    private final Hmac nameKey;
    private final Hmac partKey;
    private int holders = 1;

    /** A random master key for a new vault, which the caller wipes. */
    public static byte[] newMasterKey() {
        byte[] key = new byte[Hmac.BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Derives the keys. The master key stays the caller's, who wipes it. */
    public DerivedKeys(byte[] masterKey, byte[] vaultId) {
        try (Hmac master = new Hmac(masterKey)) {
            check = master.of(CHECK, vaultId);
            byte[] name = master.of(NAME, vaultId);
            byte[] part = master.of(PART, vaultId);
            nameKey = new Hmac(name);
            partKey = new Hmac(part);
            Hmac.wipe(name);
            Hmac.wipe(part);
        }
    }

    /** The keys of the vault with this header; empty if the master key, which stays the caller's, belongs to another vault. */
    public static Optional<DerivedKeys> of(VaultHeader header, byte[] masterKey) {
        DerivedKeys keys = new DerivedKeys(masterKey, header.id());
        if (keys.match(header)) {
            return Optional.of(keys);
        }
        keys.close();
        return Optional.empty();
    }

    /** Shares these keys with one more holder. */
    public synchronized DerivedKeys share() {
        holders++;
        return this;
    }

    /** Whether these are the keys of the vault with this header. */
    public boolean match(VaultHeader header) {
        return MessageDigest.isEqual(check, header.check());
    }

    /** A value that identifies the key to its owner and does not reveal it; stored in the header. */
    public byte[] check() {
        return check.clone();
    }

    /** The identity of the credential's file: the same for every spelling of the name, and different in every vault. */
    public synchronized byte[] fileIdentity(CredentialKey key) {
        String folded = CaseFolding.fold(key.targetName());
        ByteBuffer message = ByteBuffer.allocate(4 + 2 * folded.length());
        message.putInt(key.type().code());
        for (int i = 0; i < folded.length(); i++) {
            message.putChar(folded.charAt(i));
        }
        return nameKey.of(message.array());
    }

    /** The key of one sealed part, which the caller uses once and wipes. */
    synchronized byte[] partKey(byte part, byte[] salt, byte[] fileIdentity) {
        return partKey.of(new byte[] {part}, salt, fileIdentity);
    }

    @Override
    public synchronized void close() {
        holders--;
        if (holders == 0) {
            nameKey.close();
            partKey.close();
        }
    }
}
