package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import java.util.Optional;
import java.util.Set;

/**
 * A credential and its content.
 *
 * @param credential without its secret
 * @param content empty for a credential whose secret the store does not give back
 */
record FoundEntry(Credential credential, Optional<EntryContent> content) implements AutoCloseable {

    EntryKind kind() {
        return content.isPresent() ? EntryKind.of(content.get().form()) : EntryKind.UNREADABLE;
    }

    /** This entry if it is of a wanted kind; otherwise it is closed. */
    Optional<FoundEntry> ifOf(Set<EntryKind> wanted) {
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
}
