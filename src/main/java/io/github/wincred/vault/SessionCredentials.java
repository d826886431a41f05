package io.github.wincred.vault;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Credentials in memory, one for each key, which end with the process. Owns its secrets: those it replaces or removes are wiped, those it returns are
 * copies.
 *
 * <p>To be used with {@link #moves} held, which spans more than one call.
 */
final class SessionCredentials {

    /** Protects a credential that moves between here and the files. */
    final ReadWriteLock moves = new ReentrantReadWriteLock();

    private final Map<CredentialKey, Credential> entries = new HashMap<>();
    private final Set<CredentialKey> written = ConcurrentHashMap.newKeySet();

    /** Whether this process wrote the credential, here or elsewhere. Needs no lock. */
    boolean wasWritten(CredentialKey key) {
        return written.contains(key);
    }

    void recordWritten(CredentialKey key) {
        written.add(key);
    }

    /** A copy of the credential, with the secret if requested and the type returns it. */
    Optional<Credential> get(CredentialKey key, boolean withSecret) {
        return Optional.ofNullable(entries.get(key)).map(stored -> copy(stored, withSecret));
    }

    boolean contains(CredentialKey key) {
        return entries.containsKey(key);
    }

    int size() {
        return entries.size();
    }

    /** A copy of the stored secret, whatever the type. */
    Optional<Secret> secretOf(CredentialKey key) {
        return Optional.ofNullable(entries.get(key)).flatMap(Credential::secret).map(Secret::copy);
    }

    /** Takes ownership of the credential, and adopts the newest spelling of the name. */
    void put(Credential credential) {
        remove(credential.key());
        entries.put(credential.key(), credential);
    }

    boolean remove(CredentialKey key) {
        @Nullable Credential removed = entries.remove(key);
        if (removed == null) {
            return false;
        }
        removed.close();
        return true;
    }

    List<Credential> list(CredentialFilter filter, boolean withSecrets) {
        List<Credential> found = new ArrayList<>();
        for (Credential stored : entries.values()) {
            if (filter.matches(stored.targetName())) {
                found.add(copy(stored, withSecrets));
            }
        }
        return found;
    }

    private static Credential copy(Credential stored, boolean withSecret) {
        Credential.Builder copy = stored.toBuilder();
        if (withSecret && stored.type().returnsSecret()) {
            copy.secret(stored.secret().map(Secret::copy).orElseGet(Secret::empty));
        }
        return copy.build();
    }
}
