package io.github.wincred.tomcat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.KeyAlias;
import io.github.wincred.placeholder.PlaceholderException;
import java.util.Arrays;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;

/**
 * For TLS keys from WinCred: registers the provider before Tomcat opens its connectors, and makes sure that each {@code certificateKeyAlias} of a key
 * store of type {@code WinCred} names a private key. Tomcat itself would start without the connector. In {@code server.xml}:
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
     * Acts before the initialization of what it is a listener of, and looks for aliases if that is the server.
     *
     * @throws PlaceholderException which ends the start of the server, if an alias names no private key
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
                    // By default Tomcat goes on after a failed initialization.
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
                .filter(certificate -> certificate.getCertificateKeyAlias() != null)
                .forEach(certificate ->
                        KeyAlias.require(certificate.getCertificateKeyAlias(), certificate::getCertificateKeystore));
    }
}
