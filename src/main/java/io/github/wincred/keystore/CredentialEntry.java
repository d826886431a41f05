package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * The entry of a credential whose secret no application can read back, such as a domain password (R22). It has attributes but no key.
 *
 * <p>A key store returns such entries and does not accept them, since it could not copy the secret.
 */
public final class CredentialEntry implements KeyStore.Entry {

    private final Credential credential;
    private final Set<Attribute> attributes;

    /** Takes a credential without its secret. */
    CredentialEntry(Credential credential, Set<Attribute> attributes) {
        this.credential = credential;
        this.attributes = attributes;
    }

    /** The fields of the credential other than its secret; read them with {@link CredentialEntryAttribute}. */
    @Override
    public Set<Attribute> getAttributes() {
        return attributes;
    }

    /**
     * The certificate that a credential of a certificate type refers to by the marshaled hash in its user name (R21), if it is among the user's
     * certificates, which Java reads as {@code Windows-MY}. Looked up at each call.
     *
     * @return also empty for any other credential, and on systems without that key store
     * @throws CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if that key store cannot be read
     */
    public Optional<X509Certificate> certificate() {
        return PersonalCertificates.referredToBy(credential);
    }

    /** Type and TargetName. */
    @Override
    public String toString() {
        return "Credential entry without a readable secret: " + credential.key();
    }
}
