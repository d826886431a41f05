package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.Optional;

/** What the blob of a stored credential turns out to be. */
sealed interface StoredBlob {

    /** The store does not give it back. */
    record Hidden() implements StoredBlob {}

    /** The content itself, a copy that belongs to whoever asked. */
    record Whole(EntryContent content) implements StoredBlob {}

    /** A manifest; the content lies in parts. */
    record Split(SplitManifest manifest) implements StoredBlob {}

    /** A manifest or an entry in PEM that cannot be understood. */
    record Damaged(String detail) implements StoredBlob {}

    /** Tells blobs apart as the settings of a key store ask for. */
    record Reader(EntryCodec codec, boolean readsForeignPem) {

        /** Whether the blob is the content itself, and of this form. */
        boolean reads(Credential credential, EntryFormat form) {
            if (!(read(credential) instanceof Whole whole)) {
                return false;
            }
            try (EntryContent content = whole.content()) {
                return content.form().equals(form);
            }
        }

        StoredBlob read(Credential credential) {
            if (credential.secret().isEmpty()) {
                return new Hidden();
            }
            Secret secret = credential.secret().get();
            byte[] blob = secret.toByteArray();
            try {
                if (!credential.type().equals(CredentialType.GENERIC)) {
                    return new Whole(EntryContent.secret(codec.form(blob, credential.attributes()), secret.copy()));
                }
                if (SplitManifest.isManifest(blob)) {
                    return SplitManifest.parse(blob)
                            .<StoredBlob>map(Split::new)
                            .orElseGet(() -> new Damaged("the manifest of its parts is damaged or of a later version"));
                }
                if (BlobMarks.startsWith(blob, PemEntry.MAGIC)) {
                    return pem(blob);
                }
                Optional<EntryContent> foreign = foreignPem(credential, blob);
                return new Whole(
                        foreign.isPresent()
                                ? foreign.get()
                                : EntryContent.secret(codec.form(blob, credential.attributes()), secret.copy()));
            } finally {
                Arrays.fill(blob, (byte) 0);
            }
        }

        private static StoredBlob pem(byte[] blob) {
            try {
                return new Whole(PemEntry.read(blob));
            } catch (IllegalArgumentException e) {
                return new Damaged("it is PEM that cannot be understood: " + e.getMessage());
            }
        }

        private Optional<EntryContent> foreignPem(Credential credential, byte[] blob) {
            boolean foreign = readsForeignPem
                    && EntryRecord.find(credential.attributes(), blob).isEmpty();
            Optional<EntryContent> found = foreign ? ForeignPem.read(blob) : Optional.empty();
            if (found.isPresent() && !PemEntry.isReadable(found.get())) {
                found.get().close();
                return Optional.empty();
            }
            return found;
        }
    }
}
