package io.github.wincred.credential;

/**
 * Compares names without regard to case (R2, R34): each UTF-16 unit is mapped to upper case by itself, as in Windows' ordinal comparison
 * ({@code RtlUpcaseUnicodeChar}, {@code CompareStringOrdinal}), and the results are compared as numbers.
 *
 * <p>The mapping is a table frozen in this library, so it depends neither on the locale nor on the Unicode version of the Java that runs it.
 * {@link String#equalsIgnoreCase} and {@link String#toUpperCase} must not be used on names: JDK 17 and 25 differ from each other, and both
 * treat {@code i} and dotless {@code ı}, {@code s} and long {@code ſ}, {@code k} and the Kelvin sign, {@code μ} and the micro sign as one
 * letter, although Windows distinguishes them. {@code ß} has no single upper case unit and is left unchanged.
 *
 * <p>Surrogates map to themselves, so letters outside the Basic Multilingual Plane, and unpaired surrogates, match only themselves. That
 * Windows compares TargetNames by this mapping is inferred: its documentation says only that case is ignored.
 *
 * <p>No method allocates, except {@link #fold} when it has something to change. A null argument is a {@link NullPointerException}.
 */
public final class CaseFolding {

    private CaseFolding() {}

    /** The upper case form of one UTF-16 unit, or the unit itself if it has none. */
    public static char upcase(char unit) {
        if (unit < 0x80) {
            // Most names are ASCII, and then the table is not even loaded.
            return unit >= 'a' && unit <= 'z' ? (char) (unit - 0x20) : unit;
        }
        return CaseFoldingTable.upcase(unit);
    }

    /** The name with every unit mapped to upper case: the same for all spellings of a name. The same instance if nothing changes. */
    public static String fold(String name) {
        int length = name.length();
        int i = 0;
        while (i < length && upcase(name.charAt(i)) == name.charAt(i)) {
            i++;
        }
        if (i == length) {
            return name;
        }
        char[] folded = name.toCharArray();
        for (; i < length; i++) {
            folded[i] = upcase(folded[i]);
        }
        return new String(folded);
    }

    /** Whether two names differ at most in case. */
    public static boolean equal(String a, String b) {
        return a.length() == b.length() && startsWith(a, b);
    }

    /**
     * Orders two names by their folded units as unsigned numbers, a name before any longer name that begins with it.
     *
     * @return negative, zero or positive; zero exactly when the names are {@link #equal}
     */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            int difference = upcase(a.charAt(i)) - upcase(b.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return a.length() - b.length();
    }

    /** Whether a name begins with a prefix, ignoring case. */
    public static boolean startsWith(String name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            char n = name.charAt(i);
            char p = prefix.charAt(i);
            if (n != p && upcase(n) != upcase(p)) {
                return false;
            }
        }
        return true;
    }

    /** A hash that is the same for all spellings of a name: {@code fold(name).hashCode()}. */
    public static int hash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + upcase(name.charAt(i));
        }
        return hash;
    }
}
