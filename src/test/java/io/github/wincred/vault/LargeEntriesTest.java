package io.github.wincred.vault;

import io.github.wincred.contract.LargeEntriesContract;
import io.github.wincred.credential.CredentialStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In a vault on a disk. */
class LargeEntriesTest implements LargeEntriesContract {

    @TempDir
    private Path place;

    @Override
    public CredentialStore store() {
        return VaultFixture.in(place).open();
    }
}
