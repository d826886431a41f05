package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

/**
 * The TargetNames that a listing covers: the Filter of {@code CredEnumerateW}. Matching ignores case (R34) and the type.
 *
 * <p>A filter is {@code prefix*}. Without a trailing asterisk it means exactly that name, which Windows does not document (R35). An asterisk
 * elsewhere and a question mark are ordinary characters.
 */
public final class CredentialFilter {

    private static final CredentialFilter ALL = new CredentialFilter("", true);

    private final String text;
    private final boolean prefix;

    private CredentialFilter(String text, boolean prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    /** Every credential. */
    public static CredentialFilter all() {
        return ALL;
    }

    /** Every credential whose TargetName begins with {@code prefix}; an empty prefix is {@link #all()}. */
    public static CredentialFilter startingWith(String prefix) {
        return requireNonNull(prefix, "prefix").isEmpty() ? ALL : new CredentialFilter(prefix, true);
    }

    /** Parses a filter written as for {@code CredEnumerateW}. */
    public static CredentialFilter parse(String filter) {
        return filter.endsWith("*")
                ? startingWith(filter.substring(0, filter.length() - 1))
                : new CredentialFilter(filter, false);
    }

    /** Whether this filter covers every credential. */
    public boolean matchesEverything() {
        return prefix && text.isEmpty();
    }

    /** Whether a credential with this TargetName is covered. */
    public boolean matches(String targetName) {
        return prefix ? CaseFolding.startsWith(targetName, text) : CaseFolding.equal(targetName, text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialFilter that && prefix == that.prefix && CaseFolding.equal(text, that.text);
    }

    @Override
    public int hashCode() {
        return CaseFolding.hash(text) * 2 + (prefix ? 1 : 0);
    }

    /** The filter in the form that {@code CredEnumerateW} takes. */
    @Override
    public String toString() {
        return prefix ? text + "*" : text;
    }
}
