package io.github.wincred.marshal;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/** A certificate named by its SHA-1 hash: {@code CERT_CREDENTIAL_INFO}. Immutable; the hash is no secret. */
public final class CertificateReference implements MarshaledCredential {

    /** {@code CERT_HASH_LENGTH}. */
    public static final int HASH_BYTES = 20;

    private final byte[] hash;

    private CertificateReference(byte[] hash) {
        this.hash = hash;
    }

    /**
     * A reference by hash.
     *
     * @param hash exactly 20 bytes; copied. A shorter one is not padded, since it would name another certificate
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} for another length
     */
    public static CertificateReference of(byte[] hash) {
        if (hash.length != HASH_BYTES) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    CredentialMarshaller.MARSHAL,
                    null,
                    "the certificate hash has " + hash.length + " bytes, a SHA-1 hash has " + HASH_BYTES);
        }
        return new CertificateReference(hash.clone());
    }

    /**
     * A reference to this certificate.
     *
     * @throws CertificateEncodingException if the certificate cannot be encoded
     */
    public static CertificateReference to(X509Certificate certificate) throws CertificateEncodingException {
        try {
            return new CertificateReference(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** A copy of the SHA-1 hash, 20 bytes. */
    public byte[] hash() {
        return hash.clone();
    }

    @Override
    public MarshalType type() {
        return MarshalType.CERTIFICATE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateReference that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    /** The hash in hexadecimal digits. */
    @Override
    public String toString() {
        return "CertificateReference[" + HexFormat.of().formatHex(hash) + "]";
    }
}
