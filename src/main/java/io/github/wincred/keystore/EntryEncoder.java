package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialType;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Makes the content of an entry that is set, once it is known for which type of credential. */
@FunctionalInterface
interface EntryEncoder {

    /** The content, which the caller closes. */
    EntryContent encode(EntryCodec codec, CredentialType type) throws KeyStoreException;

    /** Whether this is a trusted certificate, which may only replace another. */
    default boolean isCertificate() {
        return false;
    }

    /** Whether this is a private key that a key store of this type gave out. */
    default boolean isOfGivenKey() {
        return false;
    }

    /** For a key, and its certificate chain if it is a private key. */
    static EntryEncoder ofKey(@Nullable Key key, Certificate @Nullable [] chain) throws KeyStoreException {
        boolean hasChain = chain != null && chain.length > 0;
        if (key instanceof PrivateKey privateKey) {
            if (chain == null || !hasChain) {
                throw new KeyStoreException("a private key needs its certificate chain");
            }
            return new EntryEncoder() {
                @Override
                public EntryContent encode(EntryCodec codec, CredentialType type) throws KeyStoreException {
                    return PemEntry.encode(privateKey, chain);
                }

                @Override
                public boolean isOfGivenKey() {
                    return TomcatCopy.isHandedOut(privateKey);
                }
            };
        }
        if (key instanceof SecretKey secretKey) {
            if (hasChain) {
                throw new KeyStoreException("a secret key has no certificate chain");
            }
            return (codec, type) -> codec.encode(secretKey, type);
        }
        throw new KeyStoreException("only secret keys and private keys can be stored, not "
                + (key == null ? "null" : key.getClass().getName()));
    }

    /** For a trusted certificate. */
    static EntryEncoder ofCertificate(@Nullable Certificate certificate) throws KeyStoreException {
        if (certificate == null) {
            throw new KeyStoreException("the certificate is null");
        }
        return new EntryEncoder() {
            @Override
            public EntryContent encode(EntryCodec codec, CredentialType type) throws KeyStoreException {
                return PemEntry.encode(certificate);
            }

            @Override
            public boolean isCertificate() {
                return true;
            }
        };
    }

    /** For an entry of the JDK. */
    static EntryEncoder ofEntry(KeyStore.Entry entry) throws KeyStoreException {
        if (entry instanceof KeyStore.SecretKeyEntry secret) {
            return ofKey(secret.getSecretKey(), null);
        }
        if (entry instanceof KeyStore.PrivateKeyEntry key) {
            return ofKey(key.getPrivateKey(), key.getCertificateChain());
        }
        if (entry instanceof KeyStore.TrustedCertificateEntry trusted) {
            return ofCertificate(trusted.getTrustedCertificate());
        }
        throw new KeyStoreException(
                entry instanceof CredentialEntry
                        ? "a credential entry has no secret that could be stored"
                        : "entries of " + entry.getClass().getName() + " cannot be stored");
    }
}
