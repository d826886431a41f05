package io.github.wincred.spring;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.PlaceholderException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * The location {@code wincred:} of a key store of type {@code WinCred}: Spring requires a location, and the store has none. Registers the provider.
 */
public final class WinCredProtocolResolver implements ProtocolResolver {

    private static final String SCHEME = "wincred:";

    /** For Spring. */
    public WinCredProtocolResolver() {}

    /**
     * An empty resource, which the key store reads as no settings.
     *
     * @throws PlaceholderException if something follows the scheme
     */
    @Override
    public @Nullable Resource resolve(String location, ResourceLoader loader) {
        if (!location.startsWith(SCHEME)) {
            return null;
        }
        if (location.length() > SCHEME.length()) {
            throw new PlaceholderException(
                    "the location of the key store is wincred: alone, not '" + location + "'; the alias names the key");
        }
        WinCredProvider.install();
        return new ByteArrayResource(new byte[0], location);
    }
}
