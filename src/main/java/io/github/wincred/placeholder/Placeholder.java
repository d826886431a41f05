package io.github.wincred.placeholder;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CaseFolding;
import java.util.Optional;

/**
 * A placeholder in a configuration: {@code wincred:NAME} or {@code wincred:NAME#username}, each optionally followed by {@code :-FALLBACK}.
 *
 * <p>NAME is an alias of the key store and may hold colons: {@code wincred:git:https://host}. It ends at the first {@code :-}, and a
 * {@code #username} at its end asks for the user name. A credential whose name contains either, or begins with a hyphen, cannot be named in a
 * placeholder. A scheme that only looks like this one, in other case or with spaces or invisible characters, is an error, so that it is not taken for
 * plain text. Placeholders do not nest.
 *
 * @param name the alias of the credential, not empty
 * @param part which part of the credential
 * @param fallback the text to use if the credential, or the user name that is asked for, does not exist; may be empty text
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

    /** The fillers of Hangul, letters without a shape. */
    private static final String EMPTY_LETTERS = "\u115f\u1160\u3164\uffa0";

    /** Makes a placeholder; nothing may be null. */
    public Placeholder {
        requireNonNull(name, "name");
        requireNonNull(part, "part");
        requireNonNull(fallback, "fallback");
    }

    /**
     * Parses the text between the braces of a placeholder.
     *
     * @return empty if the key is not of this scheme, and is for others to resolve
     * @throws PlaceholderException if it is but names no credential, is the scheme alone, only looks like the scheme, or holds another
     *     placeholder
     */
    public static Optional<Placeholder> parse(String key) {
        if (!isOurs(key)) {
            return Optional.empty();
        }
        if (!scheme(key).equals(SCHEME)) {
            throw new PlaceholderException(
                    "a placeholder for a credential is written exactly ${wincred:NAME}; this one begins in other letters, or"
                            + " with other characters, some of which do not show");
        }
        String rest = key.substring(Math.min(key.length(), SCHEME.length() + 1));
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
            // Parsers that end at the first closing brace would leave the end of the inner one after the value.
            throw new PlaceholderException(
                    "neither name nor fallback of '" + SCHEME + ":" + name + "' can hold another placeholder");
        }
        return Optional.of(new Placeholder(name, user ? Part.USER_NAME : Part.SECRET, fallback));
    }

    /** Whether a key is of this scheme, is the scheme alone, or looks like it: nothing else may resolve it, whether or not it names a credential. */
    public static boolean isOurs(String key) {
        StringBuilder visible = new StringBuilder();
        scheme(key).codePoints().filter(Placeholder::isVisible).forEach(visible::appendCodePoint);
        return CaseFolding.equal(visible.toString(), SCHEME);
    }

    private static String scheme(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    /** Beyond ASCII only letters and digits count: among the rest are spaces, format characters and marks that show nothing. */
    private static boolean isVisible(int character) {
        return character < 0x7f
                ? character > ' '
                : Character.isLetterOrDigit(character) && EMPTY_LETTERS.indexOf(character) < 0;
    }

    /** The name and the part; a fallback may be a secret and is not shown. */
    @Override
    public String toString() {
        return SCHEME + ":" + name + (part == Part.USER_NAME ? USER_NAME : "");
    }
}
