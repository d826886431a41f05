package io.github.wincred;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.profile.Profile;
import io.github.wincred.settings.Settings;
import io.github.wincred.settings.StoreChoice;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import io.github.wincred.win32.WindowsBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Selects the backend: the Windows store on Windows, the vault on every other system, unless the settings name a store. A store that cannot be used
 * is an error that gives the reason; no other store is used instead.
 */
final class BackendChooser {

    private BackendChooser() {}

    /** The store that the settings select, never {@link StoreChoice#AUTO}. */
    static StoreChoice choose(Settings settings) {
        if (settings.store() != StoreChoice.AUTO) {
            return settings.store();
        }
        return WindowsBackend.isWindows() ? StoreChoice.WINDOWS : StoreChoice.VAULT;
    }

    static CredentialStore open(Settings settings) {
        return switch (choose(settings)) {
            case WINDOWS -> WindowsBackend.open(settings, persistence(settings));
            case MEMORY -> VaultCredentialStore.open(SharedMemory.CONFIGURATION);
            default -> VaultCredentialStore.open(VaultConfiguration.of(settings));
        };
    }

    static List<BackendReport> report(Settings settings) {
        StoreChoice chosen = choose(settings);
        List<BackendReport> reports = new ArrayList<>();
        reports.add(new BackendReport(
                StoreChoice.WINDOWS,
                chosen == StoreChoice.WINDOWS,
                WindowsBackend.status(settings, persistence(settings))));
        reports.add(new BackendReport(StoreChoice.VAULT, chosen == StoreChoice.VAULT, vaultStatus(settings)));
        if (chosen == StoreChoice.MEMORY) {
            reports.add(new BackendReport(StoreChoice.MEMORY, true, status(SharedMemory.CONFIGURATION)));
        }
        return List.copyOf(reports);
    }

    private static BackendStatus vaultStatus(Settings settings) {
        try {
            return status(VaultConfiguration.of(settings));
        } catch (CredentialException e) {
            return new BackendStatus("vault", "nowhere", false, String.valueOf(e.getMessage()), Map.of());
        }
    }

    private static BackendStatus status(VaultConfiguration configuration) {
        try (CredentialStore vault = VaultCredentialStore.open(configuration)) {
            return vault.status();
        }
    }

    private static Persistence persistence(Settings settings) {
        // Loads the class Profile only for a program that sets a profile.
        return settings.profile().isPresent() ? Profile.persistence(settings) : settings.persistence();
    }

    /** The one in-memory store of this process, created on first use. */
    private static final class SharedMemory {

        static final VaultConfiguration CONFIGURATION = VaultConfiguration.inMemory();

        private SharedMemory() {}
    }
}
