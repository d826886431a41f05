package io.github.wincred.vault;

import io.github.wincred.contract.CompoundContract;
import io.github.wincred.contract.LimitsContract;
import io.github.wincred.contract.ListingContract;
import io.github.wincred.contract.ReadWriteContract;
import io.github.wincred.credential.CredentialStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the vault in files. */
class FileVaultTest
        implements CompoundContract, ReadWriteContract, ListingContract, LimitsContract, VaultRulesContract {

    private VaultConfiguration configuration;
    private CredentialStore store;
    private CredentialStore secondStore;

    @BeforeEach
    void openVault(@TempDir Path folder) {
        configuration = VaultConfiguration.persistent(folder.resolve("vault"), folder.resolve("key/vault.key"));
        store = VaultCredentialStore.open(configuration);
        secondStore = VaultCredentialStore.open(configuration);
    }

    @Override
    public VaultConfiguration configuration() {
        return configuration;
    }

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
        return "contract/";
    }
}
