package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.PasswordProtectedStore;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** Passes the passwords of {@code load} and {@code store} to a store that has one. Other stores ignore them, and so does an empty password. */
final class StorePassword {

    private StorePassword() {}

    /**
     * Opens the store with a password.
     *
     * @throws IOException with an {@link UnrecoverableKeyException} as cause if the password is wrong
     */
    static void unlock(CredentialStore store, char @Nullable [] password) throws IOException {
        if (password != null && password.length > 0 && store instanceof PasswordProtectedStore vault) {
            try {
                vault.unlock(password);
            } catch (CredentialException e) {
                throw failure(e);
            }
        }
    }

    /** Opens the store as a protection parameter says; a callback is asked only if the store is locked. */
    static void unlock(CredentialStore store, KeyStore.@Nullable ProtectionParameter protection) throws IOException {
        if (protection instanceof KeyStore.PasswordProtection password) {
            unlock(store, password.getPassword());
        } else if (protection instanceof KeyStore.CallbackHandlerProtection callback && isLocked(store)) {
            char[] password = ask(callback);
            try {
                unlock(store, password);
            } finally {
                Arrays.fill(password, '\0');
            }
        }
    }

    private static boolean isLocked(CredentialStore store) throws IOException {
        try {
            return store instanceof PasswordProtectedStore vault && vault.isLocked();
        } catch (CredentialException e) {
            throw failure(e);
        }
    }

    private static char[] ask(KeyStore.CallbackHandlerProtection protection) throws IOException {
        PasswordCallback callback = new PasswordCallback("Password of the vault: ", false);
        try {
            protection.getCallbackHandler().handle(new Callback[] {callback});
            char[] password = callback.getPassword();
            return password == null ? new char[0] : password;
        } catch (UnsupportedCallbackException e) {
            throw new IOException("the callback handler cannot ask for a password", e);
        } finally {
            callback.clearPassword();
        }
    }

    /**
     * Carries out the changes of a store, and sets its password from then on.
     *
     * <p>A locked store is first opened with that password, which must then be its present one; a store that does not exist yet is created with it.
     * Otherwise the password is changed last, so that a change that fails leaves it as it was.
     */
    static void store(CredentialStore store, char @Nullable [] password, EntryChanges changes) throws IOException {
        if (password == null || password.length == 0 || !(store instanceof PasswordProtectedStore vault)) {
            changes.store();
            return;
        }
        try {
            boolean exists = vault.exists();
            if (vault.isLocked()) {
                vault.unlock(password);
            } else if (!exists) {
                vault.changePassword(password);
            }
            changes.store();
            if (exists) {
                vault.changePassword(password);
            }
        } catch (CredentialException e) {
            throw failure(e);
        }
    }

    private static IOException failure(CredentialException failure) {
        if (failure.reason() != Reason.LOCKED) {
            return new IOException(failure.getMessage(), failure);
        }
        UnrecoverableKeyException wrong = new UnrecoverableKeyException(failure.getMessage());
        wrong.initCause(failure);
        return new IOException(failure.getMessage(), wrong);
    }
}
