package io.github.wincred.keystore;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of an entry's bytes.
 *
 * @param text as in records and manifests: {@code text utf-16le}, {@code text utf-8}, {@code key ALGORITHM}, {@code private-key} or
 *     {@code certificate}
 */
record EntryFormat(String text) {

    /** A text password in UTF-16LE. */
    static final EntryFormat UTF_16LE_TEXT = new EntryFormat("text utf-16le");

    /** A text password in UTF-8. */
    static final EntryFormat UTF_8_TEXT = new EntryFormat("text utf-8");

    /** A private key with its certificate chain, in the format of {@link PemEntry}. */
    static final EntryFormat PRIVATE_KEY = new EntryFormat("private-key");

    /** A trusted certificate, in the format of {@link PemEntry}. */
    static final EntryFormat CERTIFICATE = new EntryFormat("certificate");

    /** The longest algorithm name that fits a record. */
    static final int MAX_ALGORITHM_CHARS = 90;

    private static final List<EntryFormat> FIXED = List.of(UTF_16LE_TEXT, UTF_8_TEXT, PRIVATE_KEY, CERTIFICATE);
    private static final String KEY = "key ";

    /** The bytes of a secret key. */
    static EntryFormat key(String algorithm) {
        return new EntryFormat(KEY + algorithm);
    }

    /** The form with this text. */
    static Optional<EntryFormat> parse(String text) {
        return Optional.of(new EntryFormat(text)).filter(form -> form.isKey() || FIXED.contains(form));
    }

    /** Written out, because the method that Java generates for a record is slow to start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntryFormat that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The algorithm of a secret key. */
    String algorithm() {
        return text.substring(KEY.length());
    }

    private boolean isKey() {
        return text.startsWith(KEY);
    }

    boolean isText() {
        return equals(UTF_16LE_TEXT) || equals(UTF_8_TEXT);
    }

    /** Whether this is a secret key or a password, and not a key or certificate in PEM. */
    boolean isSecret() {
        return isText() || isKey();
    }
}
