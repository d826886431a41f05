package io.github.wincred.spring;

import io.github.wincred.placeholder.Placeholder;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Gives <code>${wincred:NAME}</code> its value. It answers for every key that begins with {@code wincred:}, or fails, because Spring takes what
 * follows a colon for a fallback, and would go on with the name as the password. Where NAME holds a placeholder, Spring asks for {@code wincred}
 * alone; that fails too.
 *
 * <p>It enumerates nothing, so that binding and the endpoint for the environment pass it by. Each question reads the store.
 */
final class PlaceholderSource extends EnumerablePropertySource<PlaceholderResolver> {

    static final String NAME = "wincred placeholders";

    private static final String NAMELESS = "wincred:";

    private final Set<String> expressions = ConcurrentHashMap.newKeySet();

    PlaceholderSource(String name, PlaceholderResolver resolver) {
        super(name, resolver);
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }

    @Override
    public boolean containsProperty(String name) {
        return Placeholder.isOurs(name);
    }

    /**
     * The value, in the form that arrives unchanged.
     *
     * @throws PlaceholderException if the key is of our scheme and has none
     */
    @Override
    public @Nullable Object getProperty(String name) {
        if (Placeholder.isOurs(name) && name.indexOf(':') < 0) {
            // Spring ignores what is thrown here for a name without a colon; it resolves what is returned. Not a
            // string, which binding would resolve too.
            return CharBuffer.wrap("${" + NAMELESS + "}");
        }
        if (name.equals(NAMELESS)) {
            throw new PlaceholderException(
                    "a placeholder names no credential: write ${wincred:NAME}; where NAME holds another placeholder, write "
                            + "a backslash before the colon, as in ${wincred\\:app/${stage}}, because Spring cuts the name off there");
        }
        Optional<char[]> text = getSource().resolve(name);
        return text.map(this::handOut).orElse(null);
    }

    /** Makes the string that Spring demands, and wipes the array. */
    String handOut(char[] text) {
        String value = new String(text);
        Arrays.fill(text, '\0');
        if (value.contains(ExpressionGuard.OPENING)) {
            expressions.add(value);
        }
        return SpringText.escape(value);
    }

    /** The values handed out so far that Spring would take for expressions. */
    Set<String> expressions() {
        return expressions;
    }
}
