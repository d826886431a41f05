package io.github.wincred.placeholder;

import io.github.wincred.WinCredProvider;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import org.jspecify.annotations.Nullable;

/** The alias of a private key in a configuration, for servers that would start without the key, or take a password for one. */
public final class KeyAlias {

    private KeyAlias() {}

    /** Loads the key store as the server is going to: with the password and the settings stream of its configuration. */
    @FunctionalInterface
    public interface Loading {
        /** The loaded key store. */
        KeyStore load() throws GeneralSecurityException, IOException;
    }

    /** Whether a configuration means the WinCred key store by this type, as Java compares types. */
    public static boolean isOurs(@Nullable String keyStoreType) {
        return WinCredProvider.NAME.equalsIgnoreCase(keyStoreType);
    }

    /**
     * Makes sure that an alias names a private key. Registers the provider if it is not.
     *
     * @throws PlaceholderException if there is no such key, a setting is not allowed, or the store cannot be read
     */
    public static void require(String alias, Loading loading) {
        Provider registered = WinCredProvider.install();
        WinCredProvider provider = registered instanceof WinCredProvider own ? own : new WinCredProvider();
        Settings settings;
        try {
            settings = provider.settings();
        } catch (IllegalArgumentException e) {
            throw new PlaceholderException("the key '" + alias + "' cannot be looked up: " + e.getMessage(), e);
        }
        String place = LookupPlace.of(settings);
        boolean found;
        try {
            found = loading.load().entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new PlaceholderException(
                    "the key '" + alias + "' cannot be read from " + place + ": " + e.getMessage(), e);
        }
        if (!found) {
            throw new PlaceholderException("no private key has the alias '" + alias + "' in " + place
                    + ". Store it while running as that account, or name another");
        }
    }
}
