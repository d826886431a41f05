package io.github.wincred.win32;

import io.github.wincred.contract.LargeEntriesContract;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.RealStore;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In the system's own store. */
@EnabledOnOs(OS.WINDOWS)
class LargeEntriesWindowsIT implements LargeEntriesContract {

    private final CredentialStore store = RealStore.own(ThisWindows.store(WindowsStoreOptions.ofDefaults()));

    @Override
    public CredentialStore store() {
        return store;
    }

    /** On Windows itself it is the user's own store, which nobody may fill unless he was asked. */
    @Override
    public int largestBytes() {
        return RealStore.isGivenToTests() ? 1 << 20 : 1 << 16;
    }
}
