package io.github.wincred;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.CredentialEntry;
import io.github.wincred.keystore.CredentialEntryAttribute;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.security.auth.DestroyFailedException;

/** Reads and changes passwords by key store alias. Each call opens a store of its own. */
final class Passwords {

    private static final String TEXT = "PBE";

    private Passwords() {}

    static Optional<char[]> read(String alias) {
        return call("readPassword", alias, keyStore -> {
            KeyStore.Entry entry = keyStore.getEntry(alias, null);
            if (entry == null) {
                return Optional.empty();
            }
            if (!(entry instanceof KeyStore.SecretKeyEntry secret)) {
                throw refused(
                        "readPassword",
                        alias,
                        entry instanceof CredentialEntry
                                ? "its secret cannot be read back, as Windows gives none of this type; store it as a generic credential too"
                                : "it is a key or certificate");
            }
            return Optional.of(text(alias, secret.getSecretKey()));
        });
    }

    private static char[] text(String alias, SecretKey key) throws DestroyFailedException {
        try (Secret bytes = Secret.takeOver(key.getEncoded())) {
            Optional<char[]> text = key.getAlgorithm().startsWith(TEXT) ? bytes.toUtf8Text() : Optional.empty();
            return text.orElseThrow(() -> refused(
                    "readPassword",
                    alias,
                    "it holds " + bytes.length() + " bytes that are no text; a KeyStore gives them"));
        } finally {
            key.destroy();
        }
    }

    static void write(String alias, Optional<String> userName, char[] password) {
        requireNonNull(password, "password");
        call("writePassword", alias, keyStore -> {
            if (isKeyOrCertificate(keyStore, alias)) {
                throw new CredentialException(
                        Reason.ALREADY_EXISTS,
                        "writePassword",
                        null,
                        "'" + alias
                                + "' is a key or certificate, which a password does not replace; delete it first by a KeyStore, or choose another alias");
            }
            try (Secret utf8 = utf8(password)) {
                keyStore.setEntry(
                        alias,
                        new KeyStore.SecretKeyEntry(
                                utf8.asKey("PBEWithMD5AndDES"),
                                userName.map(name -> Set.of(CredentialEntryAttribute.USER_NAME.of(name)))
                                        .orElse(Set.of())),
                        null);
            }
            return true;
        });
    }

    private static Secret utf8(char[] password) {
        try {
            return Secret.ofUtf8(password);
        } catch (IllegalArgumentException e) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER, "writePassword", null, String.valueOf(e.getMessage()), e);
        }
    }

    static boolean delete(String alias) {
        return call("deletePassword", alias, keyStore -> {
            if (!keyStore.containsAlias(alias)) {
                return false;
            }
            if (isKeyOrCertificate(keyStore, alias)) {
                throw refused("deletePassword", alias, "it is a key or certificate; a KeyStore deletes it");
            }
            keyStore.deleteEntry(alias);
            return true;
        });
    }

    private static boolean isKeyOrCertificate(KeyStore keyStore, String alias) throws GeneralSecurityException {
        return keyStore.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)
                || keyStore.entryInstanceOf(alias, KeyStore.TrustedCertificateEntry.class);
    }

    private interface Call<T> {
        T on(KeyStore keyStore) throws GeneralSecurityException, IOException, DestroyFailedException;
    }

    private static <T> T call(String operation, String alias, Call<T> call) {
        requireNonNull(alias, "alias");
        try (CredentialStore store = BackendChooser.open(Settings.ofSystem())) {
            KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
            keyStore.load(WinCredLoadStoreParameter.builder()
                    .store(store)
                    .writeThrough(true)
                    .build());
            return call.on(keyStore);
        } catch (GeneralSecurityException | IOException | DestroyFailedException e) {
            if (e.getCause() instanceof CredentialException failure) {
                throw failure;
            }
            throw new CredentialException(Reason.INVALID_PARAMETER, operation, null, String.valueOf(e.getMessage()), e);
        }
    }

    private static CredentialException refused(String operation, String alias, String why) {
        return new CredentialException(Reason.NOT_SUPPORTED, operation, null, "'" + alias + "': " + why);
    }
}
