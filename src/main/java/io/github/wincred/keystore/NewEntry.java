package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialType;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A new entry: a secret key, a private key with its certificate chain, or a trusted certificate. */
final class NewEntry {

    /** Null for a trusted certificate. */
    private final @Nullable Key key;

    private final Certificate[] chain;

    private NewEntry(@Nullable Key key, Certificate... chain) {
        this.key = key;
        this.chain = chain;
    }

    /** A key, and its certificate chain if it is a private key. */
    static NewEntry of(@Nullable Key key, Certificate @Nullable [] chain) throws KeyStoreException {
        boolean hasChain = chain != null && chain.length > 0;
        if (key instanceof PrivateKey) {
            if (chain == null || !hasChain) {
                throw new KeyStoreException("a private key needs its certificate chain");
            }
            return new NewEntry(key, chain);
        }
        if (key instanceof SecretKey) {
            if (hasChain) {
                throw new KeyStoreException("a secret key has no certificate chain");
            }
            return new NewEntry(key);
        }
        throw new KeyStoreException("only secret keys and private keys can be stored, not "
                + (key == null ? "null" : key.getClass().getName()));
    }

    /** A trusted certificate. */
    static NewEntry of(@Nullable Certificate certificate) throws KeyStoreException {
        if (certificate == null) {
            throw new KeyStoreException("the certificate is null");
        }
        return new NewEntry(null, certificate);
    }

    /** An entry of the JDK. */
    static NewEntry of(KeyStore.Entry entry) throws KeyStoreException {
        if (entry instanceof KeyStore.SecretKeyEntry secret) {
            return of(secret.getSecretKey(), null);
        }
        if (entry instanceof KeyStore.PrivateKeyEntry key) {
            return of(key.getPrivateKey(), key.getCertificateChain());
        }
        if (entry instanceof KeyStore.TrustedCertificateEntry trusted) {
            return of(trusted.getTrustedCertificate());
        }
        throw new KeyStoreException(
                entry instanceof CredentialEntry
                        ? "a credential entry has no secret that could be stored"
                        : "entries of " + entry.getClass().getName() + " cannot be stored");
    }

    /** Whether this is a trusted certificate, which may only replace another. */
    boolean isCertificate() {
        return key == null;
    }

    /** Whether this is a private key that a key store of this type handed out. */
    boolean isOfHandedOutKey() {
        return key instanceof PrivateKey privateKey && TomcatCopy.isHandedOut(privateKey);
    }

    /**
     * The content, for this type of credential; the caller closes it. Keys and certificates are objects of other providers, which may fail in any
     * way.
     *
     * @throws KeyStoreException if the key or certificate does not provide what an entry needs
     */
    EntryContent encode(EntryCodec codec, CredentialType type) throws KeyStoreException {
        try {
            if (key instanceof PrivateKey privateKey) {
                return PemEntry.encode(privateKey, chain);
            }
            return key instanceof SecretKey secretKey ? codec.encode(secretKey, type) : PemEntry.encode(chain[0]);
        } catch (CredentialException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KeyStoreException(
                    "the key or certificate does not give what an entry needs: "
                            + e.getClass().getName(),
                    e);
        }
    }
}
