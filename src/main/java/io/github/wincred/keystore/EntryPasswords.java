package io.github.wincred.keystore;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key store makes of passwords for single entries: they protect nothing here, and are ignored or refused.
 *
 * @param loadedWithPassword whether the load was {@code load(stream, password)} with a password that is not null
 * @param strict whether passwords are refused
 */
record EntryPasswords(boolean loadedWithPassword, boolean strict) {

    void checkForKey(char @Nullable [] password) throws UnrecoverableKeyException {
        Optional<String> refusal = refusal(password);
        if (refusal.isPresent()) {
            throw new UnrecoverableKeyException(refusal.get());
        }
    }

    void checkForEntry(String alias, KeyStore.@Nullable ProtectionParameter protection)
            throws UnrecoverableEntryException {
        if (protection == null && loadedWithPassword) {
            // What PKCS12 answers too; without it keytool exports entries without a password and fails.
            throw new UnrecoverableEntryException(
                    "the key store was loaded with a password, so getEntry needs one for '" + alias
                            + "': pass a KeyStore.PasswordProtection, with any password, or use getKey");
        }
        Optional<String> refusal = refusal(password(protection));
        if (refusal.isPresent()) {
            throw new UnrecoverableEntryException(refusal.get());
        }
    }

    void checkForChange(KeyStore.@Nullable ProtectionParameter protection) throws KeyStoreException {
        checkForChange(password(protection));
    }

    void checkForChange(char @Nullable [] password) throws KeyStoreException {
        Optional<String> refusal = refusal(password);
        if (refusal.isPresent()) {
            throw new KeyStoreException(refusal.get());
        }
    }

    private static char @Nullable [] password(KeyStore.@Nullable ProtectionParameter protection) {
        return protection instanceof KeyStore.PasswordProtection password ? password.getPassword() : null;
    }

    private Optional<String> refusal(char @Nullable [] password) {
        return strict && password != null && password.length > 0
                ? Optional.of(
                        "the setting strict-passwords refuses passwords of entries, since they protect nothing here")
                : Optional.empty();
    }
}
