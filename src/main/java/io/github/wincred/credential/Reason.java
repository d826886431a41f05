package io.github.wincred.credential;

/**
 * Why an operation failed, in terms that a caller can act on. Each reason stands for one or more Windows error codes and carries advice for the case
 * that Windows returned one of them; what this library found itself has advice of its own in its message.
 */
public enum Reason {
    /** {@code ERROR_INVALID_PARAMETER} (87): a field has a value that no store accepts. */
    INVALID_PARAMETER(87, "Correct the named field."),
    /** {@code ERROR_INVALID_FLAGS} (1004). */
    INVALID_FLAGS(1004, "Remove the flags that this operation does not define."),
    /** {@code RPC_X_BAD_STUB_DATA} (1783) or {@code RPC_S_INVALID_BOUND} (1734): a blob, name or attribute exceeds its limit. */
    TOO_LARGE(1783, "Shorten the value; a blob holds at most 2560 bytes, which is 1280 UTF-16 characters."),
    /** {@code ERROR_BAD_USERNAME} (2202): the user name does not have the form that the type asks for. */
    BAD_USER_NAME(2202, "Give the user name as DOMAIN\\user or user@dns.domain."),
    /** {@code ERROR_NOT_FOUND} (1168), where a credential must exist; finding, listing and deleting return a result instead. */
    NOT_FOUND(1168, "Check the TargetName and the type; each Windows account has its own store."),
    /** {@code ERROR_ALREADY_EXISTS} (183). */
    ALREADY_EXISTS(183, "Choose another TargetName or delete the existing credential first."),
    /** {@code ERROR_NO_SUCH_LOGON_SESSION} (1312): this logon has no credential set, or none that keeps such a credential (R50, R51). */
    NO_LOGON_SESSION(
            1312,
            "Run in an interactive or batch logon, or choose the local vault by the setting store=vault: SSH, WinRM, runas /netonly, tasks without a"
                    + " stored password and agents of services often have no credential set, and the policy 'Do not allow storage of"
                    + " passwords and credentials for network authentication' (DisableDomainCreds) forbids to keep anything."),
    /** {@code ERROR_NOT_ENOUGH_MEMORY} (8): the user's store is full (R28). */
    STORE_FULL(8, "Delete credentials that are no longer needed; all programs of the user share one store."),
    /** {@code ERROR_ACCESS_DENIED} (5). */
    ACCESS_DENIED(5, "Run as the user who owns the store, and check that policy allows storing credentials."),
    /** {@code ERROR_NOT_SUPPORTED} (50): the system defines the operation but does not perform it. */
    NOT_SUPPORTED(50, "Use another operation; this one is not carried out by this system."),
    /** {@code ERROR_CALL_NOT_IMPLEMENTED} (120): the function is missing on this system. */
    NOT_AVAILABLE(120, "Use a system that has the function."),
    /** {@code ERROR_CANCELLED} (1223). */
    CANCELLED(1223, "Try again."),
    /**
     * Another process or thread held the store's lock for the whole waiting time, or took it over; the call wrote nothing. {@code ERROR_BUSY}
     * (170).
     */
    BUSY(170, "Try again; if it stays so, find the process that holds the store's lock."),
    /** The store reported success, but reading back showed that the change was not applied. {@code ERROR_WRITE_FAULT} (29). */
    NOT_APPLIED(29, "Try again; another program may be changing the same credential at the same time."),
    /** The vault needs a password that was not given. {@code ERROR_INVALID_PASSWORD} (86) with a wrong one. */
    LOCKED(86, "Give the password."),
    /** Stored data is damaged or was tampered with. {@code ERROR_FILE_CORRUPT} (1392). */
    DAMAGED(1392, "Restore it from a backup, or delete or store the credential again."),
    /** The store cannot be used as it is: missing library, unusable folder, wrong permissions. {@code ERROR_NOT_READY} (21). */
    UNUSABLE(21, "The diagnostics show the state of every store."),
    /** Any other Windows error; see the code. */
    OTHER(0, "Look up the Windows error code.");

    private static final int RPC_S_INVALID_BOUND = 1734;

    private final int code;
    private final String advice;

    Reason(int code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** The reason for a Windows error code; {@link #OTHER} if the code has none of its own. */
    public static Reason ofWindowsCode(int code) {
        if (code == RPC_S_INVALID_BOUND) {
            return TOO_LARGE;
        }
        for (Reason reason : values()) {
            if (reason.code == code && reason != OTHER) {
                return reason;
            }
        }
        return OTHER;
    }

    /** The Windows code for this reason where no system call returned one; 0 for {@link #OTHER}. */
    public int windowsCode() {
        return code;
    }

    /** What the user can do next if Windows returned this reason's code, in one sentence. */
    public String advice() {
        return advice;
    }
}
