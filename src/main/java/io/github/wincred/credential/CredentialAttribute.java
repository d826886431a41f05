package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A named value that an application attached to a credential: {@code CREDENTIAL_ATTRIBUTEW}. Immutable.
 *
 * <p>Attributes are not secret: Windows shows them to every program of the user. Order counts and keywords may repeat (R27).
 */
public final class CredentialAttribute {

    private final String keyword;
    private final int flags;
    private final byte[] value;

    private CredentialAttribute(String keyword, int flags, byte[] value) {
        this.keyword = keyword;
        this.flags = flags;
        this.value = value;
    }

    /** An attribute without flags, the only kind that Windows defines. The value is copied. */
    public static CredentialAttribute of(String keyword, byte[] value) {
        return of(keyword, 0, value);
    }

    /**
     * An attribute as a store may hold it.
     *
     * @param keyword at most 256 UTF-16 units; by convention {@code Company_Name}
     * @param flags reserved, 0 on writing; flags returned by a store are kept
     * @param value at most 256 bytes; copied
     */
    public static CredentialAttribute of(String keyword, int flags, byte[] value) {
        return new CredentialAttribute(requireNonNull(keyword, "keyword"), flags, value.clone());
    }

    /** The keyword, spelled as stored. */
    public String keyword() {
        return keyword;
    }

    /** The reserved flags, normally 0. */
    public int flags() {
        return flags;
    }

    /** A copy of the value. */
    public byte[] value() {
        return value.clone();
    }

    /** The length of the value in bytes. */
    public int valueLength() {
        return value.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialAttribute that
                && keyword.equals(that.keyword)
                && flags == that.flags
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * keyword.hashCode() + flags) + Arrays.hashCode(value);
    }

    /** Keyword and length. The value is left out, since some programs are known to keep secrets there. */
    @Override
    public String toString() {
        return keyword + " (" + value.length + " bytes)";
    }
}
