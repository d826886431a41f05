package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.Provider;

/** For a keytool: a store in memory with passwords, secret keys, private keys and trusted certificates, which says at the end how often it was called. */
public final class CountingProvider extends Provider {

    private static final long serialVersionUID = 1L;

    /** For keytool. */
    public CountingProvider() {
        super("Counting", "1", "a store that counts its calls");
        putService(new Service(this, "KeyStore", "WinCred", WinCredKeyStore.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new WinCredKeyStore(Settings::ofDefaults, settings -> filled(Integer.getInteger("entries")));
            }
        });
    }

    private static CredentialStore filled(int entries) {
        ProbedStore probe = new ProbedStore(VaultCredentialStore.open(VaultConfiguration.inMemory()));
        CredentialStore store = probe.store();
        try {
            KeyStore keyStore = EngineProvider.loaded(store);
            KeyStore.PrivateKeyEntry pair = KeyChains.server("one");
            for (int i = 0; i < entries; i++) {
                switch (i % 4) {
                    case 0 -> keyStore.setKeyEntry("entry" + i, EngineProvider.password("s3cret"), null, null);
                    case 1 -> keyStore.setKeyEntry("entry" + i, EngineProvider.aes(32), null, null);
                    case 2 -> keyStore.setEntry("entry" + i, pair, null);
                    default ->
                        keyStore.setCertificateEntry(
                                "entry" + i, KeyChains.server("two").getCertificate());
                }
            }
            keyStore.store(null, null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        probe.forget();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> System.out.println(
                        entries + " entries, " + probe.calls().size() + " store calls")));
        return store;
    }
}
