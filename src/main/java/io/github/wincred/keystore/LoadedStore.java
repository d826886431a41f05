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
final class LoadedStore {

    private final CredentialStore store;
    private final boolean owned;
    private final SettingsStream stream;
    private final EntryPasswords passwords;
    private final Entries entries;

    /** The calls that use it, and one more until another load takes its place. */
    private final AtomicInteger users = new AtomicInteger(1);

    private LoadedStore(
            CredentialStore store, boolean owned, SettingsStream stream, EntryPasswords passwords, Entries entries) {
        this.store = store;
        this.owned = owned;
        this.stream = stream;
        this.passwords = passwords;
        this.entries = entries;
    }

    CredentialStore store() {
        return store;
    }

    /** The settings that came with a stream. */
    SettingsStream stream() {
        return stream;
    }

    /** What it makes of passwords for entries. */
    EntryPasswords passwords() {
        return passwords;
    }

    Entries entries() {
        return entries;
    }

    /** What the contents of the entries are to a program. */
    EntryAnswers answers() {
        return new EntryAnswers(entries, passwords);
    }

    /** Begins a call that uses it; every one is followed by {@link #leave}. False if it is closed, since another load has taken its place. */
    boolean enter() {
        return users.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends such a call. The last one wipes the stage, and closes the store that was opened for this load. */
    void leave() {
        if (users.decrementAndGet() == 0) {
            entries.close();
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
            opened.leave();
            throw e;
        }
    }
}
