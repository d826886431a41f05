package io.github.wincred.spring;

import io.github.wincred.placeholder.Placeholder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

/**
 * Determines which properties get their value, or a part of it, from WinCred: those of an import, and those whose placeholders lead to a credential
 * or to such a property. Follows the placeholders as Spring does, but reads no credential.
 */
final class SecretOrigins {

    private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper(
            SystemPropertyUtils.PLACEHOLDER_PREFIX,
            SystemPropertyUtils.PLACEHOLDER_SUFFIX,
            SystemPropertyUtils.VALUE_SEPARATOR,
            SystemPropertyUtils.ESCAPE_CHARACTER,
            true);

    private final ConfigurableEnvironment environment;

    SecretOrigins(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Whether the value of this property in this source is from WinCred. */
    boolean isFromWinCred(PropertySource<?> source, String name) {
        if (isOurs(source)) {
            return true;
        }
        AtomicBoolean found = new AtomicBoolean();
        if (valueIn(source, name, true) instanceof CharSequence text) {
            PLACEHOLDERS.replacePlaceholders(text.toString(), placeholder -> follow(placeholder, found));
        }
        return found.get();
    }

    /**
     * Whether a property of this name is from WinCred in any source. Boot does not give the source of a map entry whose key is not a plain word, and
     * writes its name without the brackets; so only letters and digits are compared.
     */
    boolean isFromWinCred(String name) {
        String squeezed = ImportedProperties.squeezed(name);
        return environment.getPropertySources().stream()
                .anyMatch(source -> source instanceof EnumerablePropertySource<?> named
                        && Arrays.stream(named.getPropertyNames())
                                .anyMatch(other ->
                                        ImportedProperties.squeezed(other).equals(squeezed)
                                                && isFromWinCred(source, other)));
    }

    /** The value of a placeholder before its own placeholders are resolved, or empty text in place of a secret. */
    private @Nullable String follow(String placeholder, AtomicBoolean found) {
        if (Placeholder.isOurs(placeholder)) {
            found.set(true);
            return "";
        }
        boolean relaxed = ConfigurationPropertyName.isValid(placeholder);
        for (PropertySource<?> source : environment.getPropertySources()) {
            Object value = valueIn(source, placeholder, relaxed);
            if (value != null && isOurs(source)) {
                found.set(true);
                return "";
            }
            if (value != null) {
                return value.toString();
            }
        }
        return null;
    }

    private static boolean isOurs(PropertySource<?> source) {
        return source instanceof PlaceholderSource || ImportedProperties.hold(source);
    }

    /**
     * Looks up the name as written, or in the relaxed form in which Boot asks all sources at once. Boot uses that form for a placeholder only if it
     * is a valid name: {@code ${API_KEY}} is not {@code api-key}.
     */
    private static @Nullable Object valueIn(PropertySource<?> source, String name, boolean relaxed) {
        ConfigurationPropertySource mapped = ConfigurationPropertySource.from(source);
        if (source instanceof PlaceholderSource || mapped == null) {
            return null;
        }
        Object value = source.getProperty(name);
        if (value != null || !relaxed) {
            return value;
        }
        ConfigurationProperty property = mapped.getConfigurationProperty(ConfigurationPropertyName.adapt(name, '.'));
        return property == null ? null : property.getValue();
    }
}
