package io.github.wincred.placeholder;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.CredentialEntryAttribute;
import io.github.wincred.keystore.WinCredKeyStore;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.security.auth.DestroyFailedException;

/**
 * The entries of a WinCred key store over a store that stays the caller's. Programs use the same key store, so a name means the same everywhere and
 * a secret of any size or encoding is read in the same way.
 */
final class Lookup {

    private final KeyStore keyStore;

    /** Over a store, with exactly these settings, except for the prefix. */
    Lookup(CredentialStore store, Settings settings, String prefix) throws GeneralSecurityException, IOException {
        keyStore = new Loaded(new WinCredKeyStore(() -> settings, WinCred::open));
        keyStore.load(
                WinCredLoadStoreParameter.builder().store(store).prefix(prefix).build());
    }

    /** Not obtained from the provider, which would read the settings again. */
    private static final class Loaded extends KeyStore {
        Loaded(KeyStoreSpi engine) {
            super(engine, new WinCredProvider(), WinCredProvider.NAME);
        }
    }

    /** An entry and the key of its credential. Closing it wipes the secret. */
    record Found(KeyStore.Entry entry, CredentialKey key) implements AutoCloseable {

        /** The credential with its secret, if that is text. */
        TextCredential read() {
            return new TextCredential(
                    key.targetName(),
                    CredentialEntryAttribute.USER_NAME.in(entry.getAttributes()),
                    entry instanceof KeyStore.SecretKeyEntry secret ? utf8(secret.getSecretKey()) : Optional.empty());
        }

        @Override
        public void close() {
            if (entry instanceof KeyStore.SecretKeyEntry secret) {
                destroy(secret.getSecretKey());
            }
        }
    }

    /** The entry with this alias; the caller closes it. */
    Optional<Found> find(String alias) throws GeneralSecurityException {
        return Optional.ofNullable(keyStore.getEntry(alias, null)).map(entry -> new Found(entry, key(entry)));
    }

    /** All aliases. */
    List<String> aliases() throws GeneralSecurityException {
        return Collections.list(keyStore.aliases());
    }

    private static CredentialKey key(KeyStore.Entry entry) {
        String label = CredentialEntryAttribute.TYPE.in(entry.getAttributes()).orElseThrow();
        CredentialType type = CredentialType.defined().stream()
                .filter(defined -> defined.label().equals(label))
                .findFirst()
                .orElseGet(() -> CredentialType.of(Integer.parseUnsignedInt(label.substring("type-".length()))));
        return new CredentialKey(
                type,
                CredentialEntryAttribute.TARGET_NAME.in(entry.getAttributes()).orElseThrow());
    }

    /** The key store returns text as a key of an algorithm PBE…, in UTF-8. */
    private static Optional<Secret> utf8(SecretKey key) {
        byte[] bytes = isText(key) ? key.getEncoded() : null;
        return Optional.ofNullable(bytes).map(Secret::takeOver);
    }

    private static boolean isText(Key key) {
        return key.getAlgorithm().startsWith("PBE") && "RAW".equals(key.getFormat());
    }

    private static void destroy(SecretKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException e) {
            throw new IllegalStateException("a key of the WinCred key store cannot be wiped", e);
        }
    }
}
