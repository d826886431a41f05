package io.github.wincred.credential;

/**
 * The bits of {@code CREDENTIAL_TARGET_INFORMATIONW.Flags}. Unknown bits are preserved.
 *
 * @param bits the Windows value, {@code CRED_TI_*} or-ed together
 */
public record TargetInformationFlags(int bits) {

    /** No bit set. */
    public static final TargetInformationFlags NONE = new TargetInformationFlags(0);

    /** {@code CRED_TI_SERVER_FORMAT_UNKNOWN}: it is not known whether the server name is a NetBIOS or DNS name. */
    public static final TargetInformationFlags SERVER_FORMAT_UNKNOWN = new TargetInformationFlags(0x01);

    /** {@code CRED_TI_DOMAIN_FORMAT_UNKNOWN}: it is not known whether the domain name is a NetBIOS or DNS name. */
    public static final TargetInformationFlags DOMAIN_FORMAT_UNKNOWN = new TargetInformationFlags(0x02);

    /** {@code CRED_TI_ONLY_PASSWORD_REQUIRED}: the server asks for a password and no user name. */
    public static final TargetInformationFlags ONLY_PASSWORD_REQUIRED = new TargetInformationFlags(0x04);

    /** {@code CRED_TI_USERNAME_TARGET}: the TargetName is a user name. */
    public static final TargetInformationFlags USERNAME_TARGET = new TargetInformationFlags(0x08);

    /** {@code CRED_TI_CREATE_EXPLICIT_CRED}. */
    public static final TargetInformationFlags CREATE_EXPLICIT_CRED = new TargetInformationFlags(0x10);

    /** {@code CRED_TI_WORKGROUP_MEMBER}: the server belongs to a workgroup rather than a domain. */
    public static final TargetInformationFlags WORKGROUP_MEMBER = new TargetInformationFlags(0x20);

    /** {@code CRED_TI_DNSTREE_IS_DFS_SERVER}: DnsTreeName names a DFS server. */
    public static final TargetInformationFlags DNSTREE_IS_DFS_SERVER = new TargetInformationFlags(0x40);

    /** {@code CRED_TI_VALID_FLAGS}: the bits that {@code wincred.h} defines. */
    public static final int VALID_BITS = 0xF07F;

    /** Whether every bit of {@code flags} is set here. */
    public boolean has(TargetInformationFlags flags) {
        return (bits & flags.bits) == flags.bits;
    }

    /** These flags and those of {@code flags}. */
    public TargetInformationFlags with(TargetInformationFlags flags) {
        return new TargetInformationFlags(bits | flags.bits);
    }

    @Override
    public String toString() {
        return "0x" + Integer.toHexString(bits);
    }
}
