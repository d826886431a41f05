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
 * The result of a load. Closed once a later load has replaced it and no call uses it any more, since another thread may be in the middle of a call.
 */
final class LoadedStore implements AutoCloseable {

    private final CredentialStore store;
    private final boolean owned;
    private final SettingsStream stream;
    private final EntryReads reads;
    private final EntryChanges changes;

    /** The number of calls in progress, plus one until another load replaces this. */
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

    /** The settings from the stream. */
    SettingsStream stream() {
        return stream;
    }

    EntryReads reads() {
        return reads;
    }

    EntryChanges changes() {
        return changes;
    }

    /** Begins a call, which must be followed by {@link #close}. False if this is closed because another load has replaced it. */
    boolean enter() {
        return users.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends a call. The last one wipes the stage, and closes the store if it was opened for this load. */
    @Override
    public void close() {
        if (users.decrementAndGet() == 0) {
            changes.close();
            if (owned) {
                store.close();
            }
        }
    }

    /** Unlocks a store with the password given to a load. */
    @FunctionalInterface
    interface Unlocking {
        void unlock(CredentialStore store) throws IOException;
    }

    /**
     * The arguments of a load.
     *
     * @param stream the settings from the stream
     * @param source where the settings come from
     * @param settings by key
     * @param store the store given by the program
     * @param withPassword whether the call is {@code load(stream, password)} with a non-null password
     * @param unlocking unlocks the store
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
