package io.github.wincred.credential;

import java.util.List;

/**
 * The kind of a credential: {@code CREDENTIALW.Type}.
 *
 * <p>A value type rather than an enum, because Windows asks applications to tolerate kinds they do not know (R6): {@link #of(int)} accepts every code
 * and preserves it.
 *
 * @param code the Windows value, {@code CRED_TYPE_*}
 */
public record CredentialType(int code) implements Comparable<CredentialType> {

    /** {@code CRED_TYPE_GENERIC}: a secret that the application itself reads and interprets. */
    public static final CredentialType GENERIC = new CredentialType(1);

    /** {@code CRED_TYPE_DOMAIN_PASSWORD}: used by Windows' own authentication packages; its blob is never returned (R22). */
    public static final CredentialType DOMAIN_PASSWORD = new CredentialType(2);

    /** {@code CRED_TYPE_DOMAIN_CERTIFICATE}: as a domain password, but for a certificate; the blob is the PIN and is never stored. */
    public static final CredentialType DOMAIN_CERTIFICATE = new CredentialType(3);

    /** {@code CRED_TYPE_DOMAIN_VISIBLE_PASSWORD}: no longer supported since Windows Vista. */
    public static final CredentialType DOMAIN_VISIBLE_PASSWORD = new CredentialType(4);

    /** {@code CRED_TYPE_GENERIC_CERTIFICATE}. */
    public static final CredentialType GENERIC_CERTIFICATE = new CredentialType(5);

    /** {@code CRED_TYPE_DOMAIN_EXTENDED}: several users for one target; the name carries a namespace. */
    public static final CredentialType DOMAIN_EXTENDED = new CredentialType(6);

    /** {@code CRED_TYPE_MAXIMUM}: one more than the highest kind that {@code wincred.h} defines. */
    public static final int MAXIMUM = 7;

    /** {@code CRED_TYPE_MAXIMUM_EX}: one more than the highest code that a later Windows may assign to a kind. */
    public static final int MAXIMUM_EX = 1007;

    private static final List<CredentialType> DEFINED = List.of(
            GENERIC,
            DOMAIN_PASSWORD,
            DOMAIN_CERTIFICATE,
            DOMAIN_VISIBLE_PASSWORD,
            GENERIC_CERTIFICATE,
            DOMAIN_EXTENDED);

    private static final List<String> HEADER_NAMES = List.of(
            "CRED_TYPE_GENERIC",
            "CRED_TYPE_DOMAIN_PASSWORD",
            "CRED_TYPE_DOMAIN_CERTIFICATE",
            "CRED_TYPE_DOMAIN_VISIBLE_PASSWORD",
            "CRED_TYPE_GENERIC_CERTIFICATE",
            "CRED_TYPE_DOMAIN_EXTENDED");

    private static final List<String> LABELS = List.of(
            "generic",
            "domain-password",
            "domain-certificate",
            "domain-visible-password",
            "generic-certificate",
            "domain-extended");

    /** The kinds that {@code wincred.h} defines, by ascending code. */
    public static List<CredentialType> defined() {
        return DEFINED;
    }

    /** The kind with this Windows code, whether or not {@code wincred.h} defines it. */
    public static CredentialType of(int code) {
        return code >= 1 && code < MAXIMUM ? DEFINED.get(code - 1) : new CredentialType(code);
    }

    /** Whether {@code wincred.h} defines this kind: codes 1 to 6. */
    public boolean isDefined() {
        return code >= 1 && code < MAXIMUM;
    }

    /** Whether a store returns the blob to applications; false for domain passwords and domain certificates (R22). */
    public boolean returnsSecret() {
        return code != DOMAIN_PASSWORD.code && code != DOMAIN_CERTIFICATE.code;
    }

    /** Whether the TargetName names a server or domain (kinds 2, 3, 4 and 6), which has a lower length limit. */
    public boolean isDomain() {
        return code == 2 || code == 3 || code == 4 || code == 6;
    }

    /** The constant's name in {@code wincred.h}, or {@code CRED_TYPE(N)} for an unknown kind. */
    public String headerName() {
        return isDefined() ? HEADER_NAMES.get(code - 1) : "CRED_TYPE(" + Integer.toUnsignedString(code) + ")";
    }

    /** The name used in aliases, settings and messages, such as {@code domain-password}, or {@code type-N} for an unknown kind. */
    public String label() {
        return isDefined() ? LABELS.get(code - 1) : "type-" + Integer.toUnsignedString(code);
    }

    /** Written out: the method that Java generates for a record costs its first caller more than reading a credential does. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialType that && code == that.code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public int compareTo(CredentialType other) {
        return Integer.compareUnsigned(code, other.code);
    }

    @Override
    public String toString() {
        return label();
    }
}
