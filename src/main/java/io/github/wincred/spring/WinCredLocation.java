package io.github.wincred.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** A prefix of TargetNames whose credentials are to become properties. */
final class WinCredLocation extends ConfigDataResource {

    private final String prefix;
    private final String place;

    /**
     * @param prefix the beginning of the TargetNames, up to and with a slash
     * @param place where they are looked for, in words
     */
    WinCredLocation(String prefix, String place, boolean optional) {
        super(optional);
        this.prefix = prefix;
        this.place = place;
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

    /** Spring puts it into its message when nothing is found. */
    @Override
    public String toString() {
        return "properties in credentials below '" + prefix + "' in " + place;
    }
}
