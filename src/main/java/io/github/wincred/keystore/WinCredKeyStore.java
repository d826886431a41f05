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
import java.security.PrivateKey;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The engine of {@code KeyStore.getInstance("WinCred")}.
 *
 * <p><b>Staging.</b> Changes wait in memory until {@code store()}, and everything read shows them as if they were made. {@code store()} writes
 * first and deletes last; each carried-out change leaves the stage at once, and a failure is an {@link IOException} whose cause is the
 * {@link CredentialException} and whose message says what was done and what still waits: calling {@code store()} again continues. Another
 * {@code load()} wipes the stage. A staged change wins over what another process wrote meanwhile. The setting {@code write-through} does without
 * the stage.
 *
 * <p><b>Cost.</b> {@code load} reads no credential. {@code getKey} costs one store call, as does every other question about one alias that is the
 * exact name of a generic credential; {@code aliases} and {@code size} cost one listing, which reads no secret.
 *
 * <p><b>Passwords.</b> Passwords of entries are ignored, as by the key stores of Windows and macOS. The password of {@code load} opens a vault
 * that has one, that of {@code store} changes it; all other stores ignore them.
 *
 * <p>Safe for use by several threads; each call is atomic. Null aliases are a {@link NullPointerException}.
 */
final class WinCredKeyStore extends KeyStoreSpi {

    private final Supplier<Settings> providerSettings;
    private final StoreOpener opener;

    private @Nullable Loaded loaded;

    /**
     * What a load leaves behind.
     *
     * @param withPassword whether it was {@code load(stream, password)} with a password that is not null
     */
    private record Loaded(CredentialStore store, boolean owned, boolean withPassword, Entries entries) {

        void close() {
            entries.close();
            if (owned) {
                store.close();
            }
        }
    }

    WinCredKeyStore(Supplier<Settings> providerSettings, StoreOpener opener) {
        this.providerSettings = requireNonNull(providerSettings, "providerSettings");
        this.opener = requireNonNull(opener, "opener");
    }

    /** Never: the entries are in no stream. */
    @Override
    public boolean engineProbe(InputStream stream) {
        return false;
    }

    @Override
    public void engineLoad(@Nullable InputStream stream, char @Nullable [] password) throws IOException {
        load(
                Settings.Source.STREAM,
                SettingsStream.read(stream),
                Optional.empty(),
                password != null,
                store -> StorePassword.unlock(store, password));
    }

    @Override
    public void engineLoad(KeyStore.@Nullable LoadStoreParameter parameter) throws IOException {
        KeyStore.ProtectionParameter protection = parameter == null ? null : parameter.getProtectionParameter();
        WinCredLoadStoreParameter ours = parameter instanceof WinCredLoadStoreParameter given
                ? given
                : WinCredLoadStoreParameter.builder().build();
        load(
                Settings.Source.PARAMETER,
                ours.settings(),
                ours.store(),
                false,
                store -> StorePassword.unlock(store, protection));
    }

    /** Opens a store with the password that a load brought. */
    @FunctionalInterface
    private interface Unlocking {
        void unlock(CredentialStore store) throws IOException;
    }

    /** What was loaded before stays in place if this fails. May ask a callback, and therefore holds no lock while it opens the store. */
    private void load(
            Settings.Source source,
            Map<String, String> values,
            Optional<CredentialStore> given,
            boolean withPassword,
            Unlocking unlocking)
            throws IOException {
        Settings settings;
        CredentialStore store;
        try {
            settings = providerSettings.get().with(source, values);
            store = given.orElseGet(() -> opener.open(settings));
        } catch (CredentialException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        Loaded opened = new Loaded(store, given.isEmpty(), withPassword, new Entries(store, settings));
        try {
            unlocking.unlock(store);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        replace(opened);
    }

    private synchronized void replace(Loaded opened) {
        Loaded previous = loaded;
        loaded = opened;
        if (previous != null) {
            previous.close();
        }
    }

    @Override
    public void engineStore(@Nullable OutputStream stream, char @Nullable [] password) throws IOException {
        synchronized (this) {
            StorePassword.change(loaded().store(), password);
            entries().store();
        }
        if (stream != null) {
            SettingsStream.writeStub(stream);
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
    public synchronized Enumeration<String> engineAliases() {
        return Collections.enumeration(entries().aliases());
    }

    @Override
    public synchronized int engineSize() {
        return entries().aliases().size();
    }

    @Override
    public synchronized boolean engineContainsAlias(String alias) {
        return describe(alias).isPresent();
    }

    @Override
    public synchronized boolean engineIsKeyEntry(String alias) {
        return entries().isKey(requireAlias(alias));
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
        return false;
    }

    @Override
    public synchronized @Nullable Date engineGetCreationDate(String alias) {
        return describe(alias)
                .map(credential -> Date.from(credential.lastWritten().orElse(Instant.EPOCH)))
                .orElse(null);
    }

    /** As {@code KeyStoreSpi} has it since Java 18. */
    public synchronized Set<KeyStore.Entry.Attribute> engineGetAttributes(String alias) {
        return describe(alias).map(MetadataChange::attributesOf).orElse(Set.of());
    }

    /** Null also for a credential whose secret cannot be read. Fails with nothing but the checked exception, which tools survive. */
    @Override
    public synchronized @Nullable Key engineGetKey(String alias, char @Nullable [] password)
            throws UnrecoverableKeyException {
        try (Found found = find(alias)) {
            return found.key().orElse(null);
        } catch (CredentialException e) {
            UnrecoverableKeyException failure = new UnrecoverableKeyException(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public synchronized KeyStore.@Nullable Entry engineGetEntry(
            String alias, KeyStore.@Nullable ProtectionParameter protection) throws UnrecoverableEntryException {
        try (Found found = find(alias)) {
            if (found.credential().isEmpty()) {
                return null;
            }
            Credential credential = found.credential().get();
            Set<KeyStore.Entry.Attribute> attributes = MetadataChange.attributesOf(credential);
            if (credential.secret().isEmpty()) {
                return new CredentialEntry(credential.key().toString(), attributes);
            }
            if (protection == null && loaded().withPassword()) {
                // What PKCS12 answers too; without it keytool exports entries without a password and fails.
                throw new UnrecoverableEntryException(
                        "the key store was loaded with a password, so getEntry needs one for '" + alias
                                + "': pass a KeyStore.PasswordProtection, with any password, or use getKey");
            }
            return new KeyStore.SecretKeyEntry(found.key().orElseThrow(), attributes);
        }
    }

    /** A credential that is closed after use. */
    private record Found(Optional<Credential> credential, Entries entries) implements AutoCloseable {

        Optional<SecretKey> key() {
            return credential.filter(found -> found.secret().isPresent()).map(entries::key);
        }

        @Override
        public void close() {
            credential.ifPresent(Credential::close);
        }
    }

    private Found find(String alias) {
        return new Found(entries().find(requireAlias(alias)), entries());
    }

    @Override
    public synchronized boolean engineEntryInstanceOf(String alias, Class<? extends KeyStore.Entry> entryClass) {
        if (entryClass == KeyStore.SecretKeyEntry.class) {
            return engineIsKeyEntry(alias);
        }
        return entryClass == CredentialEntry.class && engineContainsAlias(alias) && !engineIsKeyEntry(alias);
    }

    @Override
    public synchronized void engineSetKeyEntry(
            String alias, @Nullable Key key, char @Nullable [] password, Certificate @Nullable [] chain)
            throws KeyStoreException {
        requireAlias(alias);
        if (key instanceof PrivateKey) {
            throw privateKey();
        }
        if (!(key instanceof SecretKey secretKey)) {
            throw new KeyStoreException("only secret keys can be stored, not "
                    + (key == null ? "null" : key.getClass().getName()));
        }
        if (chain != null && chain.length > 0) {
            throw new KeyStoreException("a secret key has no certificate chain");
        }
        entries().set(alias, secretKey, MetadataChange.NONE);
    }

    @Override
    public synchronized void engineSetEntry(
            String alias, KeyStore.Entry entry, KeyStore.@Nullable ProtectionParameter protection)
            throws KeyStoreException {
        requireAlias(alias);
        if (entry instanceof KeyStore.PrivateKeyEntry) {
            throw privateKey();
        }
        if (entry instanceof KeyStore.TrustedCertificateEntry) {
            throw certificate();
        }
        if (entry instanceof CredentialEntry) {
            throw new KeyStoreException("a credential entry has no secret that could be stored as '" + alias + "'");
        }
        if (!(entry instanceof KeyStore.SecretKeyEntry secretKeyEntry)) {
            throw new KeyStoreException("entries of " + entry.getClass().getName() + " cannot be stored");
        }
        entries().set(alias, secretKeyEntry.getSecretKey(), MetadataChange.of(secretKeyEntry.getAttributes()));
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate @Nullable [] chain) throws KeyStoreException {
        throw new KeyStoreException("keys that are encrypted already cannot be stored");
    }

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) throws KeyStoreException {
        throw certificate();
    }

    private static KeyStoreException privateKey() {
        return new KeyStoreException("private keys cannot be stored yet, only secret keys and passwords");
    }

    private static KeyStoreException certificate() {
        return new KeyStoreException("certificates cannot be stored yet, only secret keys and passwords");
    }

    @Override
    public synchronized void engineDeleteEntry(String alias) throws KeyStoreException {
        entries().delete(requireAlias(alias));
    }

    @Override
    public Certificate @Nullable [] engineGetCertificateChain(String alias) {
        return null;
    }

    @Override
    public @Nullable Certificate engineGetCertificate(String alias) {
        return null;
    }

    @Override
    public @Nullable String engineGetCertificateAlias(Certificate certificate) {
        return null;
    }

    private Optional<Credential> describe(String alias) {
        return entries().describe(requireAlias(alias));
    }

    private static String requireAlias(String alias) {
        return requireNonNull(alias, "alias");
    }

    private Entries entries() {
        return loaded().entries();
    }

    private Loaded loaded() {
        if (loaded == null) {
            throw new IllegalStateException("the key store is not loaded");
        }
        return loaded;
    }
}
