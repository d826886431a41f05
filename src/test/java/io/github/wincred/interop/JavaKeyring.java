package io.github.wincred.interop;

import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;

/** A program that keeps passwords through java-keyring. */
final class JavaKeyring implements Conversation.Library {

    private final Keyring keyring = Keyring.create(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);

    private JavaKeyring() throws Exception {}

    public static void main(String[] args) throws Exception {
        Conversation.hold(new JavaKeyring());
    }

    @Override
    public void write(String service, String user, String secret) throws Exception {
        keyring.setPassword(service, user, secret);
    }

    @Override
    public String read(String service, String user) throws Exception {
        try {
            return keyring.getPassword(service, user);
        } catch (PasswordAccessException e) {
            if (e.getMessage().endsWith(" 1168")) { // ERROR_NOT_FOUND
                return null;
            }
            throw e;
        }
    }

    @Override
    public void delete(String service, String user) throws Exception {
        keyring.deletePassword(service, user);
    }
}
