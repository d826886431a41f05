package io.github.wincred.placeholder;

import io.github.wincred.WinCredProvider;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the alias of a private key in a configuration, for servers that would start without the key or take a password for one. */
public final class KeyAlias {

    /** How many candidates a message names. */
    private static final int SHOWN = 10;

    private KeyAlias() {}

    /** Loads the key store as the server will: with the password and the settings stream of its configuration. */
    @FunctionalInterface
    public interface Loading {
        /** The loaded key store. */
        KeyStore load() throws GeneralSecurityException, IOException;
    }

    /** Whether this type in a configuration is that of the WinCred key store, compared as Java compares types. */
    public static boolean isOurs(@Nullable String keyStoreType) {
        return WinCredProvider.NAME.equalsIgnoreCase(keyStoreType);
    }

    /**
     * Makes sure that an alias names a private key. Registers the provider if it is not.
     *
     * @return the loaded key store
     * @throws PlaceholderException if there is no such key, a setting is not allowed, or the store cannot be read
     */
    public static KeyStore require(String alias, Loading loading) {
        return ask("the key '" + alias + "'", loading, (keyStore, place) -> {
            if (!keyStore.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                throw new PlaceholderException("no private key has the alias '" + alias + "' in " + place
                        + ". Store it while running as that account, or name another");
            }
            return keyStore;
        });
    }

    /**
     * The alias of the only key, for a configuration that names none: a server would take any of several keys, or a password. Registers the provider
     * if it is not.
     *
     * @throws PlaceholderException naming the candidates if there are other keys or passwords; or if there is no private key, a setting is not
     *     allowed, or the store cannot be read
     */
    public static String only(Loading loading) {
        return ask("the key", loading, (keyStore, place) -> {
            List<String> candidates = new ArrayList<>();
            int others = 0;
            for (String alias : Collections.list(keyStore.aliases())) {
                if (keyStore.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                    candidates.add(alias);
                } else if (keyStore.isKeyEntry(alias)) {
                    others++;
                }
            }
            if (candidates.isEmpty()) {
                throw new PlaceholderException("no alias is given, and there is no private key in " + place
                        + ". Store one while running as that account, and give its alias");
            }
            if (candidates.size() > 1 || others > 0) {
                int more = Math.max(0, candidates.size() - SHOWN);
                throw new PlaceholderException(
                        "no alias is given, and " + candidates.size() + " private keys and " + others
                                + " passwords and secret keys are in " + place + ". Give the alias of a private key: "
                                + String.join(", ", candidates.subList(0, candidates.size() - more))
                                + (more > 0 ? " and " + more + " more" : ""));
            }
            return candidates.get(0);
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(KeyStore keyStore, String place) throws GeneralSecurityException;
    }

    private static <T> T ask(String what, Loading loading, Question<T> question) {
        Provider registered = WinCredProvider.install();
        WinCredProvider provider = registered instanceof WinCredProvider own ? own : new WinCredProvider();
        Settings settings;
        try {
            settings = provider.settings();
        } catch (IllegalArgumentException e) {
            throw new PlaceholderException(what + " cannot be looked up: " + e.getMessage(), e);
        }
        String place = LookupPlace.of(settings);
        try {
            return question.ask(loading.load(), place);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new PlaceholderException(what + " cannot be read from " + place + ": " + e.getMessage(), e);
        }
    }
}
