package io.github.wincred.keystore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of an entry are, with the text form that records and manifests carry.
 *
 * @param kind what they are
 * @param algorithm of a secret key; empty for anything else
 */
record EntryFormat(Kind kind, String algorithm) {

    enum Kind {
        /** A text password in UTF-16LE. */
        UTF_16LE_TEXT("text utf-16le"),
        /** A text password in UTF-8. */
        UTF_8_TEXT("text utf-8"),
        /** A secret key, as its bytes. */
        KEY("key "),
        /** A private key with its certificate chain, as {@link PemEntry} has it. */
        PRIVATE_KEY("private-key"),
        /** A trusted certificate, as {@link PemEntry} has it. */
        CERTIFICATE("certificate");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static final EntryFormat UTF_16LE_TEXT = new EntryFormat(Kind.UTF_16LE_TEXT, "");
    static final EntryFormat UTF_8_TEXT = new EntryFormat(Kind.UTF_8_TEXT, "");
    static final EntryFormat PRIVATE_KEY = new EntryFormat(Kind.PRIVATE_KEY, "");
    static final EntryFormat CERTIFICATE = new EntryFormat(Kind.CERTIFICATE, "");

    /** The longest algorithm name that a record has room for. */
    static final int MAX_ALGORITHM_CHARS = 90;

    static EntryFormat key(String algorithm) {
        return new EntryFormat(Kind.KEY, algorithm);
    }

    /** The form with this text. */
    static Optional<EntryFormat> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind == Kind.KEY ? text.startsWith(kind.text) : text.equals(kind.text)) {
                return Optional.of(new EntryFormat(kind, text.substring(kind.text.length())));
            }
        }
        return Optional.empty();
    }

    /** Written out, because what Java makes for a record is slow to start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntryFormat that && kind == that.kind && algorithm.equals(that.algorithm);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + algorithm.hashCode();
    }

    /**
     * The text form: {@code text utf-16le}, {@code text utf-8}, {@code key ALGORITHM}, {@code private-key} or {@code certificate}.
     */
    String text() {
        return kind.text + algorithm;
    }

    boolean isText() {
        return kind == Kind.UTF_16LE_TEXT || kind == Kind.UTF_8_TEXT;
    }

    /** Whether this is a secret key or a password, and not a key or certificate in PEM. */
    boolean isSecret() {
        return isText() || kind == Kind.KEY;
    }
}
