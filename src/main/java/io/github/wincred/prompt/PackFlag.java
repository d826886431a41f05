package io.github.wincred.prompt;

import java.util.Set;

/** The form of an authentication buffer: {@code CRED_PACK_*}. */
public enum PackFlag {
    /** The password is encrypted for the current user. */
    PROTECTED_CREDENTIALS(1),
    /** Packed for 32-bit code by 64-bit code. */
    WOW_BUFFER(2),
    /** A generic name and password. */
    GENERIC_CREDENTIALS(4),
    /** Credentials of an identity provider. */
    ID_PROVIDER_CREDENTIALS(8);

    private final int bit;

    PackFlag(int bit) {
        this.bit = bit;
    }

    /** The Windows value. */
    public int bit() {
        return bit;
    }

    /** The constant's name in {@code wincred.h}. */
    public String headerName() {
        return "CRED_PACK_" + name();
    }

    /** The flags as Windows takes them. */
    public static int bits(Set<PackFlag> flags) {
        return flags.stream().mapToInt(PackFlag::bit).reduce(0, (a, b) -> a | b);
    }
}
