package io.github.wincred;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;
import java.util.List;

/**
 * The front door of everything that a key store cannot express.
 *
 * <p>All methods may be called by several threads.
 */
public final class WinCred {

    private WinCred() {}

    /**
     * Opens the store of this user and system, as the environment and the system properties say.
     *
     * @throws IllegalArgumentException naming a variable or property whose value is not allowed
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that store cannot be
     *     used; no other store takes its place
     */
    public static CredentialStore open() {
        return open(Settings.ofSystem());
    }

    /**
     * Opens the store that these settings name. Cheap: nothing is read or created before the first use.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that store cannot be
     *     used; no other store takes its place
     */
    public static CredentialStore open(Settings settings) {
        return BackendChooser.open(settings);
    }

    /** The state of every store under these settings, the chosen one marked. Never fails and changes nothing. */
    public static List<BackendReport> status(Settings settings) {
        return BackendChooser.report(settings);
    }
}
