package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties imported from the credentials below a prefix. Names keep their spelling. Those written like environment variables, such as
 * {@code SPRING_DATASOURCE_PASSWORD}, bind as environment variables do; all others as those of a file.
 */
final class ImportedProperties {

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    private final String prefix;
    private final Map<String, Object> properties = new Values();
    private final Map<String, Object> variables = new Values();

    ImportedProperties(String prefix) {
        this.prefix = prefix;
    }

    /** Whether this is a source of imported properties. */
    static boolean hold(PropertySource<?> source) {
        return source.getSource() instanceof Values;
    }

    /** Marks a source of imported properties. Its values are placeholders. */
    private static final class Values extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Adds a property.
     *
     * @throws PlaceholderException naming both, if another credential is the same property in another spelling
     */
    void add(String name, String value) {
        for (Map<String, Object> map : List.of(properties, variables)) {
            for (String other : map.keySet()) {
                if (isSame(name, other)) {
                    throw new PlaceholderException("credentials '" + prefix + other + "' and '" + prefix + name
                            + "' are one property in two spellings; delete one of them");
                }
            }
        }
        (isVariable(name) ? variables : properties).put(name, value);
    }

    private static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    /** A variable may stand for several spellings with dots and dashes, so only letters and digits are compared then. */
    private static boolean isSame(String a, String b) {
        return (isVariable(a) || isVariable(b))
                ? squeezed(a).equals(squeezed(b))
                : ConfigurationPropertyName.adapt(a, '.').equals(ConfigurationPropertyName.adapt(b, '.'));
    }

    /** The letters and digits of a name, in lower case. */
    static String squeezed(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return properties.isEmpty() && variables.isEmpty();
    }

    MapPropertySource source(String name) {
        return new MapPropertySource(name, properties);
    }

    /** Spring maps the names of a source with such a name as it maps those of the environment. */
    MapPropertySource environmentSource(String name) {
        return new SystemEnvironmentPropertySource(
                name + "-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
    }
}
