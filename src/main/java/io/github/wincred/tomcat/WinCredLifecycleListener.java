package io.github.wincred.tomcat;

import io.github.wincred.WinCredProvider;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;

/**
 * Registers the provider before Tomcat opens its connectors, for a server that takes its TLS keys from WinCred and no passwords. In {@code server.xml}:
 *
 * <pre>{@code
 * <Server port="8005" shutdown="SHUTDOWN">
 *   <Listener className="io.github.wincred.tomcat.WinCredLifecycleListener"/>
 * }</pre>
 *
 * <p>With {@link WinCredPropertySource} the provider is registered already, and this changes nothing.
 */
public final class WinCredLifecycleListener implements LifecycleListener {

    /** For Tomcat. */
    public WinCredLifecycleListener() {}

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (Lifecycle.BEFORE_INIT_EVENT.equals(event.getType())) {
            WinCredProvider.install();
        }
    }
}
