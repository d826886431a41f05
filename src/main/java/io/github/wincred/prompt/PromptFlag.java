package io.github.wincred.prompt;

import java.util.EnumSet;
import java.util.Set;

/** What a prompt does: {@code CREDUI_FLAGS_*}. */
public enum PromptFlag {
    /** Says that the last password was wrong. */
    INCORRECT_PASSWORD(0x00001),
    /** Stores nothing. The person is not asked about it unless {@link #SHOW_SAVE_CHECK_BOX} is given; then the caller does the storing. */
    DO_NOT_PERSIST(0x00002),
    /** Offers local administrators only. Only Windows knows them; elsewhere this has no effect. */
    REQUEST_ADMINISTRATOR(0x00004),
    /** Offers no certificates. */
    EXCLUDE_CERTIFICATES(0x00008),
    /** Offers certificates only. */
    REQUIRE_CERTIFICATE(0x00010),
    /** Asks whether to save even though {@link #DO_NOT_PERSIST} is given. */
    SHOW_SAVE_CHECK_BOX(0x00040),
    /** Asks even if there is a stored credential; generic credentials only. */
    ALWAYS_SHOW_UI(0x00080),
    /** Offers smart cards only. */
    REQUIRE_SMARTCARD(0x00100),
    /** A password without a user name is enough. */
    PASSWORD_ONLY_OK(0x00200),
    /** The user name must be {@code DOMAIN\User} or {@code user@dns.domain}. */
    VALIDATE_USERNAME(0x00400),
    /** A user name without a domain gets the target's name as its domain. */
    COMPLETE_USERNAME(0x00800),
    /** Stores without asking. */
    PERSIST(0x01000),
    /** The target is a server: no wildcard credential matches it (R48). */
    SERVER_CREDENTIAL(0x04000),
    /** Stores only when {@link CredentialPrompter#confirm} says that the credential worked. */
    EXPECT_CONFIRMATION(0x20000),
    /** The credential is a generic one; without this flag it is a domain password. */
    GENERIC_CREDENTIALS(0x40000),
    /** The credential's TargetName is the user name that is entered. */
    USERNAME_TARGET_CREDENTIALS(0x80000),
    /** The user name cannot be changed. */
    KEEP_USERNAME(0x100000);

    /** {@code CREDUI_FLAGS_PROMPT_VALID}: the bits of all flags. */
    public static final int VALID_BITS = 0x1E5FDF;

    private final int bit;

    PromptFlag(int bit) {
        this.bit = bit;
    }

    /** The Windows value. */
    public int bit() {
        return bit;
    }

    /** The constant's name in {@code wincred.h}. */
    public String headerName() {
        return "CREDUI_FLAGS_" + name();
    }

    /** The flags as Windows takes them. */
    public static int bits(Set<PromptFlag> flags) {
        return flags.stream().mapToInt(PromptFlag::bit).reduce(0, (a, b) -> a | b);
    }

    /**
     * The flags of a Windows value.
     *
     * @throws IllegalArgumentException if a bit is set that {@code wincred.h} does not define
     */
    public static Set<PromptFlag> ofBits(int bits) {
        int unknown = bits & ~VALID_BITS;
        if (unknown != 0) {
            throw new IllegalArgumentException("no prompt flag has the bits 0x" + Integer.toHexString(unknown));
        }
        Set<PromptFlag> flags = EnumSet.allOf(PromptFlag.class);
        flags.removeIf(flag -> (bits & flag.bit) == 0);
        return flags;
    }
}
