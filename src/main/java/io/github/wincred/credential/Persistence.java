package io.github.wincred.credential;

import java.util.List;
import java.util.Locale;

/**
 * How long a credential lives and where: {@code CREDENTIALW.Persist} (R16).
 *
 * <p>A value type, so that a value found in a store is preserved even if this library does not know it. Only the three levels from
 * {@link #SESSION} to {@link #ENTERPRISE} can be written (R17).
 *
 * @param code the Windows value, {@code CRED_PERSIST_*}
 */
public record Persistence(int code) implements Comparable<Persistence> {

    /** {@code CRED_PERSIST_NONE}: the answer of {@code CredGetSessionTypes} for a kind that cannot be stored here. */
    public static final Persistence NONE = new Persistence(0);

    /** {@code CRED_PERSIST_SESSION}: until the user logs off. In the local vault: until the process ends, and never in a file (R19). */
    public static final Persistence SESSION = new Persistence(1);

    /** {@code CRED_PERSIST_LOCAL_MACHINE}: for all later logons of the user on this machine. */
    public static final Persistence LOCAL_MACHINE = new Persistence(2);

    /** {@code CRED_PERSIST_ENTERPRISE}: also on other machines, where the user's state roams; otherwise as {@link #LOCAL_MACHINE}. */
    public static final Persistence ENTERPRISE = new Persistence(3);

    private static final List<Persistence> DEFINED = List.of(NONE, SESSION, LOCAL_MACHINE, ENTERPRISE);
    private static final List<String> NAMES = List.of("NONE", "SESSION", "LOCAL_MACHINE", "ENTERPRISE");

    /** The level with this Windows code, whether or not {@code wincred.h} defines it. */
    public static Persistence of(int code) {
        return code >= 0 && code < DEFINED.size() ? DEFINED.get(code) : new Persistence(code);
    }

    /** Whether a credential can be written with this level: session, local machine or enterprise. */
    public boolean isWritable() {
        return code >= 1 && code <= 3;
    }

    /** The constant's name in {@code wincred.h}, or {@code CRED_PERSIST(N)} for an unknown level. */
    public String headerName() {
        return code >= 0 && code < NAMES.size()
                ? "CRED_PERSIST_" + NAMES.get(code)
                : "CRED_PERSIST(" + Integer.toUnsignedString(code) + ")";
    }

    /** The name used in settings and messages, such as {@code local-machine}, or {@code persist-N} for an unknown level. */
    public String label() {
        return code >= 0 && code < NAMES.size()
                ? NAMES.get(code).toLowerCase(Locale.ROOT).replace('_', '-')
                : "persist-" + Integer.toUnsignedString(code);
    }

    /** Written out, as in {@link CredentialType}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Persistence that && code == that.code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public int compareTo(Persistence other) {
        return Integer.compareUnsigned(code, other.code);
    }

    @Override
    public String toString() {
        return label();
    }
}
