package io.github.wincred.settings;

import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value for every {@link Setting}, each with the source it came from. Immutable.
 *
 * <p>Later sources override earlier ones: default, environment variable, system property, provider argument, stream, parameter. System properties and
 * environment variables are read each time a key store is loaded or a store is opened.
 */
public final class Settings {

    /** Where a value came from. */
    public enum Source {
        /** No source set it. */
        DEFAULT("default"),
        /** An environment variable. */
        ENVIRONMENT("environment variable"),
        /** A system property. */
        SYSTEM_PROPERTY("system property"),
        /** The provider's argument. */
        PROVIDER_ARGUMENT("provider argument"),
        /** The stream given to {@code KeyStore.load}. */
        STREAM("settings stream"),
        /** A load parameter, or a call in the program. */
        PARAMETER("parameter");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private record Value(String text, Source source) {}

    private static final Settings DEFAULTS = new Settings(defaults());

    private final Map<Setting, Value> values;

    private Settings(Map<Setting, Value> values) {
        this.values = values;
    }

    private static Map<Setting, Value> defaults() {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, new Value(setting.defaultValue(), Source.DEFAULT));
        }
        return values;
    }

    /** Every setting at its default. */
    public static Settings ofDefaults() {
        return DEFAULTS;
    }

    /**
     * The settings of this process: environment variables, then system properties.
     *
     * @throws IllegalArgumentException naming the variable or property whose value is not allowed
     */
    public static Settings ofSystem() {
        Map<Setting, Value> changed = new EnumMap<>(DEFAULTS.values);
        for (Setting setting : Setting.values()) {
            put(changed, setting, System.getenv(setting.variable()), Source.ENVIRONMENT);
            put(changed, setting, System.getProperty(setting.property()), Source.SYSTEM_PROPERTY);
        }
        return new Settings(changed);
    }

    private static void put(Map<Setting, Value> values, Setting setting, @Nullable String text, Source source) {
        if (text != null) {
            values.put(setting, new Value(canonical(setting, text, source), source));
        }
    }

    /**
     * Returns these settings with some values replaced.
     *
     * @param source where the new values come from
     * @param replacements values by {@link Setting#key()}
     * @throws IllegalArgumentException naming a key that is unknown or a value that is not allowed
     */
    public Settings with(Source source, Map<String, String> replacements) {
        Map<Setting, Value> changed = new EnumMap<>(values);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            String key = replacement.getKey();
            Optional<Setting> setting = Setting.ofKey(key);
            try {
                put(changed, setting.orElseThrow(() -> unknown(key, source)), replacement.getValue(), source);
            } catch (IllegalArgumentException e) {
                throw holdsSecret(replacements) ? besideSecret(setting, source) : e;
            }
        }
        return new Settings(changed);
    }

    private static IllegalArgumentException unknown(String key, Source source) {
        return new IllegalArgumentException("unknown setting '" + key + "' in " + source);
    }

    private static boolean holdsSecret(Map<String, String> replacements) {
        return replacements.keySet().stream()
                .flatMap(key -> Setting.ofKey(key).stream())
                .anyMatch(Setting::isSecret);
    }

    /**
     * If a password is given too, neither key nor value is shown: a password with a semicolon in it may have been split into what looks like both.
     */
    private static IllegalArgumentException besideSecret(Optional<Setting> setting, Source source) {
        return new IllegalArgumentException(
                setting.map(known -> "the value of setting '" + known.key() + "' in " + source + " is not allowed")
                                .orElse("there is an unknown setting in " + source)
                        + ", not shown because a password is given there too; a semicolon inside a value is written twice");
    }

    private static String canonical(Setting setting, String text, Source source) {
        try {
            return setting.canonical(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (" + source + ")", e);
        }
    }

    /** The value of a setting as it may be displayed; for a secret, only whether there is one. */
    public String shown(Setting setting) {
        String text = text(setting);
        if (setting.isSecret()) {
            return text.isEmpty() ? "not set" : "set";
        }
        return "'" + text + "'";
    }

    /** The value of a setting as text. */
    public String text(Setting setting) {
        return value(setting).text();
    }

    /** Where the value of a setting came from. */
    public Source source(Setting setting) {
        return value(setting).source();
    }

    private Value value(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new AssertionError(setting);
        }
        return value;
    }

    /** Which store to use. */
    public StoreChoice store() {
        return StoreChoice.valueOf(constant(Setting.STORE));
    }

    /** The beginning of the TargetNames in view; empty for all. */
    public String prefix() {
        return text(Setting.PREFIX);
    }

    /** The type of new entries whose alias names none. */
    public CredentialType type() {
        String label = text(Setting.TYPE);
        for (CredentialType type : CredentialType.defined()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new AssertionError(label);
    }

    /** How long new entries live. */
    public Persistence persistence() {
        return switch (text(Setting.PERSISTENCE)) {
            case "session" -> Persistence.SESSION;
            case "enterprise" -> Persistence.ENTERPRISE;
            default -> Persistence.LOCAL_MACHINE;
        };
    }

    /** How blobs are read and written as text. */
    public BlobEncoding encoding() {
        return BlobEncoding.valueOf(constant(Setting.ENCODING));
    }

    /** The label of the program whose conventions new entries follow, if one is set. */
    public Optional<String> profile() {
        String label = text(Setting.PROFILE);
        return label.equals(Setting.PROFILE.defaultValue()) ? Optional.empty() : Optional.of(label);
    }

    /** Whether changes are written at once. */
    public boolean writeThrough() {
        return isOn(Setting.WRITE_THROUGH);
    }

    /** Whether PEM that other programs wrote is read as the key and certificates in it. */
    public boolean readsForeignPem() {
        return text(Setting.PEM).equals("entry");
    }

    /** Whether entry passwords are refused instead of ignored. */
    public boolean strictPasswords() {
        return isOn(Setting.STRICT_PASSWORDS);
    }

    /** The vault's folder, if one is set. */
    public Optional<Path> vaultFolder() {
        return path(Setting.VAULT_FOLDER);
    }

    /** The vault's key file, if one is set. */
    public Optional<Path> vaultKeyFile() {
        return path(Setting.VAULT_KEY_FILE);
    }

    /** A copy of the vault's password, if one is set; the caller wipes it. The value it was set with stays in memory. */
    public Optional<char[]> vaultPassword() {
        String text = text(Setting.VAULT_PASSWORD);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toCharArray());
    }

    /** The file that holds the vault's password, if one is set. */
    public Optional<Path> vaultPasswordFile() {
        return path(Setting.VAULT_PASSWORD_FILE);
    }

    /** Whether the vault refuses files that other users may read or own. */
    public boolean checksVaultPermissions() {
        return text(Setting.VAULT_PERMISSIONS).equals("checked");
    }

    /** Whether reads and writes on Windows take the cross-process mutex. */
    public boolean mutex() {
        return isOn(Setting.MUTEX);
    }

    /** Whether writes on Windows are read back. */
    public boolean readBack() {
        return isOn(Setting.READ_BACK);
    }

    /** How native functions are called on Windows. */
    public BindingChoice binding() {
        return BindingChoice.valueOf(constant(Setting.BINDING));
    }

    /** Whether entries may take so much of the Windows store's capacity that other programs could lack it. */
    public boolean largeEntries() {
        return isOn(Setting.LARGE_ENTRIES);
    }

    private boolean isOn(Setting setting) {
        return text(setting).equals("true");
    }

    private Optional<Path> path(Setting setting) {
        String text = text(setting);
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    private String constant(Setting setting) {
        return text(setting).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether every setting has the same value from the same source. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
