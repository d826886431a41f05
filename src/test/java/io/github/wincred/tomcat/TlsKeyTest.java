package io.github.wincred.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat that serves the key it is told to, from a store that holds several. */
class TlsKeyTest {

    private static final String PASSWORD = "the vault's own";
    private static final List<String> NAMES = List.of("one", "two", "three");

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void select() {
        vault = new TestVault(folder).select();
        WinCredProvider.install();
    }

    @AfterEach
    void forget() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private void storeKeys(char[] password) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred");
        keyStore.load(null, null);
        for (String name : NAMES) {
            keyStore.setEntry("shop/" + name, KeyChains.server(name), null);
        }
        keyStore.setKeyEntry("shop/db", new SecretKeySpec(new byte[16], "AES"), null, null);
        keyStore.store(null, password);
    }

    @Test
    void vaultWithAKeyFile_servesTheKeyThatTheAliasNames() throws Exception {
        storeKeys(null);
        Map<String, String> before = vault.files();

        assertThat(served("")).isEqualTo(NAMES);
        assertThat(vault.files()).isEqualTo(before);
    }

    @Test
    void vaultWithAPassword_servesTheKeyThatTheAliasNames() throws Exception {
        storeKeys(PASSWORD.toCharArray());

        assertThat(served(PASSWORD)).as("given by the connector").isEqualTo(NAMES);
        vault.with(Setting.VAULT_PASSWORD, PASSWORD);
        assertThat(served("")).as("given by a setting").isEqualTo(NAMES);
    }

    @Test
    void reloadWithAPasswordUnderTheAlias_isAnErrorThatNamesTheAlias() throws Exception {
        storeKeys(PASSWORD.toCharArray());
        Connector connector = connector(PASSWORD, "shop/one");
        Tomcat tomcat = tomcat(connector);
        tomcat.start();
        try {
            AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
            change(keyStore -> keyStore.setKeyEntry("shop/one", new SecretKeySpec(new byte[16], "AES"), null, null));
            assertThatThrownBy(protocol::reloadSslHostConfigs)
                    .hasRootCauseInstanceOf(PlaceholderException.class)
                    .rootCause()
                    .hasMessageContaining("no private key has the alias 'shop/one' in WinCred vault (" + folder);
            assertThat(nameAt(connector.getLocalPort())).isEqualTo("one");

            change(keyStore -> keyStore.deleteEntry("shop/one"));
            assertThatThrownBy(protocol::reloadSslHostConfigs)
                    .rootCause()
                    .hasMessageContaining("no private key has the alias 'shop/one'");

            change(keyStore -> keyStore.setEntry("shop/one", KeyChains.server("two"), null));
            protocol.reloadSslHostConfigs();
            assertThat(nameAt(connector.getLocalPort())).isEqualTo("two");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void connectorWithoutAnAlias_servesTheOnlyKey() throws Exception {
        vault.put("shop/one", KeyChains.server("one"));
        Connector connector = connector("", null);
        Tomcat tomcat = tomcat(connector);
        tomcat.start();
        try {
            assertThat(nameAt(connector.getLocalPort())).isEqualTo("one");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void connectorWithoutAnAlias_endsTheStartWithTheCandidates() throws Exception {
        Tomcat none = tomcat(connector("", null));
        assertThatThrownBy(none::start).rootCause().hasMessageContaining("no private key");
        none.destroy();

        vault.put("shop/one", KeyChains.server("one")).put("shop/db", null, "a password");
        Tomcat besidePasswords = tomcat(connector("", null));
        assertThatThrownBy(besidePasswords::start)
                .rootCause()
                .hasMessageContaining("shop/one")
                .hasMessageNotContaining("shop/db");
        besidePasswords.destroy();

        storeKeys(null);
        Tomcat several = tomcat(connector("", null));
        assertThatThrownBy(several::start)
                .rootCause()
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContainingAll("shop/one", "shop/two", "shop/three")
                .hasMessageNotContaining("shop/db");
        several.destroy();
    }

    @FunctionalInterface
    private interface Change {
        void make(KeyStore keyStore) throws Exception;
    }

    private static void change(Change change) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred");
        keyStore.load(null, PASSWORD.toCharArray());
        change.make(keyStore);
        keyStore.store(null, null);
    }

    private Tomcat tomcat(Connector connector) {
        Tomcat tomcat = tomcat();
        tomcat.getService().addConnector(connector);
        return tomcat;
    }

    private Tomcat tomcat() {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setSilent(true);
        tomcat.setHostname("localhost");
        tomcat.getServer().addLifecycleListener(new WinCredLifecycleListener());
        return tomcat;
    }

    /** The names of the keys that one Tomcat serves, with a connector for each. */
    private List<String> served(String password) throws Exception {
        Tomcat tomcat = tomcat();
        List<Connector> connectors = new ArrayList<>();
        for (String name : NAMES) {
            Connector connector = connector(password, "shop/" + name);
            tomcat.getService().addConnector(connector);
            connectors.add(connector);
        }
        tomcat.start();
        try {
            List<String> served = new ArrayList<>();
            for (Connector connector : connectors) {
                served.add(nameAt(connector.getLocalPort()));
            }
            return served;
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static Connector connector(String password, @Nullable String alias) {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setThrowOnFailure(true);
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreType("WinCred");
        certificate.setCertificateKeystoreFile("NONE");
        certificate.setCertificateKeystorePassword(password);
        if (alias != null) {
            certificate.setCertificateKeyAlias(alias);
        }
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }

    private static String nameAt(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everyone()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return socket.getSession().getPeerPrincipal().getName().substring("CN=".length());
        }
    }

    /** Accepts every server: which it is, is what the test asks. */
    private static final class Everyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
