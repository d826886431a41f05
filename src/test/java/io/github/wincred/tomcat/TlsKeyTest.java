package io.github.wincred.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
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
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
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

    /** The names of the keys that one Tomcat serves, with a connector for each. */
    private List<String> served(String password) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setSilent(true);
        tomcat.setHostname("localhost");
        tomcat.getServer().addLifecycleListener(new WinCredLifecycleListener());
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

    private static Connector connector(String password, String alias) {
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
        certificate.setCertificateKeyAlias(alias);
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
