package io.github.wincred.interop;

import com.microsoft.credentialstorage.SecretStore;
import com.microsoft.credentialstorage.StorageProvider;
import com.microsoft.credentialstorage.StorageProvider.SecureOption;
import com.microsoft.credentialstorage.model.StoredCredential;

/** A program that keeps passwords through Microsoft's credential-secure-storage. */
final class CredentialSecureStorage implements Conversation.Library {

    private final SecretStore<StoredCredential> store =
            StorageProvider.getCredentialStorage(true, SecureOption.REQUIRED);

    public static void main(String[] args) throws Exception {
        Conversation.hold(new CredentialSecureStorage());
    }

    @Override
    public void write(String service, String user, String secret) {
        if (!store.add(service, new StoredCredential(user, secret.toCharArray()))) {
            throw new IllegalStateException("not written");
        }
    }

    /** A service has one user. */
    @Override
    public String read(String service, String user) {
        StoredCredential credential = store.get(service);
        return credential == null || !credential.getUsername().equals(user)
                ? null
                : new String(credential.getPassword());
    }

    @Override
    public void delete(String service, String user) {
        if (!store.delete(service)) {
            throw new IllegalStateException("not deleted");
        }
    }
}
