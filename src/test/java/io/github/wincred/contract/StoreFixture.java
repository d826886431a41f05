package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What a backend's test class provides so that the contracts can run on it. */
public interface StoreFixture {

    /** The store under test; every call within one test gives the same one. */
    CredentialStore store();

    /** A second object on the same credentials. */
    CredentialStore secondStore();

    /**
     * The beginning of every TargetName that a test writes: the test class's own, so that nothing of the user's is touched. Names of domain credentials
     * begin with it too, and Windows may refuse a slash there.
     */
    String prefix();

    /** Why this backend cannot show a feature; empty if it can. */
    default Optional<String> cannotShow(Feature feature) {
        return Optional.empty();
    }

    /** Skips the running test, visibly, where the system beneath the backend lacks something. */
    default void needs(Feature feature) {
        cannotShow(feature).ifPresent(reason -> Assumptions.abort(feature + ": " + reason));
    }

    /** A generic key below the prefix. */
    default CredentialKey key(String name) {
        return CredentialKey.generic(prefix() + name);
    }

    /** A key of a domain password, named like a server. */
    default CredentialKey domainKey(String name) {
        return new CredentialKey(CredentialType.DOMAIN_PASSWORD, prefix() + name + ".example");
    }

    /** The bytes of a stored secret. */
    default byte[] secretOf(CredentialKey key) {
        try (Credential found = store().find(key).orElseThrow()) {
            return found.secret().orElseThrow().toByteArray();
        }
    }

    /** Writes a generic credential with this secret and nothing else, and gives its key. */
    default CredentialKey stored(String name, byte... secret) {
        CredentialKey key = key(name);
        try (Credential credential =
                Credential.builder(key).secret(Secret.copyOf(secret)).build()) {
            store().write(credential);
        }
        return key;
    }

    /** Removes everything below the prefix. To be called after each test. */
    default void removeLeftovers() {
        for (Credential credential : store().list(CredentialFilter.startingWith(prefix()))) {
            store().delete(credential.key());
        }
        assertThat(store().list(CredentialFilter.startingWith(prefix()))).isEmpty();
    }
}
