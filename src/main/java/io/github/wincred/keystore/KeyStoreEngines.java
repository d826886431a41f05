package io.github.wincred.keystore;

import io.github.wincred.settings.Settings;
import java.security.KeyStoreSpi;
import java.util.function.Supplier;

/** Makes key store engines, for the provider. */
public final class KeyStoreEngines {

    private KeyStoreEngines() {}

    /**
     * An engine that is not loaded yet. Does nothing else: tools make engines only to probe files with them.
     *
     * @param providerSettings gives, at each load, the settings that a load without settings of its own uses
     * @param opener opens the store when the engine is loaded
     */
    public static KeyStoreSpi create(Supplier<Settings> providerSettings, StoreOpener opener) {
        return new WinCredKeyStore(providerSettings, opener);
    }
}
