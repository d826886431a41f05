package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes pending until {@code store()}, at most one for each key, in the order in which they were made.
 *
 * <p>Safe for use by several threads. Nothing called from here takes another lock, so deadlock is impossible. Another thread may wipe a change that
 * {@link #get} returned at any moment: read its content only from a {@linkplain #copy copy}.
 */
final class Stage implements AutoCloseable {

    private final Map<CredentialKey, StagedChange> changes = new LinkedHashMap<>();

    synchronized boolean isEmpty() {
        return changes.isEmpty();
    }

    synchronized Optional<StagedChange> get(CredentialKey key) {
        // Hashing a long name takes longer than the rest of a look-up in an empty map.
        return changes.isEmpty() ? Optional.empty() : Optional.ofNullable(changes.get(key));
    }

    /** A copy of a change, which the caller closes; empty if that change is no longer staged. */
    synchronized Optional<StagedChange> copy(StagedChange change) {
        return waits(change) ? Optional.of(change.copy()) : Optional.empty();
    }

    /** Compares by identity, since an equal change may have been made later. */
    @SuppressWarnings("ReferenceEquality")
    private boolean waits(StagedChange change) {
        return changes.get(change.key()) == change;
    }

    /** Adds a change and wipes an earlier one of the same key, which it replaces. */
    synchronized void put(StagedChange change) {
        // A map keeps its existing key, whose spelling may differ.
        get(change.key()).ifPresent(this::remove);
        changes.put(change.key(), change);
    }

    /** Removes and wipes a change, unless another one of the same key has replaced it. */
    synchronized void remove(StagedChange change) {
        if (waits(change)) {
            changes.remove(change.key());
            change.close();
        }
    }

    synchronized List<StagedChange.Write> writes() {
        List<StagedChange.Write> writes = new ArrayList<>();
        for (StagedChange change : changes.values()) {
            if (change instanceof StagedChange.Write write) {
                writes.add(write);
            }
        }
        return writes;
    }

    /** All changes in the order to carry them out: writes first, then deletions, so that a rename never loses the secret. */
    synchronized List<StagedChange> inOrder() {
        List<StagedChange> ordered = new ArrayList<>(writes());
        for (StagedChange change : changes.values()) {
            if (change instanceof StagedChange.Delete) {
                ordered.add(change);
            }
        }
        return ordered;
    }

    /** Wipes and discards every change. */
    @Override
    public synchronized void close() {
        changes.values().forEach(StagedChange::close);
        changes.clear();
    }
}
