package io.github.wincred.keystore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in the value of a {@code PKCS12Attribute}, which takes some texts for something else: {@code [a, b]} for a list, {@code 0A:FF} for bytes; and
 * cannot hold an unpaired surrogate. In such texts, and for a percent sign, a unit is written as {@code %} and four hexadecimal digits; every
 * other text stands as it is.
 */
final class AttributeText {

    private static final Pattern BYTES = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})*");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{4})");

    private AttributeText() {}

    static String escape(String text) {
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

    /** The text again; what does not look like an escape stays. */
    static String unescape(String escaped) {
        Matcher matcher = ESCAPE.matcher(escaped);
        StringBuilder text = new StringBuilder(escaped.length());
        int end = 0;
        while (matcher.find()) {
            text.append(escaped, end, matcher.start()).append((char) Integer.parseInt(matcher.group(1), 16));
            end = matcher.end();
        }
        return text.append(escaped, end, escaped.length()).toString();
    }
}
