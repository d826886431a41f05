package io.github.wincred.credential;

import java.util.List;

/**
 * How text was protected: {@code CRED_PROTECTION_TYPE}. A value type, so that a kind unknown to this library is preserved.
 *
 * @param code the Windows value
 */
public record ProtectionType(int code) {

    /** {@code CredUnprotected}. */
    public static final ProtectionType UNPROTECTED = new ProtectionType(0);

    /** {@code CredUserProtection}: only the same user can read it. */
    public static final ProtectionType USER = new ProtectionType(1);

    /** {@code CredTrustedProtection}: only the same user in a trusted process can read it. */
    public static final ProtectionType TRUSTED = new ProtectionType(2);

    /** {@code CredForSystemProtection}: only the system can read it. */
    public static final ProtectionType FOR_SYSTEM = new ProtectionType(3);

    private static final List<String> HEADER_NAMES =
            List.of("CredUnprotected", "CredUserProtection", "CredTrustedProtection", "CredForSystemProtection");

    /** The constant's name in {@code wincred.h}, or {@code CRED_PROTECTION_TYPE(N)} for an unknown kind. */
    public String headerName() {
        return code >= 0 && code < HEADER_NAMES.size()
                ? HEADER_NAMES.get(code)
                : "CRED_PROTECTION_TYPE(" + Integer.toUnsignedString(code) + ")";
    }

    @Override
    public String toString() {
        return headerName();
    }
}
