package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.PasswordProtectedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store as it will be once the stage is carried out.
 *
 * <p>While a store is locked its content counts as absent if something is staged, because programs use a key store that they loaded without a
 * password as a place of their own. With nothing staged the store's own refusal comes through, so that it never looks empty.
 */
final class StagedView {

    private final CredentialStore store;
    private final EntryReader reader;
    private final Stage stage;

    StagedView(CredentialStore store, EntryReader reader, Stage stage) {
        this.store = store;
        this.reader = reader;
        this.stage = stage;
    }

    /** The credential without its secret. */
    Optional<Credential> describe(CredentialKey key) {
        return describe(key, hidesStored());
    }

    /** As {@link #describe(CredentialKey)}, for a change of this key: in a locked store there is nothing that it could build upon. */
    Optional<Credential> describeForChange(CredentialKey key) {
        return describe(key, isLocked());
    }

    private Optional<Credential> describe(CredentialKey key, boolean hidesStored) {
        Optional<Change> change = stage.get(key);
        if (change.isEmpty()) {
            return hidesStored ? Optional.empty() : describeStored(key);
        }
        return change.get() instanceof Change.Write write
                ? Optional.of(write.describe(hidesStored ? Optional.empty() : store.describe(key)))
                : Optional.empty();
    }

    /** What the entry is. One store call at most, which reads no part. */
    Optional<EntryKind> kind(CredentialKey key) {
        return kind(key, hidesStored());
    }

    /** As {@link #kind}, for a change of this key. */
    Optional<EntryKind> kindForChange(CredentialKey key) {
        return kind(key, isLocked());
    }

    private Optional<EntryKind> kind(CredentialKey key, boolean hidesStored) {
        Optional<Change> change = stage.get(key);
        if (change.isEmpty()) {
            return hidesStored ? Optional.empty() : kindOfStored(key);
        }
        return change.get() instanceof Change.Write write
                ? Optional.of(
                        key.type().returnsSecret()
                                ? EntryKind.of(write.content().form())
                                : EntryKind.UNREADABLE)
                : Optional.empty();
    }

    private Optional<EntryKind> kindOfStored(CredentialKey key) {
        Optional<EntryKind> kind = key.type().isDefined() ? reader.kind(key) : Optional.empty();
        return kind.or(() -> findListed(key).map(credential -> EntryKind.UNREADABLE));
    }

    /** The entry if it is of a wanted kind, with its content where that can be read; the caller closes it. */
    Optional<FoundEntry> find(CredentialKey key, Set<EntryKind> wanted) {
        Optional<Change> change = stage.get(key);
        if (change.isEmpty()) {
            return hidesStored() ? Optional.empty() : findStored(key, wanted);
        }
        if (!(change.get() instanceof Change.Write write)) {
            return Optional.empty();
        }
        Credential credential = write.describe(hidesStored() ? Optional.empty() : store.describe(key));
        Optional<Content> content =
                key.type().returnsSecret() ? Optional.of(write.content().copy()) : Optional.empty();
        return new FoundEntry(credential, content).ifOf(wanted);
    }

    private Optional<FoundEntry> findStored(CredentialKey key, Set<EntryKind> wanted) {
        Optional<FoundEntry> found = key.type().isDefined() ? reader.find(key, wanted) : Optional.empty();
        return found.or(() -> findListed(key)
                .map(credential -> new FoundEntry(credential, Optional.empty()))
                .filter(entry -> wanted.contains(entry.kind())));
    }

    /** Every credential whose TargetName begins with the prefix, without secrets and without parts. */
    List<Credential> list(String prefix) {
        CredentialFilter filter = CredentialFilter.startingWith(prefix);
        List<Credential> all = new ArrayList<>();
        List<Credential> stored = hidesStored() ? List.of() : store.list(filter);
        for (Credential credential : stored) {
            if (filter.matches(credential.targetName())
                    && !Parts.isPart(credential)
                    && stage.get(credential.key()).isEmpty()) {
                all.add(credential);
            }
        }
        for (Change.Write write : stage.writes()) {
            if (filter.matches(write.key().targetName())) {
                all.add(write.describe(Optional.empty()));
            }
        }
        return all;
    }

    /** Whether only what is staged can be seen. */
    boolean hidesStored() {
        return !stage.isEmpty() && isLocked();
    }

    private boolean isLocked() {
        return store instanceof PasswordProtectedStore vault && vault.isLocked();
    }

    private Optional<Credential> describeStored(CredentialKey key) {
        Optional<Credential> found = key.type().isDefined() ? store.describe(key) : Optional.empty();
        return found.filter(credential -> !Parts.isPart(credential)).or(() -> findListed(key));
    }

    /**
     * What can be listed but not asked for by its key: credentials of unknown types (R6), and one of several extended domain credentials of a
     * target, whose key here is {@code TargetName|UserName}.
     */
    private Optional<Credential> findListed(CredentialKey key) {
        String name = key.targetName();
        boolean extended = key.type().equals(CredentialType.DOMAIN_EXTENDED) && name.indexOf('|') >= 0;
        if (key.type().isDefined() && !extended) {
            return Optional.empty();
        }
        String prefix = extended ? name.substring(0, name.indexOf('|')) : name;
        return store.list(CredentialFilter.startingWith(prefix)).stream()
                .filter(credential -> extended
                        ? withUser(credential).equals(key)
                        : credential.key().equals(key))
                .findFirst();
    }

    /** The key that tells this credential from others of the same type and target. */
    static CredentialKey withUser(Credential credential) {
        return new CredentialKey(
                credential.type(),
                credential.targetName() + "|" + credential.userName().orElse(""));
    }
}
