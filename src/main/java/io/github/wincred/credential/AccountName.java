package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

/**
 * A user name split into user and domain: {@code CredUIParseUserNameW} in plain Java, by its documented table.
 *
 * <table>
 *   <caption>The forms, in the order in which they are tried</caption>
 *   <tr><th>Name</th><th>User</th><th>Domain</th></tr>
 *   <tr><td>a marshaled credential</td><td>the whole name</td><td>empty</td></tr>
 *   <tr><td>{@code DOMAIN\User}</td><td>{@code User}</td><td>{@code DOMAIN}</td></tr>
 *   <tr><td>{@code user@dns.domain}</td><td>the whole name</td><td>empty</td></tr>
 *   <tr><td>anything else</td><td colspan="2">error 1315</td></tr>
 * </table>
 *
 * <p>A marshaled credential begins with {@code @@} and never holds a backslash, so it needs no rule of its own here.
 *
 * @param user the user, or the whole name
 * @param domain the domain, or an empty string
 */
public record AccountName(String user, String domain) {

    /** The longest user part, in UTF-16 units. */
    public static final int MAX_USER_CHARS = 513;

    /** The longest domain part, in UTF-16 units. */
    public static final int MAX_DOMAIN_CHARS = 337;

    private static final String OPERATION = "CredUIParseUserName";
    private static final int INVALID_ACCOUNT_NAME = 1315;
    private static final int INSUFFICIENT_BUFFER = 122;

    /** Makes a name from its parts; neither may be null. */
    public AccountName {
        requireNonNull(user, "user");
        requireNonNull(domain, "domain");
    }

    /**
     * Splits a name. The first backslash is the separator; a part next to a separator must not be empty. Both are inferred: the documentation says
     * only {@code Domain\User}.
     *
     * @throws CredentialException {@link Reason#BAD_USER_NAME} with code 1315 if the name has none of these forms; {@link Reason#TOO_LARGE} with code
     *     122 if a part is longer than the buffers that Windows documents; {@link Reason#INVALID_PARAMETER} for U+0000
     */
    public static AccountName parse(String name) {
        CredentialLimits.checkText(OPERATION, null, "the name", name);
        int backslash = name.indexOf('\\');
        if (backslash >= 0) {
            return checked(name, backslash, name.substring(backslash + 1), name.substring(0, backslash));
        }
        return checked(name, name.lastIndexOf('@'), name, "");
    }

    /** Whether a name says where the user belongs, that is, whether {@link #parse} would accept it. */
    public static boolean isComplete(String name) {
        try {
            parse(name);
            return true;
        } catch (CredentialException e) {
            return false;
        }
    }

    private static AccountName checked(String name, int separator, String user, String domain) {
        if (separator <= 0 || separator == name.length() - 1) {
            throw new CredentialException(
                    Reason.BAD_USER_NAME,
                    INVALID_ACCOUNT_NAME,
                    OPERATION,
                    null,
                    "the name is neither DOMAIN\\user nor user@dns.domain",
                    null);
        }
        checkLength("user", user, MAX_USER_CHARS);
        checkLength("domain", domain, MAX_DOMAIN_CHARS);
        return new AccountName(user, domain);
    }

    private static void checkLength(String part, String value, int limit) {
        if (value.length() > limit) {
            throw new CredentialException(
                    Reason.TOO_LARGE,
                    INSUFFICIENT_BUFFER,
                    OPERATION,
                    null,
                    "the " + part + " part has " + value.length() + " UTF-16 units, the limit is " + limit,
                    null);
        }
    }
}
