package io.github.wincred.marshal;

import java.util.List;

/**
 * The kind of a marshaled credential: {@code CRED_MARSHAL_TYPE}. A value type, so that kinds unknown to this library are kept.
 *
 * @param code the Windows value
 */
public record MarshalType(int code) {

    /** {@code CertCredential}: a reference to a certificate. */
    public static final MarshalType CERTIFICATE = new MarshalType(1);

    /** {@code UsernameTargetCredential}: the name of a stored credential whose TargetName is its user name. */
    public static final MarshalType USER_NAME_TARGET = new MarshalType(2);

    /** {@code BinaryBlobCredential}: its encoding is not documented. */
    public static final MarshalType BINARY_BLOB = new MarshalType(3);

    /** {@code UsernameForPackedCredentials}: internal to Windows. */
    public static final MarshalType USER_NAME_FOR_PACKED = new MarshalType(4);

    /** {@code BinaryBlobForSystem}: internal to Windows. */
    public static final MarshalType BINARY_BLOB_FOR_SYSTEM = new MarshalType(5);

    private static final List<String> HEADER_NAMES = List.of(
            "CertCredential",
            "UsernameTargetCredential",
            "BinaryBlobCredential",
            "UsernameForPackedCredentials",
            "BinaryBlobForSystem");

    /** The constant's name in {@code wincred.h}, or {@code CRED_MARSHAL_TYPE(N)} for an unknown kind. */
    public String headerName() {
        return code >= 1 && code <= HEADER_NAMES.size()
                ? HEADER_NAMES.get(code - 1)
                : "CRED_MARSHAL_TYPE(" + Integer.toUnsignedString(code) + ")";
    }

    @Override
    public String toString() {
        return headerName();
    }
}
