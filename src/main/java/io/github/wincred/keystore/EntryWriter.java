package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialRenaming;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes and deletes entries, in parts where they are larger than a blob.
 *
 * <p>The parts of a new content are written first, under a generation of their own. The one write of the manifest makes it the entry's content;
 * then the parts that the old manifest named are removed. To delete an entry, one write marks its manifest as deleted, then the parts go, then the
 * manifest. So an entry is wholly old or wholly new, whenever this ends. Old parts that could not be removed are tried again with the next change; if
 * the process has ended before that, {@link SplitSecrets#sweep} removes them, and a deletion is finished by whatever next changes the entry. All of it
 * is one compound operation of the store.
 *
 * <p>Parts belong to the entry that they were written for: one that was copied with its manifest by another program is read, and never removes them.
 *
 * <p>Text that is in UTF-8 in the store stays so, as the program needs it that wrote it; see {@link StagedChange.Write#inUtf8}.
 */
final class EntryWriter {

    private final CredentialStore store;
    private final StoredEntries entries;

    /** Manifests that are replaced, and some of whose parts are still there. */
    private final List<SplitManifest> leftovers = new ArrayList<>();

    EntryWriter(CredentialStore store, StoredEntries entries) {
        this.store = store;
        this.entries = entries;
    }

    /**
     * Carries out a change; to remove what is gone already is success. All but the simplest are compound operations of the store.
     *
     * @param change what is to be done
     * @param claim gives the change to be carried out, which is closed here, or nothing if another thread was faster; called when nobody else can
     *     write, unless it is about a credential of the session
     * @param done called after it, before anybody else can write
     */
    void carryOut(StagedChange change, Supplier<Optional<StagedChange>> claim, Runnable done) {
        boolean inOneCall = isOneCall(change);
        Runnable operation = () -> {
            claim.get().ifPresent(claimed -> carryOut(claimed, inOneCall));
            done.run();
        };
        if (inOneCall) {
            operation.run();
        } else {
            store.exclusively(() -> {
                operation.run();
                return true;
            });
        }
    }

    /** Whether one call is enough, which needs no vault on a disk: there is nothing, or nothing in parts. */
    private boolean isOneCall(StagedChange change) {
        if (change instanceof StagedChange.Write write) {
            return !write.isSplit()
                    && write.persistenceIfNew().equals(Persistence.SESSION)
                    && entries.forChange(write.key()).isEmpty();
        }
        boolean generic = change.key().type().equals(CredentialType.GENERIC);
        boolean ofSession = change instanceof StagedChange.Delete delete
                && delete.persistence().equals(Persistence.SESSION);
        return ofSession && !(generic && mayHaveParts(entries.forChange(change.key())));
    }

    private void carryOut(StagedChange claimed, boolean inOneCall) {
        try (claimed) {
            if (claimed instanceof StagedChange.Write write) {
                if (inOneCall) {
                    store(write, Optional.empty(), Optional.empty());
                } else {
                    replace(write);
                }
            } else if (inOneCall) {
                store.delete(claimed.key());
            } else {
                deleteWithParts(claimed.key(), entries.forChange(claimed.key()));
            }
        }
    }

    private void replace(StagedChange.Write write) {
        Optional<StoredEntry> existing = entries.forChange(write.key());
        if (ownManifest(existing).filter(SplitManifest::isDeleted).isPresent()) {
            deleteWithParts(write.key(), existing);
            existing = Optional.empty();
        }
        Optional<StagedChange.Write> inUtf8 =
                existing.filter(StoredEntry::isUtf8Text).flatMap(text -> write.inUtf8());
        if (inUtf8.isEmpty()) {
            replace(write, existing);
            return;
        }
        try (StagedChange.Write same = inUtf8.get()) {
            replace(same, existing);
        }
    }

    private void replace(StagedChange.Write write, Optional<StoredEntry> existing) {
        removeLeftovers();
        Optional<SplitManifest> manifest = Optional.empty();
        if (write.isSplit() || isMisread(write, existing)) {
            Persistence persistence =
                    write.describe(existing.map(StoredEntry::credential)).persistence();
            manifest = Optional.of(write.content().read(bytes -> writeParts(write, bytes, persistence)));
        }
        try {
            store(write, existing, manifest);
        } catch (CredentialException e) {
            manifest.filter(ours -> !isCommitted(write.key(), ours)).ifPresent(this::removeLater);
            throw e;
        }
        ownManifest(existing).ifPresent(this::removeLater);
        String name = write.key().targetName();
        if (write.replaces()
                && write.key().type().equals(CredentialType.GENERIC)
                && existing.filter(old -> !old.credential().targetName().equals(name))
                        .isPresent()) {
            respell(write.key(), name);
        }
    }

    /** For an entry that was deleted and set anew in other case: the store may have kept the spelling. To fail in this alone is no failure to store. */
    private void respell(CredentialKey key, String name) {
        try {
            new CredentialRenaming(store, credential -> Optional.empty()).rename(key, name);
        } catch (CredentialException e) {
            if (store.describe(key).isEmpty()) {
                throw e;
            }
        }
    }

    /** Whether the blob would be taken for something else, because the attributes of other programs leave the record no place. */
    private boolean isMisread(StagedChange.Write write, Optional<StoredEntry> existing) {
        if (write.record().isEmpty() || !write.key().type().equals(CredentialType.GENERIC)) {
            return false;
        }
        try (Credential whole = write.begin(existing.map(StoredEntry::credential))
                .secret(write.content().bytes().copy())
                .build()) {
            if (whole.attributes().contains(write.record().get())) {
                return false;
            }
            try (StoredEntry read = entries.read(whole)) {
                return read.content()
                        .filter(found -> found.form().equals(write.content().form()))
                        .isEmpty();
            }
        }
    }

    private void store(StagedChange.Write write, Optional<StoredEntry> existing, Optional<SplitManifest> manifest) {
        try (Secret blob = manifest.map(SplitManifest::toBytes)
                .map(Secret::takeOver)
                .orElseGet(() -> write.content().bytes().copy())) {
            store.write(write.begin(existing.map(StoredEntry::credential))
                    .secret(blob)
                    .build());
        }
    }

    private SplitManifest writeParts(StagedChange.Write write, byte[] bytes, Persistence persistence) {
        SplitManifest manifest = SplitManifest.of(write.key(), write.content(), bytes);
        try {
            for (int number = 1; number <= manifest.parts(); number++) {
                int from = (number - 1) * SplitParts.PART_BYTES;
                try (Credential part = Credential.builder(SplitParts.key(manifest.generation(), number))
                        .persistence(persistence)
                        .comment(SplitParts.COMMENT)
                        .secret(Secret.takeOver(
                                Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SplitParts.PART_BYTES))))
                        .build()) {
                    store.write(part);
                }
            }
            return manifest;
        } catch (CredentialException e) {
            // Above all where the store is full, so that what is there already does not stay in the way.
            removeLater(manifest);
            throw e;
        }
    }

    /** Whether a write that failed took place after all; its parts must then stay, and also if nobody can say. */
    private boolean isCommitted(CredentialKey key, SplitManifest manifest) {
        try {
            Optional<StoredEntry> found = entries.read(key);
            found.ifPresent(StoredEntry::close);
            return found.flatMap(StoredEntry::manifest).equals(Optional.of(manifest));
        } catch (CredentialException e) {
            return true;
        }
    }

    private static Optional<SplitManifest> ownManifest(Optional<StoredEntry> existing) {
        return existing.flatMap(StoredEntry::ownManifest);
    }

    /** Whether there are parts, or another process may make some at any moment. */
    private static boolean mayHaveParts(Optional<StoredEntry> existing) {
        return ownManifest(existing).isPresent()
                || existing.map(StoredEntry::credential)
                        .filter(found -> !found.persistence().equals(Persistence.SESSION))
                        .isPresent();
    }

    private void deleteWithParts(CredentialKey key, Optional<StoredEntry> existing) {
        removeLeftovers();
        if (ownManifest(existing).isPresent()) {
            mark(
                    existing.map(StoredEntry::credential).orElseThrow(),
                    ownManifest(existing).get());
            removeParts(ownManifest(existing).get());
        }
        store.delete(key);
    }

    /** From here on the entry is gone for its readers, and whoever finds it knows what is still to be removed. */
    private void mark(Credential existing, SplitManifest manifest) {
        Persistence persistence = existing.persistence();
        try (Credential deleted = Credential.builder(existing.key())
                .persistence(persistence.isWritable() ? persistence : Persistence.LOCAL_MACHINE)
                .comment(SplitParts.DELETED_COMMENT)
                .secret(Secret.takeOver(manifest.deleted().toBytes()))
                .build()) {
            store.write(deleted);
        }
    }

    private void removeParts(SplitManifest manifest) {
        for (int number = 1; number <= manifest.parts(); number++) {
            store.delete(SplitParts.key(manifest.generation(), number));
        }
    }

    /** Removes the parts of a content that is no entry's, now or, if that fails, with the next change: what was asked for is done, or has failed. */
    private void removeLater(SplitManifest manifest) {
        leftovers.add(manifest);
        removeLeftovers();
    }

    private void removeLeftovers() {
        try {
            while (!leftovers.isEmpty()) {
                removeParts(leftovers.get(0));
                leftovers.remove(0);
            }
        } catch (CredentialException e) {
            // A second failure would only hide the first, or make a write that took place look as if it had not.
        }
    }
}
