package io.github.wincred.cli;

import io.github.wincred.BackendReport;
import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.keystore.CredentialEntryAttribute;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The entries of a store by their aliases, as the key store has them, and the credentials behind them. */
final class Entries implements AutoCloseable {

    private final Settings settings;
    private final CredentialStore store;
    private final KeyStore keyStore;

    private Entries(Settings settings, CredentialStore store, KeyStore keyStore) {
        this.settings = settings;
        this.store = store;
        this.keyStore = keyStore;
    }

    /**
     * Opens the store of this process under these settings, by key.
     *
     * @throws Failure if a setting is not allowed
     */
    static Entries open(Map<String, String> options) throws Failure, GeneralSecurityException, IOException {
        Settings settings = settings(options);
        CredentialStore store = WinCred.open(settings);
        try {
            KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
            WinCredLoadStoreParameter.Builder parameter =
                    WinCredLoadStoreParameter.builder().store(store).writeThrough(true);
            options.forEach(parameter::setting);
            keyStore.load(parameter.build());
            return new Entries(settings, store, keyStore);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The settings of this process with these, by key. */
    static Settings settings(Map<String, String> options) throws Failure {
        try {
            return Settings.ofSystem().with(Settings.Source.PARAMETER, options);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.WRONG_USE, String.valueOf(e.getMessage()));
        }
    }

    CredentialStore store() {
        return store;
    }

    KeyStore keyStore() {
        return keyStore;
    }

    Settings settings() {
        return settings;
    }

    /** The entry of this name. */
    KeyStore.Entry get(String name) throws Failure, GeneralSecurityException {
        KeyStore.Entry entry = keyStore.getEntry(name, null);
        if (entry == null) {
            throw notFound(name);
        }
        return entry;
    }

    /** That there is no such entry, and where it was looked for. */
    Failure notFound(String name) {
        String place = WinCred.status(settings).stream()
                .filter(BackendReport::chosen)
                .map(report -> report.status().name() + ", " + report.status().place())
                .findFirst()
                .orElse("the store");
        return new Failure(Failure.NOT_FOUND, "there is no '" + settings.prefix() + name + "' in " + place);
    }

    /** Whether a private key or a certificate has this name. */
    boolean isKeyOrCertificate(String name) throws GeneralSecurityException {
        return keyStore.entryInstanceOf(name, KeyStore.PrivateKeyEntry.class)
                || keyStore.entryInstanceOf(name, KeyStore.TrustedCertificateEntry.class);
    }

    /** What the listing of the store gives of names that begin so, by alias, without secrets. */
    Map<String, Credential> list(String beginning) throws GeneralSecurityException {
        Set<String> aliases = new HashSet<>(Collections.list(keyStore.aliases()));
        Map<String, Credential> listed = new TreeMap<>(CaseFolding::compare);
        for (Credential credential : store.list(CredentialFilter.startingWith(settings.prefix() + beginning))) {
            if (!SplitSecrets.isPart(credential)) {
                aliases(credential).filter(aliases::contains).findFirst().ifPresent(a -> listed.put(a, credential));
            }
        }
        return listed;
    }

    /** The names that the key store may have given a credential; which one depends on what else its name looks like. */
    private Stream<String> aliases(Credential credential) {
        String name = credential.targetName().substring(settings.prefix().length());
        String typed = credential.type().label() + ":" + name;
        return Stream.of(typed + "|" + credential.userName().orElse(""), typed, name);
    }

    /** The key of an entry's credential. */
    static CredentialKey key(KeyStore.Entry entry) {
        String label = CredentialEntryAttribute.TYPE.in(entry.getAttributes()).orElseThrow();
        return new CredentialKey(
                type(label)
                        .orElseGet(
                                () -> CredentialType.of(Integer.parseUnsignedInt(label.substring("type-".length())))),
                CredentialEntryAttribute.TARGET_NAME.in(entry.getAttributes()).orElseThrow());
    }

    /** The key that a new name stands for: of the type that it names, otherwise of this one. */
    CredentialKey newKey(String name, CredentialType type) {
        int colon = name.indexOf(':');
        Optional<CredentialType> named = colon < 0 ? Optional.empty() : type(name.substring(0, colon));
        return new CredentialKey(
                named.orElse(type), settings.prefix() + (named.isPresent() ? name.substring(colon + 1) : name));
    }

    private static Optional<CredentialType> type(String label) {
        List<CredentialType> types = CredentialType.defined();
        return types.stream()
                .filter(type -> type.label().equalsIgnoreCase(label))
                .findFirst();
    }

    @Override
    public void close() {
        store.close();
    }
}
