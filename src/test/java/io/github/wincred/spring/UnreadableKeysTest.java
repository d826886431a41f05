package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.keystore.BadEntries;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;

/** SSL bundles over a store some of whose entries this Java cannot read. */
class UnreadableKeysTest {

    private static final String BUNDLE = "spring.ssl.bundle.jks.shop.";
    private static final String FACTORY = "ssl.KeyManagerFactory.algorithm";

    @TempDir
    Path folder;

    private final String factory = Security.getProperty(FACTORY);
    private TestVault vault;

    @BeforeEach
    void makeVault() throws Exception {
        vault = new TestVault(folder).select();
        try (CredentialStore store = vault.open()) {
            BadEntries.fill(store);
        }
    }

    @AfterEach
    void forgetVault() {
        Security.setProperty(FACTORY, factory);
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private static ConfigurableApplicationContext start() {
        return Application.start(
                Map.of(
                        BUNDLE + "keystore.type", "WinCred",
                        BUNDLE + "keystore.location", "wincred:",
                        BUNDLE + "truststore.type", "WinCred",
                        BUNDLE + "truststore.location", "wincred:",
                        BUNDLE + "key.alias", "sound/0"),
                SslAutoConfiguration.class);
    }

    @Test
    void bundle_trustsAndServesWhatCanBeRead() throws Exception {
        Security.setProperty(FACTORY, "NewSunX509");
        try (ConfigurableApplicationContext application = start()) {
            SslBundle bundle = application.getBean(SslBundles.class).getBundle("shop");

            assertThat(bundle.createSslContext().getProtocol()).isEqualTo("TLS");
            X509ExtendedKeyManager manager =
                    (X509ExtendedKeyManager) bundle.getManagers().getKeyManagers()[0];
            assertThat(manager.chooseEngineServerAlias("EC", null, null)).isEqualTo("sound/0");
        }
    }

    /** The JDK's default, which asks a store of any type for all its keys. */
    @Test
    void bundleWithSunX509_namesTheKeyThatCannotBeRead() {
        Security.setProperty(FACTORY, "SunX509");
        try (ConfigurableApplicationContext application = start()) {
            SslBundle bundle = application.getBean(SslBundles.class).getBundle("shop");

            assertThatThrownBy(bundle::createSslContext)
                    .hasStackTraceContaining("UnrecoverableKeyException: entry '" + BadEntries.UNKNOWN_ALGORITHM)
                    .hasStackTraceContaining(BadEntries.ALGORITHM);
        }
    }
}
