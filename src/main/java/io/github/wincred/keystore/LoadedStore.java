package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a load leaves behind.
 *
 * @param store the store
 * @param owned whether the store is ours to close
 * @param stream the settings that came with a stream
 * @param passwords what it makes of passwords for entries
 * @param entries the entries
 */
record LoadedStore(
        CredentialStore store, boolean owned, SettingsStream stream, EntryPasswords passwords, Entries entries)
        implements AutoCloseable {

    /** What the contents of the entries are to a program. */
    EntryAnswers answers() {
        return new EntryAnswers(entries, passwords);
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
    static LoadedStore open(Request request, Supplier<Settings> providerSettings, StoreOpener opener)
            throws IOException {
        Settings settings;
        CredentialStore store;
        try {
            settings = providerSettings.get().with(request.source(), request.settings());
            store = request.store().orElseGet(() -> opener.open(settings));
        } catch (CredentialException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        LoadedStore opened = new LoadedStore(
                store,
                request.store().isEmpty(),
                request.stream(),
                new EntryPasswords(request.withPassword(), settings.strictPasswords()),
                new Entries(store, settings));
        try {
            request.unlocking().unlock(store);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Wipes the stage and closes the store that was opened for this load. */
    @Override
    public void close() {
        entries.close();
        if (owned) {
            store.close();
        }
    }
}
