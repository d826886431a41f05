package io.github.wincred.spring;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.KeyAlias;
import io.github.wincred.placeholder.PlaceholderException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.ApplicationListener;

/**
 * Makes sure that the aliases of SSL bundles and of {@code server.ssl} name private keys, if their key store is WinCred, or that there is only one
 * key if none is named. Otherwise a server would start with a password in place of the key, or fail with a message that does not say where it
 * looked.
 */
public final class KeyAliasListener implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String BUNDLES = "spring.ssl.bundle.jks";

    /** For Spring. */
    public KeyAliasListener() {}

    // Spring creates these, and ignores private constructors.
    record Bundle(
            @Nullable Keystore keystore,
            @Nullable Keystore truststore,
            @Nullable Key key) {}

    record Keystore(@Nullable String type, @Nullable String location) {}

    record Key(@Nullable String alias) {}

    record ServerSsl(
            @DefaultValue("true") boolean enabled,
            @Nullable String keyStoreType,
            @Nullable String keyStore,
            @Nullable String keyAlias,
            @Nullable String trustStoreType,
            @Nullable String trustStore) {}

    /**
     * Checks the aliases once the configuration is complete.
     *
     * @throws PlaceholderException if one names no private key, or is missing and there is not exactly one key, or there are passwords beside it; or
     *     if Spring cannot open the location
     */
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Binder binder = Binder.get(event.getApplicationContext().getEnvironment());
        binder.bind("server.ssl", ServerSsl.class).ifBound(ssl -> {
            if (ssl.enabled()) {
                checkLocation(new Keystore(ssl.trustStoreType(), ssl.trustStore()), "server.ssl.trust-store");
                require(
                        binder,
                        ssl.keyAlias(),
                        new Keystore(ssl.keyStoreType(), ssl.keyStore()),
                        "server.ssl.key-store",
                        "server.ssl.key-store-password");
            }
        });
        binder.bind(BUNDLES, Bindable.mapOf(String.class, Bundle.class))
                .orElse(Map.of())
                .forEach((name, bundle) -> {
                    String keystore = BUNDLES + "." + name + ".keystore.";
                    checkLocation(bundle.truststore(), BUNDLES + "." + name + ".truststore.location");
                    require(
                            binder,
                            Optional.ofNullable(bundle.key()).map(Key::alias).orElse(null),
                            bundle.keystore(),
                            keystore + "location",
                            keystore + "password");
                });
    }

    /** Without a location Spring ignores the type, or cannot open the key store. */
    private static void checkLocation(@Nullable Keystore keystore, String property) {
        if (keystore == null || !KeyAlias.isOurs(keystore.type())) {
            return;
        }
        String location = Optional.ofNullable(keystore.location()).orElse("");
        if (location.isBlank() || location.equalsIgnoreCase("NONE")) {
            throw new PlaceholderException("Spring needs a location for a key store of type WinCred, and '" + location
                    + "' is none: write " + property + "=wincred:");
        }
    }

    /** Loads the key store as Spring will; the password is read only once the key store is known to be WinCred's. */
    private static void require(
            Binder binder,
            @Nullable String alias,
            @Nullable Keystore keystore,
            String locationProperty,
            String passwordProperty) {
        if (keystore == null || !KeyAlias.isOurs(keystore.type())) {
            return;
        }
        checkLocation(keystore, locationProperty);
        String location = String.valueOf(keystore.location());
        char[] password = binder.bind(ConfigurationPropertyName.adapt(passwordProperty, '.'), Bindable.of(char[].class))
                .orElse(null);
        try {
            if (alias == null) {
                KeyAlias.only(() -> load(location, password));
            } else {
                KeyAlias.require(alias, () -> load(location, password));
            }
        } finally {
            if (password != null) {
                Arrays.fill(password, '\0');
            }
        }
    }

    private static KeyStore load(String location, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME);
        try (InputStream settings =
                ApplicationResourceLoader.get().getResource(location).getInputStream()) {
            keyStore.load(settings, password);
        }
        return keyStore;
    }
}
