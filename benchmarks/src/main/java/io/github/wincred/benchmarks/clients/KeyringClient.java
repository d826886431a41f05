package io.github.wincred.benchmarks.clients;

import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;

/** java-keyring. */
public final class KeyringClient implements Client {

    private final Keyring keyring = Keyring.create(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);

    KeyringClient() throws Exception {}

    @Override
    public int read(String name) throws Exception {
        return secret(name).length();
    }

    @Override
    public void write(String name, String secret) throws Exception {
        keyring.setPassword(name, USER, secret);
    }

    @Override
    public void delete(String name) throws Exception {
        keyring.deletePassword(name, USER);
    }

    @Override
    public String secret(String name) throws Exception {
        return keyring.getPassword(name, USER);
    }
}
