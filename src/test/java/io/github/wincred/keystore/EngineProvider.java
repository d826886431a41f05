package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.Settings;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Reaches the engine through {@code java.security.KeyStore}, over a store that the test brings. */
final class EngineProvider extends Provider {

    private static final long serialVersionUID = 1L;

    private EngineProvider(Settings settings, Function<Settings, CredentialStore> opener) {
        super("EngineTest", "1", "the engine over the store of a test");
        putService(new Service(this, "KeyStore", "WinCred", "io.github.wincred.keystore.WinCredKeyStore", null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new WinCredKeyStore(() -> settings, opener);
            }
        });
    }

    /** A key store that is not loaded yet. */
    static KeyStore keyStore(Function<Settings, CredentialStore> opener, String... settings) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Settings all = Settings.ofDefaults().with(Settings.Source.PROVIDER_ARGUMENT, values);
        return KeyStore.getInstance("WinCred", new EngineProvider(all, opener));
    }

    /** A key store that is loaded over this store. */
    static KeyStore loaded(CredentialStore store, String... settings) throws Exception {
        KeyStore keyStore = keyStore(ignored -> store, settings);
        keyStore.load(null, null);
        return keyStore;
    }

    /** A text password as keytool hands it over. */
    static SecretKey password(String text) {
        return Secret.takeOver(text.getBytes(UTF_8)).asKey("PBEWithMD5AndDES");
    }

    static SecretKey aes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (0xFF - 31 * i);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
