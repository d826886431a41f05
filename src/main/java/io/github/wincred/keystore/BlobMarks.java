package io.github.wincred.keystore;

import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.Optional;

/** How blobs begin that are not simply a secret. */
final class BlobMarks {

    private BlobMarks() {}

    /** Whether a secret with these bytes would be taken for a manifest or for an entry in PEM, if it were the blob of a credential. */
    static boolean isTakenForEntry(Secret secret) {
        byte[] bytes = secret.toByteArray();
        try {
            if (SplitManifest.isManifest(bytes) || startsWith(bytes, PemEntry.MAGIC)) {
                return true;
            }
            Optional<EntryContent> foreign = ForeignPem.read(bytes);
            foreign.ifPresent(EntryContent::close);
            return foreign.isPresent();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Whether a blob begins with a mark, which is ASCII. */
    static boolean startsWith(byte[] blob, String mark) {
        if (blob.length < mark.length()) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (blob[i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
