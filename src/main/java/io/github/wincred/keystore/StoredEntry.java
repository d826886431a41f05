package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A credential and what its blob is: a content, the manifest of a content that lies in parts, or nothing that can be read. Whoever gets one closes it;
 * what is not secret can be asked for afterwards too.
 *
 * @param credential without its secret
 * @param content the blob itself, or what its parts were put together to
 * @param manifest present if the content lies in parts, or did until the entry was deleted
 * @param damage why a manifest or an entry in PEM cannot be understood
 */
record StoredEntry(
        Credential credential,
        Optional<EntryContent> content,
        Optional<SplitManifest> manifest,
        Optional<String> damage)
        implements AutoCloseable {

    /** A credential whose secret the store does not give back, or nobody asks for. */
    static StoredEntry unreadable(Credential credential) {
        return new StoredEntry(credential, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A credential with this content, which the entry closes. */
    static StoredEntry of(Credential credential, EntryContent content) {
        return new StoredEntry(credential, Optional.of(content), Optional.empty(), Optional.empty());
    }

    EntryKind kind() {
        return content.map(EntryContent::form)
                .or(() -> parts().map(SplitManifest::form))
                .map(EntryKind::of)
                .orElse(EntryKind.UNREADABLE);
    }

    /** The manifest of an entry that is not deleted. */
    Optional<SplitManifest> parts() {
        return manifest.filter(found -> !found.isDeleted());
    }

    /** The manifest, if it was written for this credential and is no copy of another's. */
    Optional<SplitManifest> ownManifest() {
        return manifest.filter(found -> found.belongsTo(credential.key()));
    }

    /** The SHA-256 of the certificate that a key store finds this entry by. */
    Optional<String> certificate() {
        return content.isPresent() ? content.get().certificate() : parts().flatMap(SplitManifest::certificate);
    }

    /** Whether one credential holds it as text in UTF-8; an empty secret is in no encoding. */
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
        content.ifPresent(EntryContent::close);
    }

    /** How a blob looks that may be something else than a secret. */
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

    /**
     * Whether a content may be the blob of one generic credential: it fits, and whoever reads it without a record takes it for what it is.
     */
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

    /** Tells blobs apart as the settings of a key store ask for. */
    record Reader(EntryCodec codec, boolean readsForeignPem) {

        /** What a credential is, which stays the caller's. A part is nothing by itself. */
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

        /** What a record calls a secret, or no provider of this Java can read, stays one. */
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
