package io.github.wincred.benchmarks.clients;

import com.microsoft.credentialstorage.SecretStore;
import com.microsoft.credentialstorage.StorageProvider;
import com.microsoft.credentialstorage.StorageProvider.SecureOption;
import com.microsoft.credentialstorage.model.StoredCredential;

/** Microsoft's credential-secure-storage. */
public final class MicrosoftClient implements Client {

    private final SecretStore<StoredCredential> store =
            StorageProvider.getCredentialStorage(true, SecureOption.REQUIRED);

    @Override
    public int read(String name) {
        StoredCredential credential = store.get(name);
        int length = credential.getPassword().length;
        credential.clear();
        return length;
    }

    @Override
    public void write(String name, String secret) {
        StoredCredential credential = new StoredCredential(USER, secret.toCharArray());
        if (!store.add(name, credential)) {
            throw new IllegalStateException("not written: " + name);
        }
        credential.clear();
    }

    @Override
    public void delete(String name) {
        if (!store.delete(name)) {
            throw new IllegalStateException("not deleted: " + name);
        }
    }

    @Override
    public String secret(String name) {
        return new String(store.get(name).getPassword());
    }
}
