package io.github.wincred.vault;

import io.github.wincred.contract.CompoundContract;
import io.github.wincred.contract.LimitsContract;
import io.github.wincred.contract.ListingContract;
import io.github.wincred.contract.ReadWriteContract;
import io.github.wincred.credential.CredentialStore;

/** The contract on the vault in memory. */
class MemoryVaultTest
        implements CompoundContract, ReadWriteContract, ListingContract, LimitsContract, VaultRulesContract {

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private final CredentialStore store = VaultCredentialStore.open(configuration);
    private final CredentialStore secondStore = VaultCredentialStore.open(configuration);

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
