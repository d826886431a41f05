package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The content of one credential's file: a head, and two sealed parts, the metadata and the secret.
 *
 * <p>The metadata is bound to the head, to the file's identity and to the sealed secret, so reading it proves that the whole file is unchanged,
 * without opening the secret. The secret is bound only to identity and format, so that it can be kept sealed when everything else is replaced (R11).
 * The page {@code docs/vault-format.md} describes each field.
 */
public final class CredentialFile {

    private static final int FORMAT_VERSION = 1;

    /** The number of bytes that {@link #isNewer} needs: the head. */
    public static final int HEAD_BYTES = 24;

    /** The beginning of every file of this format: magic and version. */
    private static final byte[] FORMAT = "WinCredE\0\1\0\0".getBytes(US_ASCII);

    private static final int MAGIC_BYTES = 8;
    private static final int VERSION_OFFSET = MAGIC_BYTES;
    private static final int METADATA_LENGTH_OFFSET = 12;
    private static final int SECRET_LENGTH_OFFSET = 16;
    private static final int CRC_OFFSET = 20;
    private static final int SALT_BYTES = 32;
    private static final int MOST_METADATA_BYTES = 128 * 1024;
    private static final int MOST_SECRET_BYTES = 4 * 1024;
    private static final int SECRET_BLOCK = 64;
    private static final byte METADATA = 'm';
    private static final byte SECRET = 's';

    /** The longest file that can be ours; a longer one is not read at all. */
    public static final int MOST_BYTES = HEAD_BYTES + MOST_METADATA_BYTES + MOST_SECRET_BYTES;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] head;
    private final byte[] metadata;
    private final byte[] secret;

    private CredentialFile(byte[] head, byte[] metadata, byte[] secret) {
        this.head = head;
        this.metadata = metadata;
        this.secret = secret;
    }

    /** Seals a secret for the file of this identity. The secret stays the caller's. */
    public static byte[] sealSecret(DerivedKeys keys, byte[] identity, Secret secret) {
        int blocks = (2 + secret.length() + SECRET_BLOCK - 1) / SECRET_BLOCK;
        byte[] plain = new byte[blocks * SECRET_BLOCK];
        try {
            plain[0] = (byte) (secret.length() >>> 8);
            plain[1] = (byte) secret.length();
            secret.copyTo(plain, 2);
            return seal(keys, SECRET, identity, plain, FORMAT, identity);
        } finally {
            Hmac.wipe(plain);
        }
    }

    /** The whole file for a credential and its sealed secret. */
    public static byte[] encode(DerivedKeys keys, byte[] identity, Credential credential, byte[] sealedSecret) {
        byte[] plain = MetadataCodec.encode(credential);
        int metadataBytes = SALT_BYTES + plain.length + Sealing.TAG_BYTES;
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        head.put(FORMAT).putInt(metadataBytes).putInt(sealedSecret.length);
        head.putInt(crc(head.array()));
        byte[] metadata = seal(keys, METADATA, identity, plain, head.array(), identity, sealedSecret);
        Hmac.wipe(plain);
        return ByteBuffer.allocate(HEAD_BYTES + metadataBytes + sealedSecret.length)
                .put(head.array())
                .put(metadata)
                .put(sealedSecret)
                .array();
    }

    /** Whether the head belongs to a later format, so that the file must not be touched. */
    public static boolean isNewer(byte[] start) {
        return hasHead(start) && version(start) > FORMAT_VERSION;
    }

    private static boolean hasHead(byte[] start) {
        return start.length >= HEAD_BYTES
                && Arrays.equals(start, 0, MAGIC_BYTES, FORMAT, 0, MAGIC_BYTES)
                && ByteBuffer.wrap(start).getInt(CRC_OFFSET) == crc(start);
    }

    private static int version(byte[] start) {
        return Short.toUnsignedInt(ByteBuffer.wrap(start).getShort(VERSION_OFFSET));
    }

    /** Splits a file into its parts, without opening any; empty if the head or the lengths are wrong. */
    public static Optional<CredentialFile> parse(byte[] file) {
        if (!hasHead(file) || version(file) != FORMAT_VERSION) {
            return Optional.empty();
        }
        int metadataBytes = ByteBuffer.wrap(file).getInt(METADATA_LENGTH_OFFSET);
        int secretBytes = ByteBuffer.wrap(file).getInt(SECRET_LENGTH_OFFSET);
        if (!isLength(metadataBytes, MOST_METADATA_BYTES)
                || !isLength(secretBytes, MOST_SECRET_BYTES)
                || file.length != HEAD_BYTES + metadataBytes + secretBytes) {
            return Optional.empty();
        }
        int secretStart = HEAD_BYTES + metadataBytes;
        return Optional.of(new CredentialFile(
                Arrays.copyOf(file, HEAD_BYTES),
                Arrays.copyOfRange(file, HEAD_BYTES, secretStart),
                Arrays.copyOfRange(file, secretStart, file.length)));
    }

    private static boolean isLength(int bytes, int most) {
        return bytes >= SALT_BYTES + Sealing.TAG_BYTES && bytes <= most;
    }

    /** The credential without its secret; empty if any byte of the file was changed. */
    public Optional<Credential.Builder> metadata(DerivedKeys keys, byte[] identity) {
        Optional<byte[]> plain = open(keys, METADATA, identity, metadata, head, identity, secret);
        Optional<Credential.Builder> decoded = plain.flatMap(MetadataCodec::decode);
        plain.ifPresent(Hmac::wipe);
        return decoded;
    }

    /** The secret, still sealed. To be used only after {@link #metadata} succeeded. */
    public byte[] sealedSecret() {
        return secret;
    }

    /** The secret; empty if it was changed. */
    public Optional<Secret> secret(DerivedKeys keys, byte[] identity) {
        Optional<byte[]> opened = open(keys, SECRET, identity, secret, FORMAT, identity);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        byte[] plain = opened.get();
        try {
            int length = plain.length < 2 ? -1 : ((plain[0] & 0xFF) << 8) | (plain[1] & 0xFF);
            return length < 0 || length > plain.length - 2
                    ? Optional.empty()
                    : Optional.of(Secret.takeOver(Arrays.copyOfRange(plain, 2, 2 + length)));
        } finally {
            Hmac.wipe(plain);
        }
    }

    /** A part consists of the salt of its key and the output of that key. */
    private static byte[] seal(DerivedKeys keys, byte part, byte[] identity, byte[] plain, byte[]... context) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] sealed = Sealing.seal(keys.partKey(part, salt, identity), plain, context);
        byte[] result = Arrays.copyOf(salt, SALT_BYTES + sealed.length);
        System.arraycopy(sealed, 0, result, SALT_BYTES, sealed.length);
        return result;
    }

    private static Optional<byte[]> open(
            DerivedKeys keys, byte part, byte[] identity, byte[] saltAndSealed, byte[]... context) {
        byte[] salt = Arrays.copyOf(saltAndSealed, SALT_BYTES);
        byte[] sealed = Arrays.copyOfRange(saltAndSealed, SALT_BYTES, saltAndSealed.length);
        return Sealing.open(keys.partKey(part, salt, identity), sealed, context);
    }

    private static int crc(byte[] head) {
        CRC32 crc = new CRC32();
        crc.update(head, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }
}
