package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialKey;
import java.util.ArrayList;
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
        // The hash of a long name takes longer than the rest of a look-up in an empty map.
        return changes.isEmpty() ? Optional.empty() : Optional.ofNullable(changes.get(key));
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
        List<Change.Write> writes = new ArrayList<>();
        for (Change change : changes.values()) {
            if (change instanceof Change.Write write) {
                writes.add(write);
            }
        }
        return writes;
    }

    List<Change.Delete> deletes() {
        List<Change.Delete> deletes = new ArrayList<>();
        for (Change change : changes.values()) {
            if (change instanceof Change.Delete delete) {
                deletes.add(delete);
            }
        }
        return deletes;
    }

    /** Wipes and forgets every change. */
    @Override
    public void close() {
        changes.values().forEach(Change::close);
        changes.clear();
    }
}
