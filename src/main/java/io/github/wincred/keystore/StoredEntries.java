package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.NamespacedTarget;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what a store holds under a key: split entries too, and credentials that cannot be looked up by their key or cannot be read. Takes no lock: if
 * parts are missing or do not match the manifest, another program may have replaced them, and the manifest is read again.
 */
final class StoredEntries {

    /** How often a manifest may be replaced while its parts are being read. */
    private static final int ATTEMPTS = 64;

    private final CredentialStore store;
    private final StoredEntry.Reader reader;

    StoredEntries(CredentialStore store, StoredEntry.Reader reader) {
        this.store = store;
        this.reader = reader;
    }

    /**
     * The credential with this key, without its secret. A damaged one is returned with nothing but its key, so that it can be replaced and deleted.
     */
    Optional<Credential> describe(CredentialKey key) {
        try {
            Optional<Credential> found = key.type().isDefined() ? store.describe(key) : Optional.empty();
            return found.or(() -> findListed(key));
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED || !listsWithout(key)) {
                throw e;
            }
            return Optional.of(Credential.builder(key).build());
        }
    }

    /** Whether only this credential is damaged: a listing leaves it out, and fails if the whole store is damaged. */
    private boolean listsWithout(CredentialKey key) {
        return store.list(CredentialFilter.parse(key.targetName())).stream()
                .noneMatch(credential -> credential.key().equals(key));
    }

    /**
     * The kind of the entry with this key. Costs one store call, even for a split entry. A split trusted certificate costs one more, and one per
     * part: without its certificate it is not one, while a private key whose chain cannot be read is still a key.
     */
    Optional<EntryKind> kind(CredentialKey key) {
        return readableKind(key).or(() -> findListed(key).map(credential -> EntryKind.UNREADABLE));
    }

    private Optional<EntryKind> readableKind(CredentialKey key) {
        try {
            Optional<StoredEntry> found = read(key).filter(StoredEntries::isNoPart);
            boolean inParts = found.flatMap(StoredEntry::parts).isPresent();
            if (inParts && found.get().kind() == EntryKind.CERTIFICATE) {
                found = find(key, EnumSet.of(EntryKind.CERTIFICATE));
            }
            return found.map(StoredEntries::readableKind);
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            return describe(key).map(credential -> EntryKind.UNREADABLE);
        }
    }

    private static EntryKind readableKind(StoredEntry found) {
        try (found) {
            boolean readable = found.kind() != EntryKind.CERTIFICATE
                    || PemEntry.isReadable(found.content().orElseThrow());
            return readable ? found.kind() : EntryKind.UNREADABLE;
        }
    }

    private static boolean isNoPart(StoredEntry entry) {
        return !SplitParts.isPart(entry.credential());
    }

    /**
     * The entry with this key, if it is of a wanted kind; the caller closes it. One store call, plus one per part of a wanted entry.
     *
     * @throws CredentialException {@link Reason#DAMAGED} if the content cannot be reassembled
     */
    Optional<StoredEntry> find(CredentialKey key, Set<EntryKind> wanted) {
        Optional<SplitManifest> previous = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredEntry> found = read(key).filter(StoredEntries::isNoPart);
            if (found.isEmpty()) {
                return wanted.contains(EntryKind.UNREADABLE)
                        ? findListed(key).map(StoredEntry::unreadable)
                        : Optional.empty();
            }
            StoredEntry entry = found.get();
            if (entry.damage().isPresent()) {
                throw damaged(key, entry.damage().get());
            }
            if (entry.parts().isEmpty() || !wanted.contains(entry.kind())) {
                return entry.ifOf(wanted);
            }
            SplitManifest manifest = entry.parts().get();
            Optional<Secret> joined = join(manifest);
            if (joined.isPresent()) {
                return Optional.of(StoredEntry.of(
                        entry.credential(), new EntryContent(manifest.form(), joined.get(), manifest.certificate())));
            }
            if (previous.equals(Optional.of(manifest))) {
                throw damaged(key, "a part of it is missing or changed");
            }
            previous = Optional.of(manifest);
        }
        throw new CredentialException(
                Reason.BUSY,
                "KeyStore",
                key,
                "it was rewritten " + ATTEMPTS + " times while it was being read; try again");
    }

    private static CredentialException damaged(CredentialKey key, String detail) {
        return new CredentialException(
                Reason.DAMAGED,
                "KeyStore",
                key,
                "the entry cannot be read: " + detail
                        + "; update the library if a newer one wrote it, or restore it from a"
                        + " backup; to delete it or store it again discards what is there");
    }

    /** The entry of the credential with this key, without reading its parts; the caller closes it. One store call. */
    Optional<StoredEntry> read(CredentialKey key) {
        Optional<Credential> found = key.type().isDefined() ? store.find(key) : Optional.empty();
        if (found.isEmpty() && isExtended(key)) {
            found = findListedWithSecret(key);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Credential credential = found.get()) {
            return Optional.of(reader.read(credential));
        }
    }

    /** How a credential that is not stored would be read; the caller closes both. */
    StoredEntry read(Credential credential) {
        return reader.read(credential);
    }

    /**
     * The entry that a change of this key finds, already closed. A damaged credential counts as none, so that it is replaced as a whole; the parts of
     * its manifest, if it had one, are left to the sweep.
     */
    Optional<StoredEntry> forChange(CredentialKey key) {
        if (!key.type().equals(CredentialType.GENERIC)) {
            return describe(key).map(StoredEntry::unreadable);
        }
        try {
            Optional<StoredEntry> found = read(key);
            found.ifPresent(StoredEntry::close);
            return found;
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Passes every entry whose TargetName the filter covers, without its parts, to the action, and closes it. One store call. */
    void forEach(CredentialFilter filter, Consumer<StoredEntry> action) {
        List<Credential> credentials = store.listWithSecrets(filter);
        try {
            for (Credential credential : credentials) {
                try (StoredEntry entry = reader.read(credential)) {
                    action.accept(entry);
                }
            }
        } finally {
            credentials.forEach(Credential::close);
        }
    }

    /** The content in the parts of a manifest; empty if parts are missing or do not match the manifest. */
    private Optional<Secret> join(SplitManifest manifest) {
        byte[] content = new byte[manifest.length()];
        boolean whole = false;
        try {
            int at = 0;
            for (int number = 1; number <= manifest.parts(); number++) {
                Optional<Credential> found = store.find(SplitParts.key(manifest.generation(), number));
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                try (Credential part = found.get()) {
                    Secret piece = part.secret().orElseGet(Secret::empty);
                    if (piece.length() > content.length - at) {
                        return Optional.empty();
                    }
                    piece.copyTo(content, at);
                    at += piece.length();
                }
            }
            whole = at == content.length && manifest.describes(content);
            return whole ? Optional.of(Secret.takeOver(content)) : Optional.empty();
        } finally {
            if (!whole) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    /**
     * The credential's own key: for an extended domain credential that is the only one of its target, the target without the user.
     */
    CredentialKey own(CredentialKey key) {
        return namesUser(key)
                ? findListed(key)
                        .map(Credential::key)
                        .filter(found -> users(found).size() == 1)
                        .orElse(key)
                : key;
    }

    /**
     * Finds credentials that can be listed but perhaps not looked up by key: those of unknown types (R6), and extended domain credentials, which here
     * also have the key {@code TargetName|UserName}.
     */
    private Optional<Credential> findListed(CredentialKey key) {
        return key.type().isDefined() && !isExtended(key) ? Optional.empty() : meant(store.list(ofTarget(key)), key);
    }

    private Optional<Credential> findListedWithSecret(CredentialKey key) {
        List<Credential> listed = store.listWithSecrets(ofTarget(key));
        Optional<Credential> meant = meant(listed, key);
        for (Credential credential : listed) {
            if (meant.isEmpty() || credential != meant.get()) {
                credential.close();
            }
        }
        return meant;
    }

    private static boolean isExtended(CredentialKey key) {
        return key.type().equals(CredentialType.DOMAIN_EXTENDED);
    }

    private static boolean namesUser(CredentialKey key) {
        return isExtended(key) && key.targetName().indexOf(NamespacedTarget.USER_SEPARATOR) >= 0;
    }

    private static CredentialFilter ofTarget(CredentialKey key) {
        String name = key.targetName();
        return CredentialFilter.startingWith(
                namesUser(key) ? name.substring(0, name.indexOf(NamespacedTarget.USER_SEPARATOR)) : name);
    }

    /** The one with exactly this key; otherwise the one with this target and user. */
    private static Optional<Credential> meant(List<Credential> listed, CredentialKey key) {
        return listed.stream()
                .filter(credential -> credential.key().equals(key))
                .findFirst()
                .or(() -> listed.stream()
                        .filter(credential ->
                                namesUser(key) && withUser(credential).equals(key))
                        .findFirst());
    }

    /** The keys, with their users, of the extended domain credentials of a target; empty for a credential of another type. */
    List<CredentialKey> users(CredentialKey key) {
        return !isExtended(key)
                ? List.of()
                : store.list(CredentialFilter.startingWith(key.targetName())).stream()
                        .filter(credential -> credential.key().equals(key))
                        .map(StoredEntries::withUser)
                        .toList();
    }

    /** The key that distinguishes this credential from others of the same type and target. */
    static CredentialKey withUser(Credential credential) {
        return new CredentialKey(
                credential.type(),
                credential.targetName()
                        + NamespacedTarget.USER_SEPARATOR
                        + credential.userName().orElse(""));
    }
}
