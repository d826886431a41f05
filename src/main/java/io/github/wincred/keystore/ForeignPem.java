package io.github.wincred.keystore;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PEM written by other programs, as UTF-8 or UTF-16LE text: a private key in PKCS#8 with at least one certificate before or after it, or a single
 * certificate. By default it is a text secret; it becomes an entry of its own kind only if the setting {@code pem} asks for it.
 */
final class ForeignPem {

    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private ForeignPem() {}

    /**
     * Whether a blob contains the beginning of a block, in UTF-8 or UTF-16LE. Secrets hardly ever do, and then need not be copied and parsed to tell
     * them from PEM.
     */
    static boolean isMarked(byte[] blob) {
        for (int at = 0; at <= blob.length - Pem.BEGIN.length; at++) {
            if (isMarked(blob, at, 1) || isMarked(blob, at, 2)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(byte[] blob, int offset, int width) {
        int matching = 0;
        for (int at = offset; at < blob.length && matching < Pem.BEGIN.length; at += width) {
            if (blob[at] != Pem.BEGIN[matching]) {
                return false;
            }
            matching++;
        }
        return matching == Pem.BEGIN.length;
    }

    /** The entry that a blob holds, in the form that {@link PemEntry} reads; empty if it holds something else. */
    static Optional<EntryContent> read(byte[] blob) {
        byte[] text = narrow(blob);
        try (Pem pem = Pem.parse(text)) {
            return entry(pem.blocks());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static Optional<EntryContent> entry(List<Pem.Block> blocks) {
        List<Pem.Block> keys = blocks.stream()
                .filter(block -> block.label().equals(PRIVATE_KEY))
                .toList();
        List<byte[]> certificates = blocks.stream()
                .filter(block -> block.label().equals(CERTIFICATE))
                .map(Pem.Block::der)
                .toList();
        if (certificates.isEmpty() || keys.size() + certificates.size() != blocks.size()) {
            return Optional.empty();
        }
        if (keys.isEmpty()) {
            return certificates.size() == 1 ? Optional.of(PemEntry.content(certificates.get(0))) : Optional.empty();
        }
        return keys.size() == 1 ? Optional.of(PemEntry.content(keys.get(0).der(), certificates)) : Optional.empty();
    }

    /** Converts UTF-16LE text of ASCII characters to ASCII; leaves anything else unchanged. */
    private static byte[] narrow(byte[] blob) {
        boolean wide = blob.length > 0 && blob.length % 2 == 0;
        for (int i = 1; wide && i < blob.length; i += 2) {
            wide = blob[i] == 0;
        }
        if (!wide) {
            return blob.clone();
        }
        byte[] narrow = new byte[blob.length / 2];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = blob[2 * i];
        }
        return narrow;
    }
}
