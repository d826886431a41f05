package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** A prefix of TargetNames whose credentials are to become properties. */
final class WinCredLocation extends ConfigDataResource {

    private final String prefix;
    private final PlaceholderResolver resolver;

    /**
     * @param prefix the beginning of the TargetNames, up to and with a slash
     * @param resolver where they are looked for
     */
    WinCredLocation(String prefix, PlaceholderResolver resolver, boolean optional) {
        super(optional);
        this.prefix = prefix;
        this.resolver = resolver;
    }

    PlaceholderResolver resolver() {
        return resolver;
    }

    String prefix() {
        return prefix;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WinCredLocation that && prefix.equals(that.prefix);
    }

    @Override
    public int hashCode() {
        return prefix.hashCode();
    }

    /** Spring includes this in its message when nothing is found. */
    @Override
    public String toString() {
        return "properties in credentials below '" + prefix + "' in " + resolver.place();
    }
}
