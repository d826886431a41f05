package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;

/** Resolves {@code spring.config.import=wincred:PREFIX/}. */
public final class WinCredLocationResolver implements ConfigDataLocationResolver<WinCredLocation> {

    private static final String SCHEME = "wincred:";

    /** For Spring. */
    public WinCredLocationResolver() {}

    @Override
    public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return location.hasPrefix(SCHEME);
    }

    /**
     * The resources of a location: several, separated by semicolons, rank as one import.
     *
     * @throws PlaceholderException if a prefix does not end in a slash: {@code wincred:app} would include {@code application.password} too
     */
    @Override
    public List<WinCredLocation> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        PlaceholderResolver resolver = PlaceholderResolver.ofSystem();
        List<WinCredLocation> resources = new ArrayList<>();
        for (ConfigDataLocation part : location.split()) {
            String prefix = part.hasPrefix(SCHEME) ? part.getNonPrefixedValue(SCHEME) : "";
            if (prefix.length() < 2 || !prefix.endsWith("/")) {
                throw new PlaceholderException("spring.config.import '" + location.getValue()
                        + "' must name a prefix that ends in a slash, as in wincred:app/");
            }
            resources.add(new WinCredLocation(prefix, resolver, location.isOptional()));
        }
        return resources;
    }
}
