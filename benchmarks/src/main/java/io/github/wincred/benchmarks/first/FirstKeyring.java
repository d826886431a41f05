package io.github.wincred.benchmarks.first;

import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import io.github.wincred.benchmarks.clients.Client;

/** Reads one secret through java-keyring. */
public final class FirstKeyring {

    private FirstKeyring() {}

    /** Takes the name of the credential. */
    public static void main(String[] arguments) throws Exception {
        Keyring keyring = Keyring.create(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
        if (keyring.getPassword(arguments[0], Client.USER).isEmpty()) {
            throw new IllegalStateException("no secret");
        }
    }
}
