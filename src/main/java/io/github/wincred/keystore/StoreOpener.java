package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;

/** Chooses and opens the store that a key store works on; called once by each {@code load} that names no store itself. */
@FunctionalInterface
public interface StoreOpener {

    /**
     * Opens the store that the settings ask for. Cheap: no credential is read.
     *
     * @return a store that the key store closes when it is loaded anew
     * @throws io.github.wincred.credential.CredentialException if that store cannot be used here; never another store in its place
     */
    CredentialStore open(Settings settings);
}
