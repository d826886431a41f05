package io.github.wincred.win32;

import io.github.wincred.contract.CompoundContract;
import io.github.wincred.contract.Feature;
import io.github.wincred.contract.LimitsContract;
import io.github.wincred.contract.ListingContract;
import io.github.wincred.contract.ReadWriteContract;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.RealStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The contract on the system's own store: Windows, or Wine with its deviations. */
@EnabledOnOs(OS.WINDOWS)
class SystemStoreWindowsIT implements CompoundContract, ReadWriteContract, ListingContract, LimitsContract {

    private final CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());
    private final CredentialStore secondStore = ThisWindows.store(new WindowsStoreOptions(false, false));

    @Override
    public CredentialStore store() {
        return store;
    }

    @Override
    public CredentialStore secondStore() {
        return secondStore;
    }

    @Override
    public String prefix() {
        return RealStore.PREFIX + "-system-";
    }

    @Override
    public Optional<String> cannotShow(Feature feature) {
        return ThisWindows.cannotShow(feature);
    }

    @AfterEach
    void leaveNothingBehind() {
        removeLeftovers();
    }
}
