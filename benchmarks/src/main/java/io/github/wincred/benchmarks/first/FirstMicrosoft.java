package io.github.wincred.benchmarks.first;

import com.microsoft.credentialstorage.SecretStore;
import com.microsoft.credentialstorage.StorageProvider;
import com.microsoft.credentialstorage.StorageProvider.SecureOption;
import com.microsoft.credentialstorage.model.StoredCredential;

/** Reads one secret through Microsoft's credential-secure-storage. */
public final class FirstMicrosoft {

    private FirstMicrosoft() {}

    /** Takes the name of the credential. */
    public static void main(String[] arguments) {
        SecretStore<StoredCredential> store = StorageProvider.getCredentialStorage(true, SecureOption.REQUIRED);
        if (store.get(arguments[0]).getPassword().length == 0) {
            throw new IllegalStateException("no secret");
        }
    }
}
