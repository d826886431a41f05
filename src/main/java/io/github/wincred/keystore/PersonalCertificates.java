package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.MarshaledCredential;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;

/**
 * The certificates that credentials of the certificate types refer to: their UserName is a marshaled SHA-1 hash (R21), and the certificate is among
 * the user's own, which Java provides as the key store {@code Windows-MY}.
 */
final class PersonalCertificates {

    private static final String WINDOWS_MY = "Windows-MY";

    private PersonalCertificates() {}

    /** Whether credentials of this type refer to certificates. */
    static boolean areFor(CredentialType type) {
        return type.equals(CredentialType.DOMAIN_CERTIFICATE) || type.equals(CredentialType.GENERIC_CERTIFICATE);
    }

    /**
     * The certificate that a credential refers to. Empty if it refers to none, if the certificate is missing, and where that key store does not
     * exist.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} if the key store cannot be read
     */
    static Optional<X509Certificate> referredToBy(Credential credential) {
        return reference(credential).flatMap(reference -> find(reference, credential.key()));
    }

    private static Optional<CertificateReference> reference(Credential credential) {
        return areFor(credential.type())
                ? credential
                        .userName()
                        .filter(MarshaledCredential::isMarshaled)
                        .map(MarshaledCredential::parse)
                        .filter(CertificateReference.class::isInstance)
                        .map(CertificateReference.class::cast)
                : Optional.empty();
    }

    private static Optional<X509Certificate> find(CertificateReference reference, CredentialKey key) {
        KeyStore certificates;
        try {
            certificates = KeyStore.getInstance(WINDOWS_MY);
        } catch (KeyStoreException e) {
            return Optional.empty();
        }
        try {
            certificates.load(null, null);
            for (String alias : Collections.list(certificates.aliases())) {
                if (certificates.getCertificate(alias) instanceof X509Certificate certificate
                        && CertificateReference.to(certificate).equals(reference)) {
                    return Optional.of(certificate);
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            throw new CredentialException(
                    Reason.UNUSABLE, "KeyStore", key, WINDOWS_MY + " cannot be read: " + e.getMessage(), e);
        }
    }
}
