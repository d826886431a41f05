package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.MutablePropertySources;

/**
 * Adds the {@link PlaceholderSource} before Boot reads any configuration file, so that placeholders work in all of them, {@code spring.config.import}
 * and logging settings included. It precedes all other sources.
 */
public final class PlaceholderListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** For Spring. */
    public PlaceholderListener() {}

    /** Before the listener that reads the configuration files, which has HIGHEST_PRECEDENCE + 10. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 5;
    }

    /**
     * Adds the source.
     *
     * @throws PlaceholderException naming a setting of WinCred whose value is not allowed
     */
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        MutablePropertySources sources = event.getEnvironment().getPropertySources();
        if (!sources.contains(PlaceholderSource.NAME)) {
            sources.addFirst(new PlaceholderSource(PlaceholderSource.NAME, resolver()));
        }
    }

    private static PlaceholderResolver resolver() {
        try {
            return PlaceholderResolver.ofSystem();
        } catch (IllegalArgumentException e) {
            throw new PlaceholderException("WinCred cannot look up credentials: " + e.getMessage(), e);
        }
    }
}
