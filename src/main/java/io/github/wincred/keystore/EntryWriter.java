package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes and deletes entries, in parts where they are larger than a blob.
 *
 * <p>The parts of a new content are written first, under a generation of their own. The one write of the manifest makes it the entry's content;
 * then the parts that the old manifest named are removed. So an entry is wholly old or wholly new, whenever this ends; parts that no manifest
 * names may be left behind, for {@link SplitSecrets#sweep}. All of it is one compound operation of the store.
 *
 * <p>Text that is in UTF-8 in the store stays so, as the program needs it that wrote it; see {@link Change.Write#inUtf8}.
 */
final class EntryWriter {

    private final CredentialStore store;
    private final StoredBlob.Reader blobs;

    EntryWriter(CredentialStore store, StoredBlob.Reader blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /** Stores a content in place of what is there. */
    void write(Change.Write write) {
        boolean sessionOnly = !write.isSplit() && write.persistenceIfNew().equals(Persistence.SESSION);
        if (sessionOnly && existing(write.key()).credential().isEmpty()) {
            // One call, and one that needs no vault on a disk.
            store(write, Existing.NOTHING, Optional.empty());
        } else {
            store.exclusively(() -> replace(write));
        }
    }

    private boolean replace(Change.Write write) {
        Existing existing = existing(write.key());
        Optional<Change.Write> inUtf8 = existing.isUtf8Text() ? write.inUtf8() : Optional.empty();
        if (inUtf8.isEmpty()) {
            return replace(write, existing);
        }
        try (Change.Write same = inUtf8.get()) {
            return replace(same, existing);
        }
    }

    private boolean replace(Change.Write write, Existing existing) {
        Optional<Manifest> manifest = Optional.empty();
        if (write.isSplit()) {
            manifest = Optional.of(manifest(write.content()));
            writeParts(
                    manifest.get(), write, write.describe(existing.credential()).persistence());
        }
        try {
            store(write, existing, manifest);
        } catch (CredentialException e) {
            manifest.filter(ours -> !isCommitted(write.key(), ours)).ifPresent(this::removeParts);
            throw e;
        }
        existing.manifest().ifPresent(this::removeParts);
        return true;
    }

    private void store(Change.Write write, Existing existing, Optional<Manifest> manifest) {
        try (Secret blob = manifest.map(Manifest::toBytes)
                .map(Secret::takeOver)
                .orElseGet(() -> write.content().bytes().copy())) {
            store.write(write.begin(existing.credential()).secret(blob).build());
        }
    }

    private static Manifest manifest(Content content) {
        byte[] bytes = content.bytes().toByteArray();
        try {
            return new Manifest(
                    content.form(),
                    Parts.newGeneration(),
                    Parts.count(bytes.length),
                    bytes.length,
                    Digests.sha256(bytes),
                    content.certificate());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void writeParts(Manifest manifest, Change.Write write, Persistence persistence) {
        byte[] bytes = write.content().bytes().toByteArray();
        try {
            for (int number = 1; number <= manifest.parts(); number++) {
                int from = (number - 1) * Parts.PART_BYTES;
                try (Credential part = Credential.builder(Parts.key(manifest.generation(), number))
                        .persistence(persistence)
                        .comment(Parts.COMMENT)
                        .secret(Secret.takeOver(
                                Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Parts.PART_BYTES))))
                        .build()) {
                    store.write(part);
                }
            }
        } catch (CredentialException e) {
            // Above all where the store is full, so that what is there already does not stay in the way.
            removeParts(manifest);
            throw e;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Whether a write that failed took place after all; its parts must then stay, and also if nobody can say. */
    private boolean isCommitted(CredentialKey key, Manifest manifest) {
        try {
            return existing(key).manifest().filter(manifest::equals).isPresent();
        } catch (CredentialException e) {
            return true;
        }
    }

    /** Removes an entry; to remove what is gone already is success. */
    void delete(Change.Delete delete) {
        CredentialKey key = delete.key();
        boolean wasSession = delete.persistence().equals(Persistence.SESSION);
        if (key.type().equals(CredentialType.GENERIC) && (!wasSession || mayHaveParts(existing(key)))) {
            store.exclusively(() -> deleteWithParts(key));
        } else {
            // One call, and one that needs no vault on a disk.
            store.delete(key);
        }
    }

    /** Whether there are parts, or another process may make some at any moment. */
    private static boolean mayHaveParts(Existing existing) {
        return existing.manifest().isPresent()
                || existing.credential()
                        .filter(found -> !found.persistence().equals(Persistence.SESSION))
                        .isPresent();
    }

    private boolean deleteWithParts(CredentialKey key) {
        Optional<Manifest> manifest = existing(key).manifest();
        boolean deleted = store.delete(key);
        manifest.ifPresent(this::removeParts);
        return deleted;
    }

    /** What failed to be removed is left to the sweep: the entry itself is as it should be. */
    private void removeParts(Manifest manifest) {
        try {
            for (int number = 1; number <= manifest.parts(); number++) {
                store.delete(Parts.key(manifest.generation(), number));
            }
        } catch (CredentialException e) {
            // A second failure would only hide the first, or make a write that took place look as if it had not.
        }
    }

    /**
     * What is stored under a key.
     *
     * @param credential without its secret
     * @param manifest present if the content is in parts
     * @param isUtf8Text whether the content is text in UTF-8, in one credential
     */
    private record Existing(Optional<Credential> credential, Optional<Manifest> manifest, boolean isUtf8Text) {

        static final Existing NOTHING = new Existing(Optional.empty(), Optional.empty(), false);
    }

    private Existing existing(CredentialKey key) {
        if (!key.type().equals(CredentialType.GENERIC)) {
            return new Existing(new StoredCredentials(store).describe(key), Optional.empty(), false);
        }
        Optional<Credential> found;
        try {
            found = store.find(key);
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            // Replaced as a whole. The parts of its manifest, if it had one, are left to the sweep.
            return Existing.NOTHING;
        }
        if (found.isEmpty()) {
            return Existing.NOTHING;
        }
        try (Credential credential = found.get()) {
            return new Existing(
                    Optional.of(credential.toBuilder().build()),
                    SplitSecrets.manifest(credential),
                    isUtf8Text(credential));
        }
    }

    /** An empty secret is in no encoding. */
    private boolean isUtf8Text(Credential credential) {
        if (!(blobs.read(credential) instanceof StoredBlob.Whole whole)) {
            return false;
        }
        try (Content content = whole.content()) {
            return content.form().equals(ContentForm.UTF_8_TEXT)
                    && !content.bytes().isEmpty();
        }
    }
}
