package io.github.wincred.keystore;

import java.security.KeyStore;
import java.security.UnrecoverableEntryException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a key store treats passwords for single entries: they protect nothing here, and are ignored or refused.
 *
 * @param loadedWithPassword whether the load was {@code load(stream, password)} with a non-null password
 * @param strict whether passwords are refused
 */
record EntryPasswords(boolean loadedWithPassword, boolean strict) {

    /** Checks the protection given to {@code getEntry} for a key. */
    void checkForEntry(String alias, KeyStore.@Nullable ProtectionParameter protection)
            throws UnrecoverableEntryException {
        if (protection == null && loadedWithPassword) {
            // As PKCS12 does; otherwise keytool exports entries without a password and fails.
            throw new UnrecoverableEntryException(
                    "the key store was loaded with a password, so getEntry needs one for '" + alias
                            + "': pass a KeyStore.PasswordProtection, with any password, or use getKey");
        }
        check(protection, UnrecoverableEntryException::new);
    }

    <E extends Exception> void check(KeyStore.@Nullable ProtectionParameter protection, Function<String, E> failure)
            throws E {
        if (protection instanceof KeyStore.PasswordProtection password) {
            check(password.getPassword(), failure);
        }
    }

    <E extends Exception> void check(char @Nullable [] password, Function<String, E> failure) throws E {
        if (strict && password != null && password.length > 0) {
            throw failure.apply(
                    "the setting strict-passwords refuses passwords of entries, since they protect nothing here");
        }
    }
}
