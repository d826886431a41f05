package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
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

    /** Whether the damage is that of the one credential: listing leaves it out, and fails if the whole store is damaged. */
    private boolean listsWithout(CredentialKey key) {
        return store.list(CredentialFilter.parse(key.targetName())).stream()
                .noneMatch(credential -> credential.key().equals(key));
    }

    /**
     * What can be listed but not asked for by its key: credentials of unknown types (R6), and one of several extended domain credentials of a
     * target, whose key here is {@code TargetName|UserName}.
     */
    Optional<Credential> findListed(CredentialKey key) {
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
                credential.targetName() + "|" + credential.userName().orElse(""));
    }
}
