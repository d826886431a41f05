package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderResolver;
import io.github.wincred.placeholder.TextCredential;
import java.util.List;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;

/**
 * Turns credentials into properties: {@code PREFIX/spring.datasource.password} becomes {@code spring.datasource.password}. Credentials with a
 * further slash in their name, or whose secret is not text, are left out. The store is read once, when the configuration is loaded.
 */
public final class WinCredConfigDataLoader implements ConfigDataLoader<WinCredLocation> {

    /** For Spring. */
    public WinCredConfigDataLoader() {}

    /**
     * The properties below a prefix, and placeholders for contexts that {@code SpringApplication} does not start.
     *
     * @throws ConfigDataResourceNotFoundException if there are none
     * @throws io.github.wincred.placeholder.PlaceholderException if they cannot be read, or two of them are one property
     */
    @Override
    public ConfigData load(ConfigDataLoaderContext context, WinCredLocation location) {
        PlaceholderResolver resolver = location.resolver();
        String name = "wincred:" + location.prefix();
        PlaceholderSource placeholders = new PlaceholderSource(PlaceholderSource.NAME + " of " + name, resolver);
        ImportedProperties properties = new ImportedProperties(location.prefix());
        List<TextCredential> credentials = resolver.credentialsBelow(location.prefix());
        try {
            for (TextCredential credential : credentials) {
                String property = resolver.nameBelow(location.prefix(), credential);
                if (!property.isEmpty() && property.indexOf('/') < 0) {
                    credential.text().ifPresent(text -> properties.add(property, placeholders.keep(text)));
                }
            }
        } catch (RuntimeException e) {
            placeholders.forget();
            throw e;
        } finally {
            credentials.forEach(TextCredential::close);
        }
        if (properties.isEmpty()) {
            throw new ConfigDataResourceNotFoundException(location);
        }
        return new ConfigData(List.of(placeholders, properties.environmentSource(name), properties.source(name)));
    }
}
