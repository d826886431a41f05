package io.github.wincred.benchmarks.first;

import io.github.wincred.WinCredProvider;
import java.security.KeyStore;

/** Reads one secret through {@code java.security.KeyStore}, as the README shows it. */
public final class FirstKeyStore {

    private FirstKeyStore() {}

    /** Takes the alias. */
    public static void main(String[] arguments) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", WinCredProvider.install());
        keyStore.load(null, null);
        if (keyStore.getKey(arguments[0], null).getEncoded().length == 0) {
            throw new IllegalStateException("no secret");
        }
    }
}
