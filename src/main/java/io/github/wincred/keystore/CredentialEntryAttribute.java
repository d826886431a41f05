package io.github.wincred.keystore;

import java.security.KeyStore;
import java.security.PKCS12Attribute;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a credential other than its secret, as attributes of a key store entry.
 *
 * <p>Entries that this key store returns carry the attributes that the credential has. In an entry that is set, an attribute changes the credential;
 * fields that no attribute mentions stay unchanged, or get their default in a new credential. Attributes of other names are ignored.
 *
 * <p>An attribute is a {@link PKCS12Attribute} named by its {@linkplain #oid() object identifier}, because the JDK's PKCS12 key store fails on every
 * other kind; so the attributes are also preserved in a PKCS12 file. On input the {@linkplain #label() label}, such as {@code wincred.user-name}, is
 * also accepted as a name. Write the value with {@link #of}, read it with {@link #in}.
 */
public enum CredentialEntryAttribute {
    /** {@code CREDENTIALW.UserName}. */
    USER_NAME(1),
    /** {@code CREDENTIALW.Comment}. */
    COMMENT(2),
    /** {@code CREDENTIALW.TargetAlias}. */
    TARGET_ALIAS(3),
    /** {@code CREDENTIALW.Persist}: {@code session}, {@code local-machine} or {@code enterprise}. */
    PERSISTENCE(4),
    /**
     * {@code CREDENTIALW.Type} as its label, such as {@code generic}. In an entry that is set, the type of a credential whose alias names none; an
     * alias that names another type is an error. The entry is then found under the alias that names its type, {@code domain-password:NAME}, and not
     * under the bare name.
     */
    TYPE(5),
    /** {@code CREDENTIALW.LastWritten} as {@code 2026-01-31T12:00:00.1234567Z}; ignored in an entry that is set, as in Windows (R10). */
    LAST_WRITTEN(6),
    /** {@code CREDENTIALW.TargetName}, whole, in its stored spelling; ignored in an entry that is set, where the alias names the target. */
    TARGET_NAME(7);

    /** An arc of our own, below 2.25 as ITU-T X.667 allows for a random UUID. */
    private static final String ARC = "2.25.145324651003644089710892451093961031262.";

    private static final Pattern BYTES = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})*");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{4})");

    private final String oid;
    private final String label;

    CredentialEntryAttribute(int number) {
        oid = ARC + number;
        label = "wincred." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The attribute's name in an entry. */
    public String oid() {
        return oid;
    }

    /** The alternative name that is accepted in an entry that is set. */
    public String label() {
        return label;
    }

    /** This attribute with a value. */
    public KeyStore.Entry.Attribute of(String value) {
        return new PKCS12Attribute(oid, escape(value));
    }

    /** The value of this attribute among those of an entry. */
    public Optional<String> in(Set<KeyStore.Entry.Attribute> attributes) {
        for (KeyStore.Entry.Attribute attribute : attributes) {
            if (oid.equals(attribute.getName())) {
                return Optional.of(unescape(attribute.getValue()));
            }
            if (label.equals(attribute.getName())) {
                return Optional.of(attribute.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * Encodes a value for {@code PKCS12Attribute}. That class takes some texts for something else, {@code [a, b]} for a list and {@code 0A:FF} for
     * bytes, and cannot hold an unpaired surrogate. In such texts, and for a percent sign, a unit is written as {@code %} and four hexadecimal
     * digits; every other text is unchanged.
     */
    private static String escape(String text) {
        boolean special = text.startsWith("[") || BYTES.matcher(text).matches();
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '%' || (special && i == 0) || isUnpaired(text, i)) {
                escaped.append(String.format("%%%04X", (int) unit));
            } else {
                escaped.append(unit);
            }
        }
        return escaped.toString();
    }

    private static boolean isUnpaired(String text, int index) {
        char unit = text.charAt(index);
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(unit) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    /** Reverses {@link #escape}; whatever does not look like an escape is unchanged. */
    private static String unescape(String escaped) {
        return ESCAPE.matcher(escaped)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
