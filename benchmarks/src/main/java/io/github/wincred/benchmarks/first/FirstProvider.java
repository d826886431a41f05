package io.github.wincred.benchmarks.first;

import io.github.wincred.WinCredProvider;
import java.security.KeyStore;

/** Reads one secret through {@code java.security.KeyStore} with a provider that is not registered, so that Java loads none of the others. */
public final class FirstProvider {

    private FirstProvider() {}

    /** Takes the alias. */
    public static void main(String[] arguments) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(null, null);
        if (keyStore.getKey(arguments[0], null).getEncoded().length == 0) {
            throw new IllegalStateException("no secret");
        }
    }
}
