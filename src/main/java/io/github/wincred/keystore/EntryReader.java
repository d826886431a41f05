package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads entries from a store, those in parts too. Takes no lock: where parts are missing or are not what the manifest says, another program may
 * have replaced them, and the manifest is read again.
 */
final class EntryReader {

    /** How often a manifest may be replaced while its parts are being read. */
    private static final int ATTEMPTS = 64;

    private final CredentialStore store;
    private final StoredBlob.Reader blobs;

    EntryReader(CredentialStore store, StoredBlob.Reader blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /**
     * What the entry with this key is. One store call, for an entry in parts too, but for a trusted certificate in parts one more and one for each
     * part: without its certificate it is none, while a private key whose chain cannot be read is a key still.
     *
     * @throws CredentialException {@link Reason#DAMAGED} if a trusted certificate cannot be put together
     */
    Optional<EntryKind> kind(CredentialKey key) {
        Optional<Found> found = read(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!(found.get().blob() instanceof StoredBlob.Split split)) {
            return Optional.of(readableKind(
                    new FoundEntry(found.get().credential(), content(found.get().blob()))));
        }
        if (split.manifest().isDeleted()) {
            return Optional.of(EntryKind.UNREADABLE);
        }
        EntryKind kind = EntryKind.of(split.manifest().form());
        return kind == EntryKind.CERTIFICATE
                ? find(key, EnumSet.of(kind)).map(EntryReader::readableKind)
                : Optional.of(kind);
    }

    private static EntryKind readableKind(FoundEntry found) {
        try (found) {
            boolean readable = found.kind() != EntryKind.CERTIFICATE
                    || PemEntry.isReadable(found.content().orElseThrow());
            return readable ? found.kind() : EntryKind.UNREADABLE;
        }
    }

    private static Optional<EntryContent> content(StoredBlob blob) {
        return blob instanceof StoredBlob.Whole whole ? Optional.of(whole.content()) : Optional.empty();
    }

    /**
     * The entry with this key, if it is of a wanted kind; the caller closes it. One store call, and one for each part of a wanted entry.
     *
     * @throws CredentialException {@link Reason#DAMAGED} if the content cannot be put together
     */
    Optional<FoundEntry> find(CredentialKey key, Set<EntryKind> wanted) {
        Optional<SplitManifest> previous = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Found> found = read(key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Credential credential = found.get().credential();
            StoredBlob blob = found.get().blob();
            if (blob instanceof StoredBlob.Damaged damaged) {
                throw damaged(key, damaged.detail());
            }
            if (!(blob instanceof StoredBlob.Split split)) {
                return new FoundEntry(credential, content(blob)).ifOf(wanted);
            }
            SplitManifest manifest = split.manifest();
            if (manifest.isDeleted()) {
                return new FoundEntry(credential, Optional.empty()).ifOf(wanted);
            }
            if (!wanted.contains(EntryKind.of(manifest.form()))) {
                return Optional.empty();
            }
            Optional<Secret> joined = join(manifest);
            if (joined.isPresent()) {
                EntryContent content = new EntryContent(manifest.form(), joined.get(), manifest.certificate());
                return Optional.of(new FoundEntry(credential, Optional.of(content)));
            }
            if (previous.equals(Optional.of(manifest))) {
                throw damaged(key, "a part of it is missing or changed");
            }
            previous = Optional.of(manifest);
        }
        throw new CredentialException(
                Reason.BUSY, "KeyStore", key, "it was rewritten " + ATTEMPTS + " times while it was being read");
    }

    private static CredentialException damaged(CredentialKey key, String detail) {
        return new CredentialException(Reason.DAMAGED, "KeyStore", key, "the entry cannot be read: " + detail);
    }

    /** A credential without its secret, and what its blob is. */
    private record Found(Credential credential, StoredBlob blob) {}

    private Optional<Found> read(CredentialKey key) {
        Optional<Credential> found = new StoredCredentials(store).find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Credential credential = found.get()) {
            return SplitParts.isPart(credential)
                    ? Optional.empty()
                    : Optional.of(new Found(credential.toBuilder().build(), blobs.read(credential)));
        }
    }

    /** The content in the parts of a manifest; empty if they are not all there, or not what the manifest says. */
    private Optional<Secret> join(SplitManifest manifest) {
        byte[] content = new byte[manifest.length()];
        boolean whole = false;
        try {
            int at = 0;
            for (int number = 1; number <= manifest.parts(); number++) {
                Optional<Credential> found = store.find(SplitParts.key(manifest.generation(), number));
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                try (Credential part = found.get()) {
                    Secret piece = part.secret().orElseGet(Secret::empty);
                    if (piece.length() > content.length - at) {
                        return Optional.empty();
                    }
                    piece.copyTo(content, at);
                    at += piece.length();
                }
            }
            whole = at == content.length && manifest.describes(content);
            return whole ? Optional.of(Secret.takeOver(content)) : Optional.empty();
        } finally {
            if (!whole) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }
}
