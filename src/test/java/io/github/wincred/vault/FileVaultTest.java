package io.github.wincred.vault;

import io.github.wincred.contract.CompoundContract;
import io.github.wincred.contract.DomainCredentialsContract;
import io.github.wincred.contract.LimitsContract;
import io.github.wincred.contract.ListingContract;
import io.github.wincred.contract.ReadWriteContract;
import io.github.wincred.contract.RenamingContract;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the vault in files. */
class FileVaultTest
        implements CompoundContract,
                ReadWriteContract,
                ListingContract,
                LimitsContract,
                RenamingContract,
                VaultRulesContract,
                DomainCredentialsContract {

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
    public DomainCredentials domainCredentials() {
        return new VaultDomainCredentials(store, new TargetInformationCache());
    }

    @Override
    public String prefix() {
        return "contract/";
    }
}
