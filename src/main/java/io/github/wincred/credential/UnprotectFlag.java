package io.github.wincred.credential;

import java.util.Set;

/** How text is unprotected: {@code CRED_UNPROTECT_*}. */
public enum UnprotectFlag {
    /** As the user of the process instead of the thread's. */
    AS_SELF(1),
    /** Also accepts text that was protected for the system. */
    ALLOW_TO_SYSTEM(2);

    /** {@code CRED_UNPROTECT_VALID_FLAGS}: the bits of all flags. */
    public static final int VALID_BITS = 3;

    private final int bit;

    UnprotectFlag(int bit) {
        this.bit = bit;
    }

    /** The Windows value. */
    public int bit() {
        return bit;
    }

    /** The constant's name in {@code wincred.h}. */
    public String headerName() {
        return "CRED_UNPROTECT_" + name();
    }

    /** The flags as Windows takes them. */
    public static int bits(Set<UnprotectFlag> flags) {
        return flags.stream().mapToInt(UnprotectFlag::bit).reduce(0, (a, b) -> a | b);
    }
}
