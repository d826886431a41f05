package io.github.wincred.spring;

/**
 * Text in the form in which Spring's resolvers return it unchanged.
 *
 * <p>Spring looks for placeholders in the values of properties too, and fails with a message that contains the value if it cannot resolve one. A
 * backslash before <code>${</code> prevents that, but only if a closing brace follows; otherwise the backslash would remain.
 */
final class SpringText {

    private static final String OPENING = "${";

    private SpringText() {}

    static String escape(String text) {
        int opening = text.indexOf(OPENING);
        if (opening < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 1);
        int end = 0;
        for (; opening >= 0; opening = text.indexOf(OPENING, end)) {
            escaped.append(text, end, opening);
            if (isClosed(text, opening + OPENING.length())) {
                escaped.append('\\');
            }
            escaped.append(OPENING);
            end = opening + OPENING.length();
        }
        return escaped.append(text, end, text.length()).toString();
    }

    /** Counts braces as Spring does: every opening one, with or without a dollar sign, needs a closing one. */
    private static boolean isClosed(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length() && open > 0; i++) {
            char unit = text.charAt(i);
            open += unit == '{' ? 1 : unit == '}' ? -1 : 0;
        }
        return open == 0;
    }
}
