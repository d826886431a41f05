package io.github.wincred.credential;

/**
 * The bits of {@code CREDENTIALW.Flags}. Unknown bits are preserved.
 *
 * @param bits the Windows value, {@code CRED_FLAGS_*} or-ed together
 */
public record CredentialFlags(int bits) {

    /** No bit set. */
    public static final CredentialFlags NONE = new CredentialFlags(0);

    /** {@code CRED_FLAGS_PASSWORD_FOR_CERT}. */
    public static final CredentialFlags PASSWORD_FOR_CERT = new CredentialFlags(0x0001);

    /** {@code CRED_FLAGS_PROMPT_NOW}: ignored on writing, computed on reading (R12). */
    public static final CredentialFlags PROMPT_NOW = new CredentialFlags(0x0002);

    /** {@code CRED_FLAGS_USERNAME_TARGET}: TargetName and UserName are the same; domain passwords and certificates only (R13). */
    public static final CredentialFlags USERNAME_TARGET = new CredentialFlags(0x0004);

    /** {@code CRED_FLAGS_OWF_CRED_BLOB}. */
    public static final CredentialFlags OWF_CRED_BLOB = new CredentialFlags(0x0008);

    /** {@code CRED_FLAGS_REQUIRE_CONFIRMATION}. */
    public static final CredentialFlags REQUIRE_CONFIRMATION = new CredentialFlags(0x0010);

    /** {@code CRED_FLAGS_WILDCARD_MATCH}: returned only, for a hit through a wildcard (R45). */
    public static final CredentialFlags WILDCARD_MATCH = new CredentialFlags(0x0020);

    /** {@code CRED_FLAGS_VSM_PROTECTED}: returned only. */
    public static final CredentialFlags VSM_PROTECTED = new CredentialFlags(0x0040);

    /** {@code CRED_FLAGS_NGC_CERT}. */
    public static final CredentialFlags NGC_CERT = new CredentialFlags(0x0080);

    /** {@code CRED_FLAGS_VALID_FLAGS}: the bits that {@code wincred.h} defines. */
    public static final int VALID_BITS = 0xF0FF;

    /** {@code CRED_LOGON_TYPES_MASK}: the bits that limit a credential to kinds of logon. */
    public static final int LOGON_TYPES_MASK = 0xF000;

    /** {@code CRED_FLAGS_VALID_INPUT_FLAGS}: the bits that a write may carry (R14). */
    public static final int VALID_INPUT_BITS = 0xF09F;

    /** Whether every bit of {@code flags} is set here. */
    public boolean has(CredentialFlags flags) {
        return (bits & flags.bits) == flags.bits;
    }

    /** These flags and those of {@code flags}. */
    public CredentialFlags with(CredentialFlags flags) {
        return new CredentialFlags(bits | flags.bits);
    }

    /** These flags without those of {@code flags}. */
    public CredentialFlags without(CredentialFlags flags) {
        return new CredentialFlags(bits & ~flags.bits);
    }

    @Override
    public String toString() {
        return "0x" + Integer.toHexString(bits);
    }
}
