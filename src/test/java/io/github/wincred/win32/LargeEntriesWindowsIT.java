package io.github.wincred.win32;

import io.github.wincred.contract.LargeEntriesContract;
import io.github.wincred.credential.CredentialStore;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In the system's own store. */
@EnabledOnOs(OS.WINDOWS)
class LargeEntriesWindowsIT implements LargeEntriesContract {

    @Override
    public CredentialStore store() {
        return WindowsCredentialStore.open(WindowsStoreOptions.ofDefaults());
    }
}
