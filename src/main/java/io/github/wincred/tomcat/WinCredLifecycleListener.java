package io.github.wincred.tomcat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.KeyAlias;
import io.github.wincred.placeholder.PlaceholderException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * For TLS keys from WinCred: registers the provider before Tomcat opens its connectors, and makes sure that each {@code certificateKeyAlias} of a key
 * store of type {@code WinCred} names a private key, or that there is only one key if none is named. Tomcat itself would start without the
 * connector, or with one that cannot complete a handshake. A reload of the TLS configuration also fails, and the connector keeps what it has. In
 * {@code server.xml}:
 *
 * <pre>{@code
 * <Server port="8005" shutdown="SHUTDOWN">
 *   <Listener className="io.github.wincred.tomcat.WinCredLifecycleListener"/>
 * }</pre>
 *
 * <p>With {@link WinCredPropertySource} the provider is registered already.
 */
public final class WinCredLifecycleListener implements LifecycleListener {

    /** For Tomcat. */
    public WinCredLifecycleListener() {}

    /**
     * Registers the provider before the component that it listens to is initialized, and checks the aliases if that is the server.
     *
     * @throws PlaceholderException which stops the start of the server, if an alias names no private key, or is missing and there is not exactly
     *     one key, or there are passwords beside it
     */
    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (!Lifecycle.BEFORE_INIT_EVENT.equals(event.getType())) {
            return;
        }
        WinCredProvider.install();
        if (event.getSource() instanceof Server server) {
            try {
                requireKeys(server);
            } catch (PlaceholderException e) {
                if (server.getCatalina() != null) {
                    // By default Tomcat continues after a failed initialization.
                    server.getCatalina().setThrowOnInitFailure(true);
                }
                throw e;
            }
        }
    }

    private static void requireKeys(Server server) {
        Arrays.stream(server.findServices())
                .flatMap(service -> Arrays.stream(service.findConnectors()))
                .flatMap(connector -> Arrays.stream(connector.findSslHostConfigs()))
                .flatMap(host -> host.getCertificates().stream())
                .filter(certificate -> KeyAlias.isOurs(certificate.getCertificateKeystoreType()))
                .forEach(WinCredLifecycleListener::serveKey);
    }

    private static void serveKey(SSLHostConfigCertificate certificate) {
        String alias = certificate.getCertificateKeyAlias();
        if (alias == null) {
            alias = KeyAlias.only(certificate::getCertificateKeystore);
            certificate.setCertificateKeyAlias(alias);
        } else {
            KeyAlias.require(alias, certificate::getCertificateKeystore);
        }
        try {
            certificate.setCertificateKeystore(ServedKey.of(alias, loading(certificate)));
        } catch (GeneralSecurityException | IOException e) {
            throw new PlaceholderException("the key '" + alias + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** How the original key store is loaded again after the certificate has been given another one. */
    private static KeyAlias.Loading loading(SSLHostConfigCertificate certificate) throws IOException {
        KeyStore given = certificate.getCertificateKeystore();
        if (given.equals(certificate.getCertificateKeystore())) {
            // Not loaded by Tomcat, but created by the program.
            return () -> given;
        }
        SSLHostConfigCertificate source =
                new SSLHostConfigCertificate(certificate.getSSLHostConfig(), certificate.getType());
        source.setCertificateKeystoreType(certificate.getCertificateKeystoreType());
        source.setCertificateKeystoreProvider(certificate.getCertificateKeystoreProvider());
        source.setCertificateKeystoreFile(certificate.getCertificateKeystoreFile());
        source.setCertificateKeystorePassword(certificate.getCertificateKeystorePassword());
        source.setCertificateKeystorePasswordFile(certificate.getCertificateKeystorePasswordFile());
        return source::getCertificateKeystore;
    }
}
