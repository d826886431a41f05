package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.NamespacedTarget;
import io.github.wincred.credential.Reason;
import java.util.List;
import java.util.Optional;

/** What a store holds, for those who ask by an alias: also what cannot be asked for by its key, or cannot be read. */
record StoredCredentials(CredentialStore store) {

    /**
     * The credential with this key, without its secret. A damaged one is there, with nothing known but its key, so that it can be replaced and
     * deleted.
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

    /** The credential with this key and its secret; the caller closes it. */
    Optional<Credential> find(CredentialKey key) {
        Optional<Credential> found = store.find(key);
        if (found.isPresent() || !isExtended(key)) {
            return found;
        }
        List<Credential> listed = store.listWithSecrets(ofTarget(key));
        Optional<Credential> meant = meant(listed, key);
        for (Credential credential : listed) {
            if (meant.isEmpty() || credential != meant.get()) {
                credential.close();
            }
        }
        return meant;
    }

    /**
     * The key that a credential has by itself: where an extended domain credential is the only one of its target, the target without the user.
     */
    CredentialKey own(CredentialKey key) {
        return namesUser(key)
                ? findListed(key)
                        .map(Credential::key)
                        .filter(found -> users(found).size() == 1)
                        .orElse(key)
                : key;
    }

    /** Whether the damage is that of the one credential: listing leaves it out, and fails if the whole store is damaged. */
    private boolean listsWithout(CredentialKey key) {
        return store.list(CredentialFilter.parse(key.targetName())).stream()
                .noneMatch(credential -> credential.key().equals(key));
    }

    /**
     * What can be listed but perhaps not asked for by its key: credentials of unknown types (R6), and extended domain credentials, which here
     * have the key {@code TargetName|UserName} too.
     */
    Optional<Credential> findListed(CredentialKey key) {
        return key.type().isDefined() && !isExtended(key) ? Optional.empty() : meant(store.list(ofTarget(key)), key);
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

    /** The one with this very key; otherwise the one with this target and user. */
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
        return !key.type().equals(CredentialType.DOMAIN_EXTENDED)
                ? List.of()
                : store.list(CredentialFilter.startingWith(key.targetName())).stream()
                        .filter(credential -> credential.key().equals(key))
                        .map(StoredCredentials::withUser)
                        .toList();
    }

    /** The key that tells this credential from others of the same type and target. */
    static CredentialKey withUser(Credential credential) {
        return new CredentialKey(
                credential.type(),
                credential.targetName()
                        + NamespacedTarget.USER_SEPARATOR
                        + credential.userName().orElse(""));
    }
}
