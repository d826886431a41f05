package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.PasswordProtectedStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store as it will be once the staged changes are carried out.
 *
 * <p>While a store is locked and something is staged, the store's content counts as absent, because programs use a key store loaded without a
 * password as temporary storage. With nothing staged the store's own failure is passed on, so that it never looks empty.
 */
final class StageView {

    private final CredentialStore store;
    private final StoredEntries stored;
    private final Stage stage;
    private final CredentialFilter filter;

    StageView(CredentialStore store, StoredEntries stored, Stage stage, String prefix) {
        this.store = store;
        this.stored = stored;
        this.stage = stage;
        filter = CredentialFilter.startingWith(prefix);
    }

    /** The credential's own key, by which a change identifies it; see {@link StoredEntries#own}. */
    CredentialKey own(CredentialKey key) {
        return stage.get(key).isPresent() || isLocked() ? key : stored.own(key);
    }

    /** The keys, with their users, of the extended domain credentials of a target. */
    List<CredentialKey> users(CredentialKey key) {
        return isLocked() ? List.of() : stored.users(key);
    }

    /** The credential without its secret. */
    Optional<Credential> describe(CredentialKey key) {
        return describe(key, hidesStored());
    }

    /** As {@link #describe(CredentialKey)}, for a change of this key: a locked store has nothing to build on. */
    Optional<Credential> describeForChange(CredentialKey key) {
        return describe(key, isLocked());
    }

    private Optional<Credential> describe(CredentialKey named, boolean hidesStored) {
        CredentialKey key = own(named);
        Optional<StagedChange> change = stage.get(key);
        if (change.isEmpty()) {
            return hidesStored
                    ? Optional.empty()
                    : stored.describe(key).filter(credential -> !SplitParts.isPart(credential));
        }
        return change.get() instanceof StagedChange.Write write
                ? Optional.of(write.describe(replaceable(key, hidesStored)))
                : Optional.empty();
    }

    /** The stored credential whose fields a change of this key keeps. */
    Optional<Credential> storedForChange(CredentialKey key) {
        return replaceable(key, isLocked());
    }

    /** Empty for an entry whose deletion is incomplete. */
    private Optional<Credential> replaceable(CredentialKey key, boolean hidesStored) {
        return hidesStored
                ? Optional.empty()
                : stored.describe(key).filter(credential -> !SplitParts.isDeleted(credential));
    }

    /** The kind of the entry. Store calls as for {@link StoredEntries#kind}. */
    Optional<EntryKind> kind(CredentialKey key) {
        return kind(key, hidesStored());
    }

    /** As {@link #kind(CredentialKey)}, for a change of this key. */
    Optional<EntryKind> kindForChange(CredentialKey key) {
        return kind(key, isLocked())
                .filter(kind -> kind != EntryKind.UNREADABLE
                        || stored.describe(key).filter(SplitParts::isDeleted).isEmpty());
    }

    private Optional<EntryKind> kind(CredentialKey named, boolean hidesStored) {
        CredentialKey key = own(named);
        Optional<StagedChange> change = stage.get(key);
        if (change.isEmpty()) {
            return hidesStored ? Optional.empty() : stored.kind(key);
        }
        return change.get() instanceof StagedChange.Write write
                ? Optional.of(
                        key.type().returnsSecret()
                                ? EntryKind.of(write.content().form())
                                : EntryKind.UNREADABLE)
                : Optional.empty();
    }

    /** The entry if it is of a wanted kind, with its content where that can be read; the caller closes it. */
    Optional<StoredEntry> find(CredentialKey named, Set<EntryKind> wanted) {
        CredentialKey key = own(named);
        Optional<StagedChange> change = stage.get(key);
        if (change.isEmpty()) {
            return hidesStored() ? Optional.empty() : stored.find(key, wanted);
        }
        Optional<StagedChange> copy = stage.copy(change.get());
        if (copy.isEmpty()) {
            // Carried out or replaced meanwhile.
            return find(key, wanted);
        }
        return copy.get() instanceof StagedChange.Write write ? found(write).ifOf(wanted) : Optional.empty();
    }

    /** The entry that a copied change makes; the copy is consumed. */
    private StoredEntry found(StagedChange.Write write) {
        boolean given = false;
        try {
            Credential credential = write.describe(replaceable(write.key(), hidesStored()));
            given = write.key().type().returnsSecret();
            return given ? StoredEntry.of(credential, write.content()) : StoredEntry.unreadable(credential);
        } finally {
            if (!given) {
                write.close();
            }
        }
    }

    /**
     * The keys of all credentials whose TargetName begins with the prefix, in their stored spelling and without parts; including the user where a
     * target has several.
     */
    List<CredentialKey> keys() {
        List<Credential> listed = hidesStored() ? List.of() : store.list(filter);
        Set<CredentialKey> ofSeveral = ofSeveralUsers(listed);
        List<CredentialKey> keys = new ArrayList<>();
        for (Credential credential : listed) {
            if (filter.matches(credential.targetName()) && !SplitParts.isPart(credential) && !isStaged(credential)) {
                boolean several = credential.type().equals(CredentialType.DOMAIN_EXTENDED)
                        && ofSeveral.contains(credential.key());
                keys.add(several ? StoredEntries.withUser(credential) : credential.key());
            }
        }
        keys.addAll(stagedKeys());
        return keys;
    }

    /** The keys among them that are staged. */
    List<CredentialKey> stagedKeys() {
        return stage.writes().stream()
                .map(StagedChange.Write::key)
                .filter(key -> filter.matches(key.targetName()))
                .toList();
    }

    /** The keys that several of these share, which is possible only for extended domain credentials. */
    private static Set<CredentialKey> ofSeveralUsers(List<Credential> listed) {
        Set<CredentialKey> once = new HashSet<>();
        Set<CredentialKey> several = new HashSet<>();
        for (Credential credential : listed) {
            if (credential.type().equals(CredentialType.DOMAIN_EXTENDED) && !once.add(credential.key())) {
                several.add(credential.key());
            }
        }
        return several;
    }

    private boolean isStaged(Credential credential) {
        return stage.get(credential.key()).isPresent()
                || (credential.type().equals(CredentialType.DOMAIN_EXTENDED)
                        && stage.get(StoredEntries.withUser(credential)).isPresent());
    }

    /** Whether only staged changes are visible. */
    boolean hidesStored() {
        return !stage.isEmpty() && isLocked();
    }

    private boolean isLocked() {
        return store instanceof PasswordProtectedStore vault && vault.isLocked();
    }
}
