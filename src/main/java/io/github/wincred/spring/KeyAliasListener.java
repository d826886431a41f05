package io.github.wincred.spring;

import io.github.wincred.placeholder.KeyAlias;
import io.github.wincred.placeholder.PlaceholderException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/**
 * Makes sure that the aliases of SSL bundles and of {@code server.ssl} name private keys, where their key store is WinCred. A server would otherwise
 * start with a password in the place of the key, or end with a message that does not say where it looked.
 */
public final class KeyAliasListener implements ApplicationListener<ApplicationPreparedEvent> {

    /** For Spring. */
    public KeyAliasListener() {}

    // Spring makes them, and passes private constructors by.
    record Bundle(@Nullable Keystore keystore, @Nullable Key key) {}

    record Keystore(@Nullable String type) {}

    record Key(@Nullable String alias) {}

    record ServerSsl(
            @Nullable String keyStoreType, @Nullable String keyAlias) {}

    /**
     * Looks for the aliases once the configuration is complete.
     *
     * @throws PlaceholderException if one names no private key
     */
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Binder binder = Binder.get(event.getApplicationContext().getEnvironment());
        binder.bind("server.ssl", ServerSsl.class).ifBound(ssl -> require(ssl.keyStoreType(), ssl.keyAlias()));
        binder.bind("spring.ssl.bundle.jks", Bindable.mapOf(String.class, Bundle.class))
                .orElse(Map.of())
                .values()
                .forEach(bundle -> require(
                        Optional.ofNullable(bundle.keystore())
                                .map(Keystore::type)
                                .orElse(null),
                        Optional.ofNullable(bundle.key()).map(Key::alias).orElse(null)));
    }

    private static void require(@Nullable String type, @Nullable String alias) {
        if (alias != null && KeyAlias.isOurs(type)) {
            KeyAlias.require(alias);
        }
    }
}
