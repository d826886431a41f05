package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The vault's header: what it is, and how its master key is protected. Immutable.
 *
 * <p>It carries a checksum, so that damage is distinguished from a wrong password without deriving anything. Of two copies, the one with the higher
 * generation is the newer.
 */
public final class VaultHeader {

    private static final int FORMAT_VERSION = 1;

    /** What protects the master key. */
    public enum Protection {
        /** It is kept in a key file. */
        KEY_FILE(1),
        /** It is kept in the header, sealed with a key derived from a password. */
        PASSWORD(2);

        private final int code;

        Protection(int code) {
            this.code = code;
        }
    }

    private static final byte[] MAGIC = "WinCredV".getBytes(US_ASCII);
    private static final byte[] WRAP = "wincred vault 1 wrap".getBytes(US_ASCII);
    private static final int VERSION_OFFSET = 8;
    private static final int PROTECTION_OFFSET = 10;
    private static final int ITERATIONS_OFFSET = 12;
    private static final int GENERATION_OFFSET = 16;
    private static final int ID_OFFSET = 24;
    private static final int ID_BYTES = 16;
    private static final int SALT_OFFSET = ID_OFFSET + ID_BYTES;
    private static final int SALT_BYTES = 32;
    private static final int WRAPPED_OFFSET = SALT_OFFSET + SALT_BYTES;
    private static final int WRAPPED_BYTES = Hmac.BYTES + Sealing.TAG_BYTES;
    private static final int CHECK_OFFSET = WRAPPED_OFFSET + WRAPPED_BYTES;
    private static final int CHECKSUM_OFFSET = CHECK_OFFSET + Hmac.BYTES;

    /** The length to which a header may grow in later formats. */
    public static final int MOST_BYTES = 16 * 1024;

    /** The exact length of a header: 184. */
    static final int BYTES = CHECKSUM_OFFSET + Hmac.BYTES;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private VaultHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A random id for a new vault. */
    public static byte[] newId() {
        return random(ID_BYTES);
    }

    /** The first header of a vault with a key file. */
    public static VaultHeader forKeyFile(byte[] id, byte[] check) {
        return new VaultHeader(withChecksum(start(Protection.KEY_FILE, 0, 1, id, check)));
    }

    /** A header that holds the master key under this password, with a salt of its own. The caller wipes both. */
    public static VaultHeader forPassword(
            byte[] id, byte[] check, long generation, byte[] password, int iterations, byte[] masterKey) {
        byte[] salt = random(SALT_BYTES);
        byte[] wrappingKey = Pbkdf2.derive(password, salt, iterations);
        return forWrappingKey(id, check, generation, salt, iterations, wrappingKey, masterKey);
    }

    /** As {@link #forPassword}, with the key derived from the password. The wrapping key is wiped. */
    static VaultHeader forWrappingKey(
            byte[] id,
            byte[] check,
            long generation,
            byte[] salt,
            int iterations,
            byte[] wrappingKey,
            byte[] masterKey) {
        byte[] header = start(Protection.PASSWORD, iterations, generation, id, check);
        System.arraycopy(salt, 0, header, SALT_OFFSET, SALT_BYTES);
        byte[] wrapped = Sealing.seal(partKey(wrappingKey), masterKey, Arrays.copyOf(header, WRAPPED_OFFSET));
        System.arraycopy(wrapped, 0, header, WRAPPED_OFFSET, WRAPPED_BYTES);
        return new VaultHeader(withChecksum(header));
    }

    /** The master key; empty if the wrapping key is wrong, which means a wrong password. The wrapping key is wiped. */
    Optional<byte[]> unwrap(byte[] wrappingKey) {
        return Sealing.open(
                partKey(wrappingKey),
                Arrays.copyOfRange(bytes, WRAPPED_OFFSET, WRAPPED_OFFSET + WRAPPED_BYTES),
                Arrays.copyOf(bytes, WRAPPED_OFFSET));
    }

    /** Derives another key from the wrapping key, so that the latter never enters a cipher. */
    private static byte[] partKey(byte[] wrappingKey) {
        byte[] key = Hmac.once(wrappingKey, WRAP);
        Hmac.wipe(wrappingKey);
        return key;
    }

    /** Whether this is an intact header of a later format, which keeps magic, version and a final SHA-256. */
    public static boolean isNewer(byte[] file) {
        return file.length >= VERSION_OFFSET + 2 + Hmac.BYTES
                && isWhole(file)
                && Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(VERSION_OFFSET)) > FORMAT_VERSION;
    }

    /** The header in these bytes; empty if they are damaged, or hold what this library never writes. */
    public static Optional<VaultHeader> parse(byte[] file) {
        if (file.length != BYTES || !isWhole(file)) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(file);
        int protection = in.getShort(PROTECTION_OFFSET);
        int iterations = in.getInt(ITERATIONS_OFFSET);
        boolean bounded = protection == Protection.PASSWORD.code
                ? iterations >= Pbkdf2.LEAST_ITERATIONS && iterations <= Pbkdf2.MOST_ITERATIONS
                : protection == Protection.KEY_FILE.code && iterations == 0;
        boolean sound = bounded && in.getShort(VERSION_OFFSET) == FORMAT_VERSION;
        return sound ? Optional.of(new VaultHeader(file.clone())) : Optional.empty();
    }

    public Protection protection() {
        return ByteBuffer.wrap(bytes).getShort(PROTECTION_OFFSET) == Protection.PASSWORD.code
                ? Protection.PASSWORD
                : Protection.KEY_FILE;
    }

    public int iterations() {
        return ByteBuffer.wrap(bytes).getInt(ITERATIONS_OFFSET);
    }

    public long generation() {
        return ByteBuffer.wrap(bytes).getLong(GENERATION_OFFSET);
    }

    public byte[] id() {
        return Arrays.copyOfRange(bytes, ID_OFFSET, SALT_OFFSET);
    }

    byte[] salt() {
        return Arrays.copyOfRange(bytes, SALT_OFFSET, WRAPPED_OFFSET);
    }

    public byte[] check() {
        return Arrays.copyOfRange(bytes, CHECK_OFFSET, CHECKSUM_OFFSET);
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public boolean hasBytes(byte[] file) {
        return Arrays.equals(bytes, file);
    }

    private static byte[] start(Protection protection, int iterations, long generation, byte[] id, byte[] check) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(MAGIC).putShort((short) FORMAT_VERSION).putShort((short) protection.code);
        out.putInt(iterations).putLong(generation).put(id);
        out.position(CHECK_OFFSET);
        out.put(check);
        return out.array();
    }

    private static byte[] withChecksum(byte[] header) {
        byte[] sum = checksum(header, CHECKSUM_OFFSET);
        System.arraycopy(sum, 0, header, CHECKSUM_OFFSET, sum.length);
        return header;
    }

    /** Whether a file, which is longer than its checksum, has the mark of a header and the right checksum. */
    private static boolean isWhole(byte[] file) {
        int start = file.length - Hmac.BYTES;
        return Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && Arrays.equals(file, start, file.length, checksum(file, start), 0, Hmac.BYTES);
    }

    /** SHA-256 of the first {@code length} bytes; also the checksum of a key file. */
    static byte[] checksum(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            byte[] sum = digest.digest();
            digest.reset(); // or it keeps its last input, which may be a key
            return sum;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
