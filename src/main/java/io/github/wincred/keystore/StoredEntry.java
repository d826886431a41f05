package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A credential and the meaning of its blob: a content, the manifest of a split content, or unreadable. The receiver closes it; what is not secret
 * stays available afterwards.
 *
 * @param credential without its secret
 * @param content the blob itself, or its reassembled parts
 * @param manifest present if the content is split, or was until the entry was deleted
 * @param damage why a manifest or an entry in PEM cannot be parsed
 */
record StoredEntry(
        Credential credential,
        Optional<EntryContent> content,
        Optional<SplitManifest> manifest,
        Optional<String> damage)
        implements AutoCloseable {

    /** A credential whose secret the store does not return, or is not needed. */
    static StoredEntry unreadable(Credential credential) {
        return new StoredEntry(credential, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A credential with this content, which the entry closes. */
    static StoredEntry of(Credential credential, EntryContent content) {
        return new StoredEntry(credential, Optional.of(content), Optional.empty(), Optional.empty());
    }

    EntryKind kind() {
        // Without lambdas, each of which costs a short program half a millisecond.
        if (content.isPresent()) {
            return EntryKind.of(content.get().form());
        }
        return parts().isPresent() ? EntryKind.of(parts().get().form()) : EntryKind.UNREADABLE;
    }

    /** The manifest of an entry that is not deleted. */
    Optional<SplitManifest> parts() {
        return manifest.isPresent() && manifest.get().isDeleted() ? Optional.empty() : manifest;
    }

    /** The manifest, if it was written for this credential and is not a copy of another's. */
    Optional<SplitManifest> ownManifest() {
        return manifest.filter(found -> found.belongsTo(credential.key()));
    }

    /** The SHA-256 of the certificate by which a key store finds this entry. */
    Optional<String> certificate() {
        return content.isPresent() ? content.get().certificate() : parts().flatMap(SplitManifest::certificate);
    }

    /** Whether this is UTF-8 text in a single credential; an empty secret has no encoding. */
    boolean isUtf8Text() {
        return content.filter(found -> found.form().equals(EntryFormat.UTF_8_TEXT)
                        && !found.bytes().isEmpty())
                .isPresent();
    }

    /** This entry if it is of a wanted kind; otherwise it is closed. */
    Optional<StoredEntry> ifOf(Set<EntryKind> wanted) {
        if (wanted.contains(kind())) {
            return Optional.of(this);
        }
        close();
        return Optional.empty();
    }

    @Override
    public void close() {
        if (content.isPresent()) {
            content.get().close();
        }
    }

    /** What a blob looks like if it may not be a plain secret. */
    private enum Mark {
        MANIFEST,
        ENTRY,
        PEM,
        NONE;

        static Mark of(byte[] blob) {
            if (SplitManifest.isManifest(blob)) {
                return MANIFEST;
            }
            if (PemEntry.isEntry(blob)) {
                return ENTRY;
            }
            return ForeignPem.isMarked(blob) ? PEM : NONE;
        }
    }

    /** Whether a content may be the blob of one generic credential: it fits, and is not taken for something else when read without a record. */
    static boolean fitsBlob(EntryContent content) {
        if (content.bytes().length() > CredentialLimits.MAX_BLOB_BYTES) {
            return false;
        }
        if (!content.form().isSecret()) {
            return true;
        }
        return content.read(blob -> switch (Mark.of(blob)) {
            case MANIFEST, ENTRY -> false;
            case PEM -> {
                Optional<EntryContent> foreign = ForeignPem.read(blob);
                foreign.ifPresent(EntryContent::close);
                yield foreign.isEmpty();
            }
            case NONE -> true;
        });
    }

    /** Classifies blobs as the settings of a key store ask for. */
    record Reader(EntryCodec codec, boolean readsForeignPem) {

        /** Reads a credential, which stays the caller's. A part by itself is unreadable. */
        StoredEntry read(Credential credential) {
            Credential described = credential.toBuilder().build();
            if (credential.secret().isEmpty() || SplitParts.isPart(credential)) {
                return unreadable(described);
            }
            byte[] blob = credential.secret().get().toByteArray();
            boolean taken = false;
            try {
                Optional<StoredEntry> marked =
                        credential.type().equals(CredentialType.GENERIC) ? marked(described, blob) : Optional.empty();
                if (marked.isPresent()) {
                    return marked.get();
                }
                EntryFormat form = codec.form(blob, credential.attributes());
                taken = true;
                return of(described, EntryContent.secret(form, Secret.takeOver(blob)));
            } finally {
                if (!taken) {
                    Arrays.fill(blob, (byte) 0);
                }
            }
        }

        /** Empty for a secret. */
        private Optional<StoredEntry> marked(Credential credential, byte[] blob) {
            return switch (Mark.of(blob)) {
                case MANIFEST ->
                    Optional.of(SplitManifest.parse(blob)
                            .map(found ->
                                    new StoredEntry(credential, Optional.empty(), Optional.of(found), Optional.empty()))
                            .orElseGet(() ->
                                    damaged(credential, "the manifest of its parts is damaged or of a later version")));
                case ENTRY -> Optional.of(pemEntry(credential, blob));
                case PEM -> foreignPem(credential, blob).map(content -> of(credential, content));
                case NONE -> Optional.empty();
            };
        }

        private static StoredEntry damaged(Credential credential, String detail) {
            return new StoredEntry(credential, Optional.empty(), Optional.empty(), Optional.of(detail));
        }

        private static StoredEntry pemEntry(Credential credential, byte[] blob) {
            try {
                return of(credential, PemEntry.read(blob));
            } catch (IllegalArgumentException e) {
                return damaged(credential, "it is PEM that cannot be understood: " + e.getMessage());
            }
        }

        /** A blob with a record stays a secret, and so does one that no provider of this Java can read. */
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
