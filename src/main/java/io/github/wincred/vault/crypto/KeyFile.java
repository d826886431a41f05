package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The content of a key file: a master key with a checksum. One key file may serve several vaults; each derives its own keys from it. */
public final class KeyFile {

    /** The exact length of a key file. */
    public static final int BYTES = 76;

    private static final byte[] MAGIC = "WinCredK".getBytes(US_ASCII);
    private static final int FORMAT_VERSION = 1;
    private static final int KEY_OFFSET = 12;
    private static final int CHECKSUM_OFFSET = KEY_OFFSET + Hmac.BYTES;

    private KeyFile() {}

    /** The file for a master key. The caller wipes both. */
    public static byte[] encode(byte[] masterKey) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(MAGIC).putShort((short) FORMAT_VERSION).putShort((short) 0).put(masterKey);
        out.put(VaultHeader.checksum(out.array(), CHECKSUM_OFFSET));
        return out.array();
    }

    /** The master key, which the caller wipes; empty if the file is damaged or something else. */
    public static Optional<byte[]> decode(byte[] file) {
        boolean sound = file.length == BYTES
                && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && ByteBuffer.wrap(file).getInt(MAGIC.length) == FORMAT_VERSION << 16
                && Arrays.equals(
                        file, CHECKSUM_OFFSET, BYTES, VaultHeader.checksum(file, CHECKSUM_OFFSET), 0, Hmac.BYTES);
        return sound ? Optional.of(Arrays.copyOfRange(file, KEY_OFFSET, CHECKSUM_OFFSET)) : Optional.empty();
    }
}
