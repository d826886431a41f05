package io.github.wincred.keystore;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.profile.Profile;
import io.github.wincred.settings.BlobEncoding;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import io.github.wincred.settings.StoreChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a program loads a key store of type {@code WinCred}. Immutable; settings left out keep the provider's values.
 *
 * <pre>{@code
 * KeyStore keyStore = KeyStore.getInstance("WinCred");
 * keyStore.load(WinCredLoadStoreParameter.builder().prefix("myapp/").build());
 * }</pre>
 *
 * <p>The same settings, under the keys of {@link Setting}, may be given to the provider as its argument, {@code prefix=myapp/;persistence=session},
 * or in the stream of {@code KeyStore.load}. Such a stream is UTF-8 text of at most 65,536 bytes whose first line is exactly
 * {@code # WinCred settings}; each further line is {@code key=value}, a comment that begins with {@code #}, or blank. Any other stream is ignored,
 * but {@code KeyStore.store} then refuses to write to a stream, so as not to replace a file of keys.
 *
 * <h2>Aliases</h2>
 *
 * <p>The alias of a generic credential is its TargetName without the {@link Builder#prefix prefix}. Other types are written
 * {@code domain-password:NAME}, {@code domain-certificate:NAME}, {@code domain-visible-password:NAME}, {@code generic-certificate:NAME},
 * {@code domain-extended:NAME} ({@code domain-extended:NAME|USER} where a target has several users), and {@code type-N:NAME} for a type unknown to
 * this library. The alias of a generic credential is {@code generic:NAME} if NAME is empty or begins with one of these, with {@code generic:},
 * {@code LegacyGeneric:}, {@code Domain:}, {@code WindowsLive:} or {@code type-}. Case is ignored; the spelling of the last write is returned, or
 * that of the first where a store keeps it.
 *
 * <p>What Windows prints, {@code LegacyGeneric:target=NAME} and {@code Domain:target=NAME} with the whole TargetName, is accepted as an alias, unless
 * a credential has exactly that name. The latter means the one credential of a domain type that is called NAME; if there is none, a new domain
 * password.
 */
public final class WinCredLoadStoreParameter implements KeyStore.LoadStoreParameter {

    private final Map<String, String> settings;
    private final @Nullable CredentialStore store;
    private final KeyStore.@Nullable ProtectionParameter protection;

    private WinCredLoadStoreParameter(Builder builder) {
        settings = Map.copyOf(builder.settings);
        store = builder.store;
        protection = builder.protection;
    }

    /**
     * Returns a parameter of this class itself, and for any other parameter one that changes nothing.
     *
     * @throws IOException if it is of a class of this name from another class loader, whose settings cannot be read
     */
    static WinCredLoadStoreParameter of(KeyStore.@Nullable LoadStoreParameter parameter) throws IOException {
        if (parameter instanceof WinCredLoadStoreParameter ours) {
            return ours;
        }
        String name = WinCredLoadStoreParameter.class.getName();
        if (parameter != null && parameter.getClass().getName().equals(name)) {
            throw new IOException("the parameter is a " + name + " of another copy of the jar, from the class loader "
                    + parameter.getClass().getClassLoader()
                    + ", and cannot be understood here: keep one copy of the jar, or get the key store from"
                    + " a provider of that copy, KeyStore.getInstance(\"WinCred\", new WinCredProvider())");
        }
        return builder().build();
    }

    /** Starts a parameter that changes nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** The password of the vault, as {@link KeyStore.PasswordProtection} or {@link KeyStore.CallbackHandlerProtection}; null if there is none. */
    @Override
    public KeyStore.@Nullable ProtectionParameter getProtectionParameter() {
        return protection;
    }

    /** The settings of this parameter by key. */
    Map<String, String> settings() {
        return settings;
    }

    /** The store given by the program. */
    Optional<CredentialStore> store() {
        return Optional.ofNullable(store);
    }

    /** Collects the parts of a parameter. Every value is checked when it is set. Not for use by several threads. */
    public static final class Builder {

        private final Map<String, String> settings = new LinkedHashMap<>();
        private @Nullable CredentialStore store;
        private KeyStore.@Nullable ProtectionParameter protection;

        private Builder() {}

        /** Which store to use. */
        public Builder store(StoreChoice choice) {
            store = null;
            return set(Setting.STORE, label(choice));
        }

        /** The store instance to use. It stays the caller's, who closes it when the key store is no longer used. */
        public Builder store(CredentialStore store) {
            this.store = requireNonNull(store, "store");
            return this;
        }

        /** Limits the key store to TargetNames that begin with this, ignoring case, and leaves it out of aliases. */
        public Builder prefix(String prefix) {
            return set(Setting.PREFIX, prefix);
        }

        /** The type of new entries whose alias names none. */
        public Builder type(CredentialType type) {
            return set(Setting.TYPE, type.label());
        }

        /** How long new entries live. Existing ones keep their persistence, unless an attribute of the entry changes it. */
        public Builder persistence(Persistence persistence) {
            return set(Setting.PERSISTENCE, persistence.label());
        }

        /**
         * The program whose conventions are followed; {@code docs/interop.md} shows them. An alias is still the TargetName. Text is encoded as that
         * program does unless {@link #encoding} says otherwise; of git's secrets the first line is read. A new generic credential gets the program's
         * comment, alias and attributes, its persistence unless {@link #persistence} is set, and the user that the TargetName names; attributes of
         * the entry take precedence. In an existing credential only the secret is changed.
         */
        public Builder profile(Profile profile) {
            return set(Setting.PROFILE, profile.label());
        }

        /** How blobs are read and written as text. */
        public Builder encoding(BlobEncoding encoding) {
            return set(Setting.ENCODING, label(encoding));
        }

        /** Whether changes are written at once instead of in {@code store()}. */
        public Builder writeThrough(boolean writeThrough) {
            return set(Setting.WRITE_THROUGH, Boolean.toString(writeThrough));
        }

        /** Whether PEM written by other programs is read as the key and certificates in it, instead of as a text secret. */
        public Builder readForeignPem(boolean readForeignPem) {
            return set(Setting.PEM, readForeignPem ? "entry" : "text");
        }

        /** Whether entry passwords are refused instead of ignored. */
        public Builder strictPasswords(boolean strictPasswords) {
            return set(Setting.STRICT_PASSWORDS, Boolean.toString(strictPasswords));
        }

        /** The folder of the local vault. */
        public Builder vaultFolder(Path folder) {
            return set(Setting.VAULT_FOLDER, folder.toString());
        }

        /** The key file of the local vault. */
        public Builder vaultKeyFile(Path keyFile) {
            return set(Setting.VAULT_KEY_FILE, keyFile.toString());
        }

        /**
         * Any setting by its key.
         *
         * @throws IllegalArgumentException if there is no such setting, or the value is not allowed
         */
        public Builder setting(String key, String value) {
            Settings.ofDefaults().with(Settings.Source.PARAMETER, Map.of(key, value));
            settings.put(key, value);
            return this;
        }

        /** The password of the vault. The Windows Credential Manager has none and ignores it. */
        public Builder protection(KeyStore.ProtectionParameter protection) {
            this.protection = requireNonNull(protection, "protection");
            return this;
        }

        /** Makes the parameter. */
        public WinCredLoadStoreParameter build() {
            return new WinCredLoadStoreParameter(this);
        }

        private Builder set(Setting setting, String value) {
            return setting(setting.key(), value);
        }

        private static String label(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
