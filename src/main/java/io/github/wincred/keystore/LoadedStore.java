package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a load leaves behind. It is closed once a later load has taken its place and no call uses it any more: another thread may be in the middle of one.
 */
final class LoadedStore implements AutoCloseable {

    private final CredentialStore store;
    private final boolean owned;
    private final SettingsStream stream;
    private final EntryReads reads;
    private final EntryChanges changes;

    /** The calls that use it, and one more until another load takes its place. */
    private final AtomicInteger users = new AtomicInteger(1);

    private LoadedStore(CredentialStore store, Request request, Settings settings) {
        this.store = store;
        owned = request.store().isEmpty();
        stream = request.stream();
        EntryPasswords passwords = new EntryPasswords(request.withPassword(), settings.strictPasswords());
        AliasResolver aliases = new AliasResolver(new AliasScheme(settings.prefix()), settings.type());
        EntryCodec codec = new EntryCodec(NewCredentialDefaults.of(settings));
        StoredEntries stored = new StoredEntries(store, new StoredEntry.Reader(codec, settings.readsForeignPem()));
        Stage stage = new Stage();
        StageView view = new StageView(store, stored, stage, settings.prefix());
        CertificateIndex certificates = new CertificateIndex(stored, stage, view, aliases, settings.prefix());
        reads = new EntryReads(view, aliases, codec, certificates, new TomcatCopy(stage), passwords);
        changes = new EntryChanges(store, reads, stage, new EntryWriter(store, stored), settings);
    }

    CredentialStore store() {
        return store;
    }

    /** The settings that came with a stream. */
    SettingsStream stream() {
        return stream;
    }

    EntryReads reads() {
        return reads;
    }

    EntryChanges changes() {
        return changes;
    }

    /** Begins a call that uses it; every one is followed by {@link #close}. False if it is closed, since another load has taken its place. */
    boolean enter() {
        return users.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends such a call. The last one wipes the stage, and closes the store that was opened for this load. */
    @Override
    public void close() {
        if (users.decrementAndGet() == 0) {
            changes.close();
            if (owned) {
                store.close();
            }
        }
    }

    /** Opens a store with the password that a load brought. */
    @FunctionalInterface
    interface Unlocking {
        void unlock(CredentialStore store) throws IOException;
    }

    /**
     * What a load asks for.
     *
     * @param stream the settings that came with a stream
     * @param source where the settings come from
     * @param settings by key
     * @param store the store that the program brought
     * @param withPassword whether it is {@code load(stream, password)} with a password that is not null
     * @param unlocking gives the store its password
     */
    record Request(
            SettingsStream stream,
            Settings.Source source,
            Map<String, String> settings,
            Optional<CredentialStore> store,
            boolean withPassword,
            Unlocking unlocking) {}

    /**
     * Opens the store that a load asks for. May ask a callback for a password.
     *
     * @throws IOException if the settings are wrong, or the store cannot be opened
     */
    static LoadedStore open(
            Request request, Supplier<Settings> providerSettings, Function<Settings, CredentialStore> opener)
            throws IOException {
        Settings settings;
        CredentialStore store;
        try {
            settings = providerSettings.get().with(request.source(), request.settings());
            store = request.store().orElseGet(() -> opener.apply(settings));
        } catch (CredentialException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        LoadedStore opened = new LoadedStore(store, request, settings);
        try {
            request.unlocking().unlock(store);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }
}
