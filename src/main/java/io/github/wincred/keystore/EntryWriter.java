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
 * Writes and deletes entries, split where they are larger than a blob.
 *
 * <p>The parts of a new content are written first, under a new generation. A single write of the manifest then makes them the entry's content, and
 * the parts that the old manifest named are removed. To delete an entry, one write marks its manifest as deleted, then the parts are removed, then
 * the manifest. So an entry is entirely old or entirely new, whenever the process ends. Removing old parts that could not be removed is retried with
 * the next change; if the process ends before that, {@link SplitSecrets#sweep} removes them, and the next change of the entry completes a deletion.
 * All of this is one compound operation of the store.
 *
 * <p>Parts belong to the entry that they were written for: an entry that another program copied with its manifest can be read, but never removes
 * them.
 *
 * <p>Text that the store has in UTF-8 stays in UTF-8, for the program that wrote it; see {@link StagedChange.Write#inUtf8}.
 */
final class EntryWriter {

    private final CredentialStore store;
    private final StoredEntries entries;

    /** Replaced manifests some of whose parts still exist. */
    private final List<SplitManifest> leftovers = new ArrayList<>();

    EntryWriter(CredentialStore store, StoredEntries entries) {
        this.store = store;
        this.entries = entries;
    }

    /**
     * Carries out a change; removing what is already gone succeeds. All but the simplest changes are compound operations of the store.
     *
     * @param change the change to carry out
     * @param claim supplies the change, which is closed here, or nothing if another thread was faster; called while nobody else can write, unless the
     *     change is about a credential of the session
     * @param done called afterwards, before anybody else can write
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

    /** Whether one call suffices, which needs no vault on a disk: nothing exists, or nothing that is split. */
    private boolean isOneCall(StagedChange change) {
        if (change instanceof StagedChange.Write write) {
            return !write.isSplit()
                    && write.persistenceIfNew().equals(Persistence.SESSION)
                    && entries.forChange(write.key()).isEmpty();
        }
        boolean generic = change.key().type().equals(CredentialType.GENERIC);
        boolean ofSession = change instanceof StagedChange.Delete delete
                && delete.persistence().equals(Optional.of(Persistence.SESSION));
        return ofSession && !(generic && mayHaveParts(entries.forChange(change.key())));
    }

    private void carryOut(StagedChange claimed, boolean inOneCall) {
        try (claimed) {
            if (claimed instanceof StagedChange.Write write) {
                if (inOneCall) {
                    store(write, write.describe(Optional.empty()), Optional.empty());
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
        Credential described = write.describe(existing.map(StoredEntry::credential));
        Optional<SplitManifest> manifest = write.isSplit() || isMisread(write, described)
                ? Optional.of(write.content().read(bytes -> writeParts(write, bytes, described.persistence())))
                : Optional.empty();
        try {
            store(write, described, manifest);
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

    /**
     * For an entry that was deleted and set again in another case, whose spelling the store may have kept. A failure of this alone does not fail the
     * write.
     */
    private void respell(CredentialKey key, String name) {
        try {
            new CredentialRenaming(store, credential -> Optional.empty()).rename(key, name);
        } catch (CredentialException e) {
            if (store.describe(key).isEmpty()) {
                throw e;
            }
        }
    }

    /** Whether the blob would be misread because the attributes of other programs leave no space for the record. */
    private boolean isMisread(StagedChange.Write write, Credential described) {
        if (write.record().isEmpty()
                || !write.key().type().equals(CredentialType.GENERIC)
                || described.attributes().contains(write.record().get())) {
            return false;
        }
        try (Credential whole = described.toBuilder()
                        .secret(write.content().bytes().copy())
                        .build();
                StoredEntry read = entries.read(whole)) {
            return read.content()
                    .filter(found -> found.form().equals(write.content().form()))
                    .isEmpty();
        }
    }

    private void store(StagedChange.Write write, Credential described, Optional<SplitManifest> manifest) {
        try (Secret blob = manifest.map(SplitManifest::toBytes)
                .map(Secret::takeOver)
                .orElseGet(() -> write.content().bytes().copy())) {
            store.write(described.toBuilder().secret(blob).build());
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
            // Matters most if the store is full: the parts written so far must not take up space.
            removeLater(manifest);
            throw e;
        }
    }

    /** Whether a write that failed took effect after all, or that cannot be determined; its parts must then stay. */
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

    /** Whether there are parts, or another process may create some at any moment. */
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

    /** Hides the entry from readers, and records what is still to be removed. */
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

    /** Removes the parts of a content that no entry has, now or, if that fails, with the next change: the requested change is done, or has failed. */
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
            // Another failure would only hide the first, or make a completed write look as if it had failed.
        }
    }
}
