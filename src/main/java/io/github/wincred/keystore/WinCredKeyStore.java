package io.github.wincred.keystore;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of {@code KeyStore.getInstance("WinCred")}.
 *
 * <p><b>Staging.</b> Changes wait in memory until {@code store()}; reads already show their result. {@code store()} writes first and deletes last,
 * and removes each completed change from the stage at once. A failure is an {@link IOException} whose cause is the {@link CredentialException} and
 * whose message says what was done and what is still pending; calling {@code store()} again resumes there. Another {@code load()} wipes the stage. A
 * staged change overrides what another process wrote meanwhile. The setting {@code write-through} disables the stage.
 *
 * <p><b>Copies.</b> If, after a load and before any query, a key store receives private keys that another key store of this type handed out, and
 * nothing else, it is taken for a private copy such as Tomcat makes: {@code aliases} and {@code size} report only these keys until {@code store()} or
 * another change. Queries by alias work as usual.
 *
 * <p><b>Cost.</b> {@code load} reads no credential. A query for an alias that is the exact name of a generic credential costs one store call. Reading
 * a key or certificate from a split entry costs one more per part, asking whether a split trusted certificate is one costs one more than reading it,
 * and setting a key under such an alias costs none. {@code deleteEntry} of a generic alias costs none before {@code store()}, except in a vault: so
 * whether there is such an entry shows only there. {@code getCertificateAlias} costs as much as reading the certificate, if it was found before and
 * is still there; otherwise each call lists the store with its secrets, since a store finds credentials only by name. {@code aliases} and
 * {@code size} cost one listing, which reads no secret. So {@code keytool -list} makes four calls, and up to eight more per entry, since nothing that
 * another program may change meanwhile is cached; in addition a few per part, and for each further certificate of a chain, which keytool looks up,
 * one that lists the store unless it is an entry too.
 *
 * <p><b>Failures.</b> An entry that cannot be read, because it is damaged or no provider of this Java knows its algorithm, affects only itself:
 * reading its key or the entry throws an {@link UnrecoverableKeyException} that says why, {@code containsAlias} returns true, and nothing else about
 * it fails; a certificate that cannot be read is null, and a trusted certificate then does not count as one. Certificates are read without the
 * private key, by any registered provider. A store failure is an exception in every method: the {@link CredentialException} itself, a
 * {@link java.security.ProviderException}, if the method has no checked one.
 *
 * <p><b>Passwords.</b> Passwords of entries are ignored, as by the key stores of Windows and macOS. The password of {@code load} opens a vault that
 * has one, that of {@code store} changes it; all other stores ignore them.
 *
 * <p><b>Threads.</b> Safe for use by several threads. No lock is held while the store is called, so a key store may also be used inside
 * {@code CredentialStore.exclusively}. Changes made while {@code store()} is running wait for the next {@code store()}.
 *
 * <p>A null alias is a {@link NullPointerException}. A key or certificate that is null, or does not provide what an entry needs, is a
 * {@link KeyStoreException} and nothing is staged.
 */
public final class WinCredKeyStore extends KeyStoreSpi {

    private final Supplier<Settings> providerSettings;
    private final Function<Settings, CredentialStore> opener;

    private final AtomicReference<@Nullable LoadedStore> loaded = new AtomicReference<>();

    /**
     * Creates an engine that is not loaded yet. Does nothing else: tools create engines only to probe files with them.
     *
     * @param providerSettings supplies, at each load, the settings that those of the load override
     * @param opener opens the store that the settings select, which the key store closes when it is loaded again; called once by each load that names
     *     no store itself. Fails with a {@link CredentialException} if that store cannot be used here, and never opens another instead
     */
    public WinCredKeyStore(Supplier<Settings> providerSettings, Function<Settings, CredentialStore> opener) {
        this.providerSettings = requireNonNull(providerSettings, "providerSettings");
        this.opener = requireNonNull(opener, "opener");
    }

    /** Always false: the entries are not in a stream. */
    @Override
    public boolean engineProbe(InputStream stream) {
        return false;
    }

    @Override
    public void engineLoad(@Nullable InputStream stream, char @Nullable [] password) throws IOException {
        SettingsStream settings = SettingsStream.read(stream);
        load(new LoadedStore.Request(
                settings,
                Settings.Source.STREAM,
                settings.settings(),
                Optional.empty(),
                password != null,
                store -> StorePassword.unlock(store, password)));
    }

    @Override
    public void engineLoad(KeyStore.@Nullable LoadStoreParameter parameter) throws IOException {
        KeyStore.ProtectionParameter protection = parameter == null ? null : parameter.getProtectionParameter();
        WinCredLoadStoreParameter ours = WinCredLoadStoreParameter.of(parameter);
        load(new LoadedStore.Request(
                SettingsStream.NONE,
                Settings.Source.PARAMETER,
                ours.settings(),
                ours.store(),
                false,
                store -> StorePassword.unlock(store, protection)));
    }

    /** If this fails, the previous load stays in effect. Holds no lock while it may ask a callback. */
    private void load(LoadedStore.Request request) throws IOException {
        LoadedStore previous = loaded.getAndSet(LoadedStore.open(request, providerSettings, opener));
        if (previous != null) {
            previous.close();
        }
    }

    @Override
    public void engineStore(@Nullable OutputStream stream, char @Nullable [] password) throws IOException {
        try (LoadedStore used = enter()) {
            if (stream != null) {
                used.stream().checkWritable();
            }
            StorePassword.store(used.store(), password, used.changes());
            if (stream != null) {
                used.stream().writeTo(stream);
            }
        }
    }

    @Override
    public void engineStore(KeyStore.@Nullable LoadStoreParameter parameter) throws IOException {
        engineStore(
                null,
                parameter != null && parameter.getProtectionParameter() instanceof KeyStore.PasswordProtection password
                        ? password.getPassword()
                        : null);
    }

    @Override
    public Enumeration<String> engineAliases() {
        try (LoadedStore used = enter()) {
            return Collections.enumeration(used.reads().names());
        }
    }

    @Override
    public int engineSize() {
        try (LoadedStore used = enter()) {
            return used.reads().size();
        }
    }

    @Override
    public boolean engineContainsAlias(String alias) {
        return describe(alias).isPresent();
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
        return kind(alias).filter(EntryKind::isKey).isPresent();
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
        return kind(alias).equals(Optional.of(EntryKind.CERTIFICATE));
    }

    @Override
    public boolean engineEntryInstanceOf(String alias, Class<? extends KeyStore.Entry> entryClass) {
        return kind(alias).filter(kind -> kind.entryClass().equals(entryClass)).isPresent();
    }

    @Override
    public @Nullable Date engineGetCreationDate(String alias) {
        return describe(alias)
                .map(credential -> Date.from(credential.lastWritten().orElse(Instant.EPOCH)))
                .orElse(null);
    }

    /** Part of {@code KeyStoreSpi} since Java 18. */
    public Set<KeyStore.Entry.Attribute> engineGetAttributes(String alias) {
        return describe(alias).map(MetadataChange::attributesOf).orElse(Set.of());
    }

    /**
     * Also null for a credential whose secret cannot be read back. Every failure is an {@link UnrecoverableKeyException}; keytool reports it and
     * continues.
     */
    @Override
    public @Nullable Key engineGetKey(String alias, char @Nullable [] password) throws UnrecoverableKeyException {
        try (LoadedStore used = enter(alias)) {
            return used.reads().key(alias, password).orElse(null);
        }
    }

    @Override
    public KeyStore.@Nullable Entry engineGetEntry(String alias, KeyStore.@Nullable ProtectionParameter protection)
            throws UnrecoverableEntryException {
        try (LoadedStore used = enter(alias)) {
            return used.reads().entry(alias, protection).orElse(null);
        }
    }

    @Override
    public Certificate @Nullable [] engineGetCertificateChain(String alias) {
        try (LoadedStore used = enter(alias)) {
            return used.reads().chain(alias).orElse(null);
        }
    }

    /** Includes the certificate in {@code Windows-MY} that a credential of a certificate type refers to. */
    @Override
    public @Nullable Certificate engineGetCertificate(String alias) {
        try (LoadedStore used = enter(alias)) {
            return used.reads().certificate(alias).orElse(null);
        }
    }

    /** If several match, the first in the order of {@code aliases}, trusted certificates before keys. */
    @Override
    public @Nullable String engineGetCertificateAlias(@Nullable Certificate certificate) {
        try (LoadedStore used = enter()) {
            return used.reads().aliasOf(certificate).orElse(null);
        }
    }

    @Override
    public void engineSetKeyEntry(
            String alias, @Nullable Key key, char @Nullable [] password, Certificate @Nullable [] chain)
            throws KeyStoreException {
        try (LoadedStore used = enter(alias)) {
            used.reads().passwords().check(password, KeyStoreException::new);
            used.changes().set(alias, MetadataChange.NONE, NewEntry.of(key, chain));
        }
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate @Nullable [] chain) throws KeyStoreException {
        throw new KeyStoreException("keys that are encrypted already cannot be stored");
    }

    @Override
    public void engineSetCertificateEntry(String alias, @Nullable Certificate certificate) throws KeyStoreException {
        try (LoadedStore used = enter(alias)) {
            used.changes().set(alias, MetadataChange.NONE, NewEntry.of(certificate));
        }
    }

    @Override
    public void engineSetEntry(String alias, KeyStore.Entry entry, KeyStore.@Nullable ProtectionParameter protection)
            throws KeyStoreException {
        try (LoadedStore used = enter(alias)) {
            used.reads().passwords().check(protection, KeyStoreException::new);
            used.changes().set(alias, MetadataChange.of(entry.getAttributes()), NewEntry.of(entry));
        }
    }

    @Override
    public void engineDeleteEntry(String alias) throws KeyStoreException {
        try (LoadedStore used = enter(alias)) {
            used.changes().delete(alias);
        }
    }

    private Optional<Credential> describe(String alias) {
        try (LoadedStore used = enter(alias)) {
            return used.reads().describe(alias);
        }
    }

    private Optional<EntryKind> kind(String alias) {
        try (LoadedStore used = enter(alias)) {
            return used.reads().kind(alias);
        }
    }

    private LoadedStore enter(String alias) {
        requireNonNull(alias, "alias");
        return enter();
    }

    /** The current load, to be closed after the call. No lock is held meanwhile, since the store has its own, which its user may hold. */
    private LoadedStore enter() {
        LoadedStore current = loaded.get();
        if (current == null) {
            throw new IllegalStateException("the key store is not loaded");
        }
        return current.enter() ? current : enter();
    }
}
