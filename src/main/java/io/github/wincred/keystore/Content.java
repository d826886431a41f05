package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.Secret;
import java.util.Optional;

/**
 * The bytes of an entry and what they are, however they are stored. Whoever gets one closes it.
 *
 * @param form what the bytes are
 * @param bytes owned by this content
 * @param certificate the SHA-256 of the certificate that a key store finds this entry by, in hexadecimal digits
 */
record Content(ContentForm form, Secret bytes, Optional<String> certificate) implements AutoCloseable {

    /** The largest content: 1 MiB. */
    static final int MAX_BYTES = 1 << 20;

    /** The largest that is safe where other programs share the capacity: 26 parts, and as many again while they are replaced (R28). */
    static final int SAFE_BYTES = 1 << 16;

    /** A secret. */
    static Content secret(ContentForm form, Secret bytes) {
        return new Content(form, bytes, Optional.empty());
    }

    /**
     * Whether the bytes may be the blob of one generic credential: they fit, and whoever reads them without a record takes them for what they
     * are.
     */
    boolean fitsBlob() {
        if (bytes.length() > CredentialLimits.MAX_BLOB_BYTES) {
            return false;
        }
        return !form.isSecret() || !BlobMarks.isTakenForEntry(bytes);
    }

    Content copy() {
        return new Content(form, bytes.copy(), certificate);
    }

    @Override
    public void close() {
        bytes.close();
    }

    @Override
    public String toString() {
        return "Content[" + form.text() + ", " + bytes + "]";
    }
}
