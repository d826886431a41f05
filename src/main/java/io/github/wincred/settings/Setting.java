package io.github.wincred.settings;

import io.github.wincred.credential.CredentialType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One setting. The same key is used in a {@code WinCredLoadStoreParameter}, in a settings stream and in the provider argument; the system property is
 * {@code wincred.KEY}, the environment variable {@code WINCRED_KEY} in capitals with underscores.
 */
public enum Setting {
    /** Which store to use. */
    STORE("store", "auto", List.of("auto", "windows", "vault", "memory"), "which store to use"),
    /** Limits the key store to TargetNames that begin with this, which is left out of aliases. */
    PREFIX("prefix", "", List.of(), "the beginning of the TargetNames in view; left out of aliases"),
    /** The type of new secret entries whose alias names none. */
    TYPE("type", "generic", labels(CredentialType.defined()), "the type of new entries whose alias names none"),
    /** The persistence of new entries. */
    PERSISTENCE(
            "persistence",
            "local-machine",
            List.of("session", "local-machine", "enterprise"),
            "how long new entries live"),
    /** The program whose conventions are followed when credentials are read and written. */
    PROFILE(
            "profile",
            "none",
            List.of(
                    "none",
                    "windows",
                    "git",
                    "docker",
                    "go-keyring",
                    "keytar",
                    "keyring-rs",
                    "python-keyring",
                    "java-keyring",
                    "credential-secure-storage"),
            "the program whose conventions are followed"),
    /** How blobs are read and written as text. */
    ENCODING("encoding", "auto", List.of("auto", "raw", "utf-16le", "utf-8"), "how blobs are read and written as text"),
    /** Whether changes are written at once instead of in {@code store()}. */
    WRITE_THROUGH("write-through", "false", List.of("true", "false"), "whether changes skip the stage"),
    /** How PEM written by other programs is read. */
    PEM(
            "pem",
            "text",
            List.of("text", "entry"),
            "what PEM of other programs is: a text secret, or the key and certificates in it"),
    /** Whether entry passwords are refused instead of ignored. */
    STRICT_PASSWORDS(
            "strict-passwords",
            "false",
            List.of("true", "false"),
            "whether passwords of single entries are refused; ignored otherwise"),
    /** The vault's folder. */
    VAULT_FOLDER("vault.folder", "", List.of(), "the folder of the local vault; empty for the platform's own place"),
    /** The vault's key file. */
    VAULT_KEY_FILE(
            "vault.key-file", "", List.of(), "the key file of the local vault; empty for the platform's own place"),
    /** The vault's password. */
    VAULT_PASSWORD("vault.password", "", List.of(), "the password of the local vault; better kept in a file"),
    /** A file that holds the vault's password. */
    VAULT_PASSWORD_FILE("vault.password-file", "", List.of(), "a file that holds the password of the local vault"),
    /** Whether the vault refuses files that other users may read. */
    VAULT_PERMISSIONS(
            "vault.permissions",
            "checked",
            List.of("checked", "unchecked"),
            "whether the local vault refuses files that other users may read, change or own"),
    /** Whether reads and writes on Windows take the named per-user mutex. */
    MUTEX(
            "mutex",
            "true",
            List.of("true", "false"),
            "whether reads and writes on Windows take the cross-process mutex"),
    /** Whether writes on Windows are read back. */
    READ_BACK("read-back", "true", List.of("true", "false"), "whether writes on Windows are read back and repeated"),
    /** How native functions are called. */
    BINDING(
            "binding",
            "auto",
            List.of("auto", "ffm", "jna"),
            "how Windows is called: by java.lang.foreign or by JNA; one for the whole process"),
    /** Whether entries may take so much of the Windows store's capacity that other programs could lack it. */
    LARGE_ENTRIES(
            "large-entries",
            "false",
            List.of("true", "false"),
            "whether entries of more than 65,536 bytes may be stored on Windows"),
    /** Which credentials placeholders in a configuration may name; key stores do not read it. */
    PLACEHOLDER_ALLOW(
            "placeholder.allow", "", List.of(), "the credentials that placeholders may name, for all if it is empty");

    private final String key;
    private final String defaultValue;

    @SuppressWarnings("ImmutableEnumChecker") // always made by List.of
    private final List<String> allowed;

    private final String meaning;

    Setting(String key, String defaultValue, List<String> allowed, String meaning) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.allowed = allowed;
        this.meaning = meaning;
    }

    private static List<String> labels(List<CredentialType> types) {
        String[] labels = new String[types.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = types.get(i).label();
        }
        return List.of(labels);
    }

    /** The setting with this key, in its exact spelling. */
    public static Optional<Setting> ofKey(String key) {
        for (Setting setting : values()) {
            if (setting.key.equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** The key in a parameter, stream or provider argument. */
    public String key() {
        return key;
    }

    /** The system property. */
    public String property() {
        return "wincred." + key;
    }

    /** The environment variable. */
    public String variable() {
        return "WINCRED_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The default value. */
    public String defaultValue() {
        return defaultValue;
    }

    /** The allowed values in lower case; empty if any text is allowed. Case is ignored in a value. */
    public List<String> allowedValues() {
        return allowed;
    }

    /** Whether the value is a secret, which must not be shown to anyone. */
    public boolean isSecret() {
        return this == VAULT_PASSWORD;
    }

    private boolean isPath() {
        return this == VAULT_FOLDER || this == VAULT_KEY_FILE || this == VAULT_PASSWORD_FILE;
    }

    /** What it does, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The value in its canonical spelling. */
    String canonical(String value) {
        if (isPath()) {
            try {
                return Path.of(value).toString();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("setting '" + key + "' is no path of this system: " + e.getReason()
                        + (e.getIndex() < 0 ? "" : " at index " + e.getIndex()));
            }
        }
        if (allowed.isEmpty()) {
            return value;
        }
        String lower = value.trim().toLowerCase(Locale.ROOT);
        if (!allowed.contains(lower)) {
            throw new IllegalArgumentException(
                    "setting '" + key + "' cannot be '" + value + "', allowed are " + String.join(", ", allowed));
        }
        return lower;
    }

    /**
     * Splits one line of text, in the form of the provider argument, into the keys and values of settings: {@code prefix=app/;persistence=session}.
     * Keys are not checked here.
     *
     * <p>Pairs are separated by a semicolon; a doubled semicolon stands for one inside a value; space around keys is ignored. Everything after the
     * first equals sign belongs to the value, so Windows paths need no escaping.
     *
     * @return the pairs in order
     * @throws IllegalArgumentException if a pair has no equals sign, a key occurs twice, or a comma separates two pairs
     */
    public static Map<String, String> pairs(String line) {
        Map<String, String> pairs = new LinkedHashMap<>();
        StringBuilder pair = new StringBuilder();
        for (int i = 0; i <= line.length(); i++) {
            boolean end = i == line.length();
            if (!end && line.charAt(i) != ';') {
                pair.append(line.charAt(i));
            } else if (!end && i + 1 < line.length() && line.charAt(i + 1) == ';') {
                pair.append(';');
                i++;
            } else {
                addPair(pairs, pair.toString());
                pair.setLength(0);
            }
        }
        return pairs;
    }

    private static void addPair(Map<String, String> pairs, String pair) {
        if (pair.isBlank()) {
            return;
        }
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw refused(pair.trim(), "is not of the form key=value");
        }
        String key = pair.substring(0, equals).trim();
        refuseComma(key, pair.substring(equals + 1));
        if (pairs.put(key, pair.substring(equals + 1)) != null) {
            throw refused(key, "is given twice");
        }
    }

    /** A comma before what looks like a setting was meant as a separator. Passwords are exempt, since they may hold any character. */
    private static void refuseComma(String key, String value) {
        if (ofKey(key).filter(setting -> !setting.isSecret()).isEmpty()) {
            return;
        }
        for (Setting next : values()) {
            int at = value.indexOf(next.key + "=");
            if (at > 0 && value.substring(0, at).stripTrailing().endsWith(",")) {
                throw new IllegalArgumentException(
                        "'" + key + "' has a comma before '" + next.key + "='; settings are separated by a semicolon");
            }
        }
    }

    /** A key that is no setting is not shown: it may be the end of a password that contains a semicolon. */
    private static IllegalArgumentException refused(String key, String problem) {
        String shown = ofKey(key).map(Setting::key).orElse("a part of the settings");
        return new IllegalArgumentException(
                "'" + shown + "' " + problem + "; a semicolon inside a value is written twice");
    }
}
