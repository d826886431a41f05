package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import java.util.Map;

/** Windows error codes as exceptions. */
final class WindowsErrors {

    private WindowsErrors() {}

    /** The exception for a call that failed; {@code key} may be null. */
    static CredentialException failure(String operation, CredentialKey key, int code) {
        Reason reason = Reason.ofWindowsCode(code);
        String next = code == 0 ? "" : " (Windows error " + Integer.toUnsignedString(code) + "). " + reason.advice();
        return new CredentialException(reason, code, operation, key, detail(code) + next, null);
    }

    /**
     * Whether a look-up that failed so found nothing: this system does not keep the type (types 3 to 6 on Wine, 4 on Windows), or could not have a
     * credential of the type under such a name. Of types 1 and 2, which every system keeps, such an error is one.
     */
    static boolean meansAbsent(CredentialType type, int code) {
        boolean everywhere = type.equals(CredentialType.GENERIC) || type.equals(CredentialType.DOMAIN_PASSWORD);
        return type.isDefined()
                && !everywhere
                && switch (Reason.ofWindowsCode(code)) {
                    case INVALID_PARAMETER, NOT_SUPPORTED, INVALID_FLAGS -> true;
                    default -> false;
                };
    }

    /** Why a session may not keep a credential of this type so long, by what {@code CredGetSessionTypes} allows; empty if it may. */
    static String shortfall(Map<CredentialType, Persistence> allowed, CredentialType type, Persistence wanted) {
        Persistence longest = allowed.getOrDefault(type, Persistence.NONE);
        if (longest.compareTo(wanted) >= 0) {
            return "";
        }
        String shortfall = longest.equals(Persistence.NONE)
                ? "this logon session may keep no " + type + " credentials"
                : "this logon session may keep " + type + " credentials no longer than " + longest + ", and " + wanted
                        + " is asked for";
        return shortfall + ". " + Reason.NO_LOGON_SESSION.advice();
    }

    /** The system that this is, for messages about what it lacks. */
    static String thisSystem() {
        return "this system, " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ",";
    }

    private static String detail(int code) {
        if (code == 0) {
            return "the call failed without an error code";
        }
        return switch (Reason.ofWindowsCode(code)) {
            case NO_LOGON_SESSION -> "this logon session has no credential set";
            case STORE_FULL -> "the store of this user is full";
            case TOO_LARGE -> "the system found a value too large";
            case BAD_USER_NAME -> "the system refused the UserName";
            case NOT_FOUND -> "there is no such credential";
            case ACCESS_DENIED -> "the system denied access";
            case CANCELLED -> "the user cancelled";
            case NOT_AVAILABLE -> thisSystem() + " does not carry the call out";
            case NOT_SUPPORTED -> "the system does not carry this out";
            case INVALID_PARAMETER -> "the system refused a field";
            case INVALID_FLAGS -> "the system refused the flags";
            default -> "the system refused the call";
        };
    }
}
