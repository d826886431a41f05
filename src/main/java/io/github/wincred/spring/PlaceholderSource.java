package io.github.wincred.spring;

import io.github.wincred.placeholder.Placeholder;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Resolves <code>${wincred:NAME}</code> and imported properties. It either resolves a placeholder that begins with {@code wincred:} or fails,
 * because Spring takes the text after a colon for a fallback and would use the name as the password. If NAME contains a placeholder, Spring asks for
 * {@code wincred} alone; that fails too.
 *
 * <p>It enumerates and contains nothing, so that binding and the endpoint for the environment ignore it. A request for a key that does not come from
 * a placeholder is answered only if a placeholder has asked for the key before, so that whoever can choose a key does not learn which credentials
 * exist. Each lookup reads the store.
 */
final class PlaceholderSource extends EnumerablePropertySource<PlaceholderResolver> {

    static final String NAME = "wincred placeholders";

    private static final String NAMELESS = "wincred:";

    private static final AtomicLong KEYS = new AtomicLong();

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, char[]> imported = new ConcurrentHashMap<>();

    PlaceholderSource(String name, PlaceholderResolver resolver) {
        super(name, resolver);
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }

    /**
     * The value, in a form that arrives unchanged, or an expression for it if the text is going to be evaluated.
     *
     * @throws PlaceholderException if a placeholder asks for a key of our scheme that has no value, or for one that contains such an expression
     */
    @Override
    public @Nullable Object getProperty(String name) {
        Question.refuseWithin(name);
        char[] kept = imported.get(name);
        if (kept == null && !Placeholder.isOurs(name)) {
            return null;
        }
        if (!asked.contains(name) && !Question.isOfAPlaceholder()) {
            return null;
        }
        if (kept == null && name.indexOf(':') < 0) {
            // Spring ignores exceptions here for a name without a colon, but resolves the returned value. Not a
            // string, which binding would resolve too.
            return CharBuffer.wrap("${" + NAMELESS + "}");
        }
        if (name.equals(NAMELESS)) {
            throw new PlaceholderException(
                    "a placeholder names no credential: write ${wincred:NAME}; where NAME holds another placeholder, write "
                            + "a backslash before the colon, as in ${wincred\\:app/${stage}}, because Spring cuts the name off there");
        }
        char[] text = kept == null ? getSource().resolve(name).orElseThrow() : kept.clone();
        asked.add(name);
        if (Question.isForEvaluation()) {
            Arrays.fill(text, '\0');
            return Question.expression(name);
        }
        return handOut(text);
    }

    /**
     * Keeps the value of an imported property, and returns the placeholder that stands for it in the source of the property. Boot copies the values
     * of some sources, so only a placeholder is resolved here, where it is known who asks.
     */
    String keep(char[] text) {
        String key = "property imported by wincred " + KEYS.incrementAndGet();
        imported.put(key, text);
        return "${" + key + "}";
    }

    /** Wipes the values of imported properties. */
    void forget() {
        imported.values().forEach(text -> Arrays.fill(text, '\0'));
        imported.clear();
    }

    /** Creates the string that Spring requires, and wipes the array. */
    private static String handOut(char[] text) {
        String value = new String(text);
        Arrays.fill(text, '\0');
        return SpringText.escape(value);
    }
}
