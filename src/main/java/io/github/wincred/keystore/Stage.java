package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changes that wait for {@code store()}, at most one for each key, in the order in which they were made.
 *
 * <p>Safe for use by several threads. Nothing is called from here that takes another lock, so that no order of calls can hang. A change that {@link #get}
 * gives may be wiped by another thread at any moment: its content is read from a {@linkplain #copy copy} alone.
 */
final class Stage implements AutoCloseable {

    private final Map<CredentialKey, StagedChange> changes = new LinkedHashMap<>();

    synchronized boolean isEmpty() {
        return changes.isEmpty();
    }

    synchronized Optional<StagedChange> get(CredentialKey key) {
        // The hash of a long name takes longer than the rest of a look-up in an empty map.
        return changes.isEmpty() ? Optional.empty() : Optional.ofNullable(changes.get(key));
    }

    /** A copy of a change, which the caller closes; empty if this very change waits no longer. */
    synchronized Optional<StagedChange> copy(StagedChange change) {
        return waits(change) ? Optional.of(change.copy()) : Optional.empty();
    }

    /** This very change, since an equal one may have been made later. */
    @SuppressWarnings("ReferenceEquality")
    private boolean waits(StagedChange change) {
        return changes.get(change.key()) == change;
    }

    /** Adds a change in place of an earlier one of the same key, which is wiped. */
    synchronized void put(StagedChange change) {
        // A map keeps the key it has, and its spelling may differ.
        StagedChange earlier = changes.remove(change.key());
        if (earlier != null) {
            earlier.close();
        }
        changes.put(change.key(), change);
    }

    /** Takes a change out and wipes it, unless another one of the same key has taken its place. */
    synchronized void remove(StagedChange change) {
        if (waits(change)) {
            changes.remove(change.key());
            change.close();
        }
    }

    synchronized List<StagedChange.Write> writes() {
        return of(StagedChange.Write.class).toList();
    }

    /** Every change as it is to be carried out: writes first, then deletions, so that a rename never loses the secret. */
    synchronized List<StagedChange> inOrder() {
        return Stream.<StagedChange>concat(of(StagedChange.Write.class), of(StagedChange.Delete.class))
                .toList();
    }

    private <T extends StagedChange> Stream<T> of(Class<T> kind) {
        return changes.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Wipes and forgets every change. */
    @Override
    public synchronized void close() {
        changes.values().forEach(StagedChange::close);
        changes.clear();
    }
}
