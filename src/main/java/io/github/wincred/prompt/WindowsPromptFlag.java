package io.github.wincred.prompt;

import java.util.Set;

/** What the modern prompt of Windows does: {@code CREDUIWIN_*}. */
public enum WindowsPromptFlag {
    /** Returns name and password as plain text. */
    GENERIC(0x1),
    /** Shows the check box for saving. */
    CHECKBOX(0x2),
    /** Offers providers of the given authentication package only. */
    AUTHPACKAGE_ONLY(0x10),
    /** Offers the credential of the input buffer only, which is then required. */
    IN_CRED_ONLY(0x20),
    /** Offers administrators. */
    ENUMERATE_ADMINS(0x100),
    /** Offers the current user only. */
    ENUMERATE_CURRENT_USER(0x200),
    /** Shows the dialog on the secure desktop. */
    SECURE_PROMPT(0x1000),
    /** The prompt comes before the first attempt to connect. */
    PREPROMPTING(0x2000),
    /** Does not show the name of the cloud authority (Windows 10 1607). */
    IGNORE_CLOUDAUTHORITY_NAME(0x40000),
    /** Packs the result for 32-bit code. */
    PACK_32_WOW(0x10000000),
    /** Returns Windows Hello credentials as smart card credentials (Windows 10 1809). */
    DOWNLEVEL_HELLO_AS_SMART_CARD(0x80000000);

    /** {@code CREDUIWIN_VALID_FLAGS}: the bits of all flags. */
    public static final int VALID_BITS = 0x90043333;

    private final int bit;

    WindowsPromptFlag(int bit) {
        this.bit = bit;
    }

    /** The Windows value. */
    public int bit() {
        return bit;
    }

    /** The constant's name in {@code wincred.h}. */
    public String headerName() {
        return "CREDUIWIN_" + name();
    }

    /** The flags as Windows takes them. */
    public static int bits(Set<WindowsPromptFlag> flags) {
        return flags.stream().mapToInt(WindowsPromptFlag::bit).reduce(0, (a, b) -> a | b);
    }
}
