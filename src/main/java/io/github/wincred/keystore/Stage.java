package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes that wait for {@code store()}, at most one for each key, in the order in which they were made. */
final class Stage implements AutoCloseable {

    private final Map<CredentialKey, Change> changes = new LinkedHashMap<>();

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Optional<Change> get(CredentialKey key) {
        return Optional.ofNullable(changes.get(key));
    }

    /** Adds a change in place of an earlier one of the same key, which is wiped. */
    void put(Change change) {
        // A map keeps the key it has, and its spelling may differ.
        remove(change.key());
        changes.put(change.key(), change);
    }

    /** Takes a change out and wipes it. */
    void remove(CredentialKey key) {
        Change change = changes.remove(key);
        if (change != null) {
            change.close();
        }
    }

    List<Change.Write> writes() {
        return changes.values().stream()
                .filter(Change.Write.class::isInstance)
                .map(Change.Write.class::cast)
                .toList();
    }

    List<Change.Delete> deletes() {
        return changes.values().stream()
                .filter(Change.Delete.class::isInstance)
                .map(Change.Delete.class::cast)
                .toList();
    }

    /** Wipes and forgets every change. */
    @Override
    public void close() {
        changes.values().forEach(Change::close);
        changes.clear();
    }
}
