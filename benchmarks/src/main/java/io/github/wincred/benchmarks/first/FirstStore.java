package io.github.wincred.benchmarks.first;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;

/** Reads one secret through WinCred's store interface. */
public final class FirstStore {

    private FirstStore() {}

    /** Takes the name of the credential. */
    public static void main(String[] arguments) {
        try (CredentialStore store = WinCred.open();
                Credential credential =
                        store.find(CredentialKey.generic(arguments[0])).orElseThrow()) {
            if (credential.secret().orElseThrow().isEmpty()) {
                throw new IllegalStateException("no secret");
            }
        }
    }
}
