package io.github.wincred.placeholder;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves placeholders. Settings and the list of allowed names are those at the time of its creation. Safe for use by several threads.
 *
 * <p>Each lookup reads the store again, and no secret is kept. The store stays open from the first lookup on: a vault with a password takes some
 * tenths of a second to open, and its keys stay in memory, as for any open store, until this resolver is no longer reachable.
 *
 * <p>If the credential does not exist, or has no user name where one is asked for, the placeholder's fallback is used. Every other failure is a
 * {@link PlaceholderException}, whether or not there is a fallback: a name that is not allowed, a locked vault, a secret that is not text. So a
 * placeholder never resolves to its own name or to nothing.
 */
public final class PlaceholderResolver {

    /** Weak, so that the keys of its store are wiped when no integration holds it any more. */
    private static WeakReference<PlaceholderResolver> latest = new WeakReference<>(null);

    private final Settings settings;
    private final AllowList allowed;
    private @Nullable CredentialStore store;

    private PlaceholderResolver(Settings settings) {
        this.settings = settings;
        allowed = AllowList.parse(settings.text(Setting.PLACEHOLDER_ALLOW));
    }

    /**
     * The resolver for the settings of the registered provider: the same one as long as these stay the same. Registers the provider if it is not.
     *
     * @throws IllegalArgumentException naming a setting whose value is not allowed, or if another class loader registered a provider with settings
     */
    public static PlaceholderResolver ofSystem() {
        Settings settings = provider().settings();
        synchronized (PlaceholderResolver.class) {
            PlaceholderResolver resolver = latest.get();
            if (resolver == null || !resolver.settings.equals(settings)) {
                resolver = new PlaceholderResolver(settings);
                latest = new WeakReference<>(resolver);
            }
            return resolver;
        }
    }

    /**
     * The registered provider. One that another class loader registered is of another class, and its settings cannot be read; if it has none, a new
     * provider is used without being registered.
     *
     * @throws IllegalArgumentException if it has settings
     */
    private static WinCredProvider provider() {
        Provider registered = WinCredProvider.install();
        if (registered instanceof WinCredProvider own) {
            return own;
        }
        String argument = registered.getProperty(WinCredProvider.ARGUMENT_PROPERTY);
        if (argument != null) {
            throw new IllegalArgumentException(
                    "the provider WinCred was registered from another copy of the jar, by the class loader "
                            + registered.getClass().getClassLoader() + ", and its settings (" + argument
                            + ") are not seen here: keep one copy of the jar, or give each as the system property wincred.KEY instead");
        }
        return new WinCredProvider();
    }

    /** Opened by the first lookup, because opening fails where the store cannot be used. */
    private synchronized CredentialStore store() {
        CredentialStore open = store;
        if (open == null) {
            open = WinCred.open(settings);
            store = open;
        }
        return open;
    }

    private Lookup lookup(String prefix) throws GeneralSecurityException, IOException {
        return new Lookup(store(), settings, prefix);
    }

    /**
     * The text for a key such as {@code wincred:app/db#username:-nobody}.
     *
     * @return empty if the key is not of this scheme; otherwise an array that belongs to the caller, who wipes it
     * @throws PlaceholderException if the value cannot be obtained
     */
    public Optional<char[]> resolve(String key) {
        return Placeholder.parse(key).map(this::resolve);
    }

    /**
     * The text for a placeholder.
     *
     * @return an array that belongs to the caller, who wipes it
     * @throws PlaceholderException if the value cannot be obtained
     */
    public char[] resolve(Placeholder placeholder) {
        try (Found found = find(placeholder.name())) {
            Optional<char[]> text = found.credential().flatMap(credential -> value(placeholder, credential));
            return text.or(() -> placeholder.fallback().map(String::toCharArray))
                    .orElseThrow(() -> missing(placeholder, found));
        }
    }

    private record Found(Optional<TextCredential> credential) implements AutoCloseable {

        @Override
        public void close() {
            credential.ifPresent(TextCredential::close);
        }
    }

    private Found find(String name) {
        return new Found(credential(name));
    }

    private Optional<char[]> value(Placeholder placeholder, TextCredential credential) {
        return switch (placeholder.part()) {
            case USER_NAME -> credential.userName().map(String::toCharArray);
            case SECRET -> Optional.of(credential.text().orElseThrow(() -> noText(placeholder.name())));
        };
    }

    /**
     * The credential with this alias, for an integration that asks for both of its parts. The caller closes it.
     *
     * @throws PlaceholderException if it is not allowed or cannot be read
     */
    public Optional<TextCredential> credential(String name) {
        try {
            return read(lookup(settings.prefix()), name, name);
        } catch (GeneralSecurityException | IOException | CredentialException e) {
            throw unreadable(credentialNamed(name), e);
        }
    }

    /**
     * As {@link #credential}, but a missing credential is an exception.
     *
     * @throws PlaceholderException if it is missing, is not allowed or cannot be read
     */
    public TextCredential require(String name) {
        return credential(name).orElseThrow(() -> notFound(name));
    }

    /**
     * The credentials whose alias begins with a prefix, ignoring case, with their text if they have one. The caller closes each.
     *
     * @throws PlaceholderException if one of them is not allowed or cannot be read
     */
    public List<TextCredential> credentialsBelow(String prefix) {
        List<TextCredential> credentials = new ArrayList<>();
        try {
            Lookup lookup = lookup(settings.prefix() + prefix);
            for (String alias : lookup.aliases()) {
                read(lookup, alias, prefix + alias).ifPresent(credentials::add);
            }
            return credentials;
        } catch (GeneralSecurityException | IOException | CredentialException e) {
            credentials.forEach(TextCredential::close);
            throw unreadable("the credentials below '" + prefix + "'", e);
        } catch (PlaceholderException e) {
            credentials.forEach(TextCredential::close);
            throw e;
        }
    }

    /** The part after the prefix in the TargetName of a credential that {@link #credentialsBelow} returned. */
    public String nameBelow(String prefix, TextCredential credential) {
        return credential.targetName().substring(settings.prefix().length() + prefix.length());
    }

    private Optional<TextCredential> read(Lookup lookup, String alias, String name) throws GeneralSecurityException {
        Optional<Lookup.Found> entry = lookup.find(alias);
        if (entry.isEmpty()) {
            // Refused like one that exists, so that a refusal does not reveal whether it does.
            check(name, AllowList.keyOf(settings.prefix(), name));
            return Optional.empty();
        }
        try (Lookup.Found found = entry.get()) {
            check(name, found.key());
            return Optional.of(found.read());
        }
    }

    private void check(String name, CredentialKey key) {
        if (!allowed.permits(key)) {
            throw new PlaceholderException(credentialNamed(name) + " is not in the list of allowed credentials ("
                    + settings.source(Setting.PLACEHOLDER_ALLOW) + " " + Setting.PLACEHOLDER_ALLOW.property()
                    + "); looked for in " + place()
                    + ". Name another credential, or let the owner of this program add it to the list");
        }
    }

    private PlaceholderException missing(Placeholder placeholder, Found found) {
        String what =
                found.credential().isPresent() ? hasNoUserName(placeholder.name()) : isMissing(placeholder.name());
        return new PlaceholderException(what + ", or give a fallback: ${" + placeholder + ":-TEXT}");
    }

    private PlaceholderException notFound(String name) {
        return new PlaceholderException(isMissing(name));
    }

    /** The exception of an integration that needs the user name of a credential without one. */
    public PlaceholderException noUserName(String name) {
        return new PlaceholderException(hasNoUserName(name));
    }

    private String isMissing(String name) {
        return credentialNamed(name) + " was not found in " + place() + ". Store it while running as that account";
    }

    private String hasNoUserName(String name) {
        return credentialNamed(name) + " has no user name; looked for in " + place() + ". Store it with one";
    }

    /** Includes the prefix from the setting, because whoever stores the credential has to write it. */
    private String credentialNamed(String name) {
        return "credential '" + name + "'"
                + (settings.prefix().isEmpty() ? "" : " with the prefix '" + settings.prefix() + "'");
    }

    /** The exception of an integration that needs the text of a credential without one. */
    public PlaceholderException noText(String name) {
        return new PlaceholderException(
                "the secret of " + credentialNamed(name) + " is not text; looked for in "
                        + place()
                        + ". Store a password, or name the encoding in which another program wrote it with the setting encoding");
    }

    private PlaceholderException unreadable(String what, Exception cause) {
        return new PlaceholderException(what + " cannot be read from " + place() + ": " + cause.getMessage(), cause);
    }

    /** Where this resolver looks, and under which account, for messages. */
    public String place() {
        return LookupPlace.of(settings);
    }
}
