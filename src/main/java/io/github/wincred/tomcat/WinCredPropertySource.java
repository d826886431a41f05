package io.github.wincred.tomcat;

import io.github.wincred.placeholder.Placeholder;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.stream.IntStream;
import org.apache.tomcat.util.IntrospectionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Resolves <code>${wincred:NAME}</code> in {@code server.xml}, {@code context.xml} and {@code web.xml}; see
 * {@link io.github.wincred.placeholder.Placeholder} for the syntax. One line of {@code conf/catalina.properties} enables it:
 *
 * <pre>{@code org.apache.tomcat.util.digester.PROPERTY_SOURCE=io.github.wincred.tomcat.WinCredPropertySource}</pre>
 *
 * <p>Settings are read once, when Tomcat starts and before it loads an application, so that no application can change which names are allowed.
 * Creating the source also registers the provider, for TLS.
 *
 * <p>A placeholder that cannot be resolved is an {@link Error}. Tomcat ignores exceptions here, and would use the placeholder itself as the
 * password; an error stops the start of the server, or of the one application whose file contains the placeholder.
 */
public final class WinCredPropertySource implements IntrospectionUtils.PropertySource {

    private static final String OPENING = "${";
    private static final String SCHEME = "wincred";

    private final @Nullable PlaceholderResolver resolver;
    private final @Nullable RuntimeException failure;

    /** Never fails, because Tomcat would continue without the source. A setting that is not allowed is reported by each placeholder. */
    public WinCredPropertySource() {
        PlaceholderResolver made = null;
        RuntimeException thrown = null;
        try {
            made = PlaceholderResolver.ofSystem();
        } catch (RuntimeException e) {
            thrown = e;
        }
        resolver = made;
        failure = thrown;
    }

    /**
     * The value for a key.
     *
     * @return null if the key does not begin with {@code wincred:}
     * @throws ServiceConfigurationError if it does, and the value cannot be obtained, is empty without an empty fallback, or contains or could form
     *     <code>${</code>, which Tomcat would expand
     */
    @Override
    public @Nullable String getProperty(String key) {
        try {
            refuseWithin(key);
            Optional<Placeholder> placeholder = Placeholder.parse(key);
            return placeholder.isPresent() ? value(placeholder.get()) : null;
        } catch (PlaceholderException e) {
            throw new ServiceConfigurationError(e.getMessage(), e);
        }
    }

    /** Tomcat, which ends a placeholder at the first brace, would leave <code>${x${wincred:NAME}}</code> unresolved. */
    private static void refuseWithin(String key) {
        String name = key.split(":-", 2)[0];
        for (int inner = name.indexOf(OPENING); inner >= 0; inner = name.indexOf(OPENING, inner + 1)) {
            if (Placeholder.isOurs(name.substring(inner + OPENING.length()))) {
                throw new PlaceholderException("the name of a placeholder cannot hold another: ${" + name + "...");
            }
        }
    }

    /** Whether the value would be a placeholder after a dollar sign of the configuration, alone or with the text behind it. */
    private static boolean beginsPlaceholder(String value) {
        return value.startsWith("{")
                && IntStream.rangeClosed(0, SCHEME.length())
                        .anyMatch(end -> Placeholder.isOurs(value.substring(1) + SCHEME.substring(end)));
    }

    private String value(Placeholder placeholder) {
        if (resolver == null) {
            throw new PlaceholderException(
                    placeholder + " cannot be looked up: " + (failure == null ? "" : failure.getMessage()), failure);
        }
        char[] text = resolver.resolve(placeholder);
        try {
            String value = new String(text);
            if (value.contains(OPENING) || value.endsWith("$") || beginsPlaceholder(value)) {
                throw new PlaceholderException("the value of " + placeholder
                        + " holds ${, ends in $, begins with {wincred or is the beginning of that, which Tomcat would expand; looked for in "
                        + resolver.place() + ". Store another one");
            }
            if (value.isEmpty() && !placeholder.fallback().equals(Optional.of(""))) {
                throw new PlaceholderException("the value of " + placeholder
                        + " is empty, so that Tomcat could take the text on both sides of it for a placeholder; looked for in "
                        + resolver.place() + ". Store another one, or write ${" + placeholder
                        + ":-} where it may be empty");
            }
            return value;
        } finally {
            Arrays.fill(text, '\0');
        }
    }
}
