package io.github.wincred.win32;

import io.github.wincred.contract.Feature;
import io.github.wincred.contract.LimitsContract;
import io.github.wincred.contract.ListingContract;
import io.github.wincred.contract.ReadWriteContract;
import io.github.wincred.contract.RenamingContract;
import io.github.wincred.credential.CredentialStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on the C double: what Wine's store leaves out, and the accounts of all memory. */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class StoreDoubleTest implements ReadWriteContract, ListingContract, LimitsContract, RenamingContract {

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());
    private final CredentialStore secondStore = WincredDouble.store(new WindowsStoreOptions(false, false));

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
        return "wincred-test/double/";
    }

    @Override
    public Optional<String> cannotShow(Feature feature) {
        return feature == Feature.INFERRED_RULES ? Optional.of("the double does what is documented") : Optional.empty();
    }

    @AfterEach
    void leaveNothingBehind() {
        removeLeftovers();
    }
}
