package io.github.wincred.credential;

import java.util.Set;

/** Who can unprotect the text: {@code CRED_PROTECT_*}. */
public enum ProtectFlag {
    /** The user of the process instead of the thread's. */
    AS_SELF(1),
    /** Only the system. */
    TO_SYSTEM(2);

    /** {@code CRED_PROTECT_VALID_FLAGS}: the bits of all flags. */
    public static final int VALID_BITS = 3;

    private final int bit;

    ProtectFlag(int bit) {
        this.bit = bit;
    }

    /** The Windows value. */
    public int bit() {
        return bit;
    }

    /** The constant's name in {@code wincred.h}. */
    public String headerName() {
        return "CRED_PROTECT_" + name();
    }

    /** The flags as Windows takes them. */
    public static int bits(Set<ProtectFlag> flags) {
        return flags.stream().mapToInt(ProtectFlag::bit).reduce(0, (a, b) -> a | b);
    }
}
