package io.github.wincred.benchmarks.clients;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;

/** WinCred's store interface, with the settings that the system properties give. */
public final class StoreClient implements Client {

    private final CredentialStore store = WinCred.open();

    @Override
    public int read(String name) {
        try (Credential credential = find(name)) {
            return credential.secret().orElseThrow().length();
        }
    }

    @Override
    public boolean has(String name) {
        return store.describe(CredentialKey.generic(name)).isPresent();
    }

    @Override
    public void write(String name, String secret) {
        try (Credential credential = Credential.generic(name)
                .userName(USER)
                .secret(Secret.ofUtf16Le(secret.toCharArray()))
                .build()) {
            store.write(credential);
        }
    }

    @Override
    public void delete(String name) {
        if (!store.delete(CredentialKey.generic(name))) {
            throw new IllegalStateException("not found: " + name);
        }
    }

    @Override
    public String secret(String name) {
        try (Credential credential = find(name)) {
            return new String(credential.secret().orElseThrow().toUtf16LeText().orElseThrow());
        }
    }

    private Credential find(String name) {
        return store.find(CredentialKey.generic(name)).orElseThrow();
    }

    @Override
    public int list(String prefix) {
        return store.list(CredentialFilter.startingWith(prefix)).size();
    }
}
