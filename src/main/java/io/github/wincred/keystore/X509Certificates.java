package io.github.wincred.keystore;

import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** X.509 certificates, each handled by a provider that can read it: one knows curves and keys that another does not. */
final class X509Certificates {

    private static final String TYPE = "X.509";

    private X509Certificates() {}

    /**
     * The DER of a certificate, from the provider that made it.
     *
     * @throws CertificateException if it does not provide it, or is of another type
     */
    static byte[] encoded(Certificate certificate) throws CertificateException {
        if (!TYPE.equals(certificate.getType())) {
            throw new CertificateException("it is of the type " + certificate.getType() + " and not of " + TYPE);
        }
        byte[] der;
        try {
            der = certificate.getEncoded();
        } catch (RuntimeException e) {
            throw new CertificateException("it fails to give its bytes", e);
        }
        if (der == null) {
            throw new CertificateException("it does not give its bytes");
        }
        return der;
    }

    /**
     * The certificate with this DER, by the first provider that can read it.
     *
     * @throws CertificateException if none can
     */
    static Certificate decode(byte[] der) throws CertificateException {
        try {
            return decode(der, CertificateFactory.getInstance(TYPE));
        } catch (CertificateException e) {
            Certificate certificate = decodeByAnyProvider(der);
            if (certificate == null) {
                throw new CertificateException(
                        "no provider of this Java can read a certificate of the entry; use the Java, or register the provider, that made it",
                        e);
            }
            return certificate;
        }
    }

    /** A method of its own, because listing all providers instantiates each of them. */
    private static @Nullable Certificate decodeByAnyProvider(byte[] der) {
        Provider[] providers = Security.getProviders("CertificateFactory." + TYPE);
        for (Provider provider : providers == null ? new Provider[0] : providers) {
            try {
                return decode(der, CertificateFactory.getInstance(TYPE, provider));
            } catch (CertificateException e) {
                // The next provider may know it.
            }
        }
        return null;
    }

    private static Certificate decode(byte[] der, CertificateFactory factory) throws CertificateException {
        try {
            Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(der));
            if (certificate != null && certificate.getPublicKey() != null) {
                // An entry is found by the digest of the bytes in its text, without decoding the certificate.
                if (!Arrays.equals(certificate.getEncoded(), der)) {
                    throw new CertificateException("there is more than a certificate in DER");
                }
                return certificate;
            }
        } catch (RuntimeException e) {
            throw new CertificateException(factory.getProvider().getName() + " fails to read it", e);
        }
        throw new CertificateException(factory.getProvider().getName() + " does not know its public key");
    }
}
