package io.github.wincred.win32;

import io.github.wincred.contract.LargeEntriesContract;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Settings;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In the system's own store. */
@EnabledOnOs(OS.WINDOWS)
class LargeEntriesWindowsIT implements LargeEntriesContract {

    @Override
    public CredentialStore store() {
        return ThisWindows.store(WindowsStoreOptions.ofDefaults());
    }

    /** On Windows itself it is the user's own store, which nobody may fill unless he was asked. */
    @Override
    public int largestBytes() {
        return ThisWindows.isWine() || Settings.ofSystem().largeEntries() ? 1 << 20 : 1 << 16;
    }
}
