package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * The entry of a credential whose secret no application can read back, such as a domain password (R22): it has attributes and no key.
 *
 * <p>A key store returns such entries and does not accept them, since it could not carry the secret over.
 */
public final class CredentialEntry implements KeyStore.Entry {

    private final Credential credential;
    private final Set<Attribute> attributes;

    /** Takes a credential without its secret. */
    CredentialEntry(Credential credential, Set<Attribute> attributes) {
        this.credential = credential;
        this.attributes = attributes;
    }

    /** What the credential has besides its secret; read them with {@link CredentialEntryAttribute}. */
    @Override
    public Set<Attribute> getAttributes() {
        return attributes;
    }

    /**
     * The certificate that a credential of a certificate type refers to by the marshaled hash in its user name (R21), if it is among the
     * certificates of the user that Java reads as {@code Windows-MY}. Looked for at each call.
     *
     * @return empty too for any other credential, and on systems without that key store
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
