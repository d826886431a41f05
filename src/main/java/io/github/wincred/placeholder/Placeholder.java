package io.github.wincred.placeholder;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CaseFolding;
import java.util.Optional;

/**
 * What a configuration asks for: {@code wincred:NAME}, {@code wincred:NAME#username}, each with {@code :-FALLBACK} behind it if it has one.
 *
 * <p>NAME is an alias of the key store and may hold colons: {@code wincred:git:https://host}. It ends at the first {@code :-}, and a
 * {@code #username} at its end asks for the user name. A credential whose name holds either, or begins with a hyphen, cannot be named in a placeholder. The scheme is
 * understood in any case and with space around it, so that a misspelt one is not taken for plain text. Placeholders do not nest.
 *
 * @param name the alias of the credential, not empty
 * @param part which part of the credential
 * @param fallback what stands in for a credential that does not exist, perhaps empty text
 */
public record Placeholder(String name, Part part, Optional<String> fallback) {

    /** The part of a credential that a placeholder asks for. */
    public enum Part {
        /** The secret, as text. */
        SECRET,
        /** The user name. */
        USER_NAME
    }

    private static final String SCHEME = "wincred";
    private static final String FALLBACK = ":-";
    private static final String USER_NAME = "#username";

    /** Makes a placeholder; nothing may be null. */
    public Placeholder {
        requireNonNull(name, "name");
        requireNonNull(part, "part");
        requireNonNull(fallback, "fallback");
    }

    /**
     * Reads what stands between the braces of a placeholder.
     *
     * @return empty if the key is not of this scheme, and is another's to answer
     * @throws PlaceholderException if it is, but names no credential; so does the scheme alone
     */
    public static Optional<Placeholder> parse(String key) {
        if (!isOurs(key)) {
            return Optional.empty();
        }
        int colon = key.indexOf(':');
        String rest = colon < 0 ? "" : key.substring(colon + 1);
        int end = rest.indexOf(FALLBACK);
        String name = end < 0 ? rest : rest.substring(0, end);
        Optional<String> fallback = end < 0 ? Optional.empty() : Optional.of(rest.substring(end + FALLBACK.length()));
        boolean user = name.endsWith(USER_NAME);
        if (user) {
            name = name.substring(0, name.length() - USER_NAME.length());
        }
        // "wincred:-TEXT" is a fallback without a name, and not a credential named -TEXT, which a message would show.
        if (name.isBlank() || rest.startsWith("-")) {
            throw new PlaceholderException("a placeholder names no credential: write ${wincred:NAME}");
        }
        if (rest.contains("${")) {
            // Whoever splits at the first closing brace would leave the rest of the inner placeholder behind the value.
            throw new PlaceholderException(
                    "neither name nor fallback of '" + SCHEME + ":" + name + "' can hold another placeholder");
        }
        return Optional.of(new Placeholder(name, user ? Part.USER_NAME : Part.SECRET, fallback));
    }

    /** Whether a key is of this scheme, or is the scheme alone: nobody else may answer it, whether or not it names a credential. */
    public static boolean isOurs(String key) {
        int colon = key.indexOf(':');
        return CaseFolding.equal((colon < 0 ? key : key.substring(0, colon)).strip(), SCHEME);
    }

    /** The name and the part; a fallback may be a secret and is not shown. */
    @Override
    public String toString() {
        return SCHEME + ":" + name + (part == Part.USER_NAME ? USER_NAME : "");
    }
}
