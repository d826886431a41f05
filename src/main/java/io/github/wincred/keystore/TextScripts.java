package io.github.wincred.keystore;

/**
 * The scripts that a character can belong to, as far as {@link BlobTextDetector} distinguishes them. Fixed here rather than taken from
 * {@link Character.UnicodeScript}, so that a blob means the same on every Java version, and narrower: the more characters count as text, the more
 * random keys do.
 */
final class TextScripts {

    private static final int LATIN = 1;
    private static final int GREEK = 2;
    private static final int CYRILLIC = 4;
    private static final int HEBREW = 8;
    private static final int ARABIC = 16;
    private static final int HANGUL = 32;

    /** Han, Kana and Bopomofo, treated as one script because Japanese mixes them in every sentence. */
    private static final int EAST_ASIAN = 64;

    /** Every script: what ASCII, punctuation, symbols and emoji belong to. */
    static final int ALL = 127;

    /** First character, last character, scripts; ascending. */
    private static final int[] RANGES = {
        0x0009, 0x000A, ALL,
        0x000D, 0x000D, ALL,
        0x0020, 0x007E, ALL,
        0x00A0, 0x00BF, ALL,
        0x00C0, 0x00D6, LATIN,
        0x00D7, 0x00D7, ALL,
        0x00D8, 0x00F6, LATIN,
        0x00F7, 0x00F7, ALL,
        0x00F8, 0x02AF, LATIN,
        // Modifier letters: the Ukrainian and the Hawaiian apostrophe, the tone marks of Bopomofo.
        0x02B0, 0x02FF, ALL,
        // Combining accents.
        0x0300, 0x036F, LATIN | GREEK | CYRILLIC,
        0x0370, 0x03FF, GREEK,
        0x0400, 0x052F, CYRILLIC,
        0x0590, 0x05FF, HEBREW,
        0x0600, 0x06FF, ARABIC,
        0x0750, 0x077F, ARABIC,
        0x0870, 0x08FF, ARABIC,
        0x1100, 0x11FF, HANGUL,
        0x1C80, 0x1C8F, CYRILLIC,
        0x1E00, 0x1EFF, LATIN,
        0x1F00, 0x1FFF, GREEK,
        0x2000, 0x206F, ALL,
        0x20A0, 0x20CF, ALL,
        // The frame of keycap emoji.
        0x20E3, 0x20E3, ALL,
        0x2100, 0x27BF, ALL,
        0x2934, 0x2935, ALL,
        0x2B00, 0x2BFF, ALL,
        0x2C60, 0x2C7F, LATIN,
        0x3000, 0x303F, ALL,
        0x3041, 0x312F, EAST_ASIAN,
        0x3131, 0x318E, HANGUL,
        0x31A0, 0x31BF, EAST_ASIAN,
        0x31F0, 0x31FF, EAST_ASIAN,
        // Two emoji among the circled ideographs.
        0x3297, 0x3297, ALL,
        0x3299, 0x3299, ALL,
        0x4E00, 0x9FFF, EAST_ASIAN,
        0xA640, 0xA69F, CYRILLIC,
        0xA720, 0xA7FF, LATIN,
        0xA960, 0xA97C, HANGUL,
        0xAC00, 0xD7A3, HANGUL,
        0xD7B0, 0xD7FB, HANGUL,
        0xF900, 0xFAFF, EAST_ASIAN,
        0xFB00, 0xFB06, LATIN,
        0xFB1D, 0xFB4F, HEBREW,
        0xFB50, 0xFDCF, ARABIC,
        0xFDF0, 0xFDFF, ARABIC,
        // Variation selectors, which choose between a character's text and emoji forms.
        0xFE00, 0xFE0F, ALL,
        0xFE70, 0xFEFC, ARABIC,
        0xFEFF, 0xFEFF, ALL,
        0xFF01, 0xFF60, EAST_ASIAN | HANGUL,
        0xFF61, 0xFF9F, EAST_ASIAN,
        0xFFA0, 0xFFDC, HANGUL,
        0xFFE0, 0xFFE6, EAST_ASIAN | HANGUL,
        0x1B000, 0x1B16F, EAST_ASIAN,
        0x1F000, 0x1FAFF, ALL,
        0x20000, 0x3FFFD, EAST_ASIAN,
        // Tags, of which the flags of England, Scotland and Wales are made, and the selectors of Han variants.
        0xE0020, 0xE007F, ALL,
        0xE0100, 0xE01EF, EAST_ASIAN
    };

    private TextScripts() {}

    /** The scripts that this character can belong to, as a bit set; 0 for a character of no script known here. */
    static int of(int codePoint) {
        if (codePoint >= 0x20 && codePoint <= 0x7E) {
            return ALL;
        }
        int low = 0;
        int high = RANGES.length / 3 - 1;
        while (low <= high) {
            int row = (low + high) >>> 1;
            if (codePoint < RANGES[3 * row]) {
                high = row - 1;
            } else if (codePoint > RANGES[3 * row + 1]) {
                low = row + 1;
            } else {
                return RANGES[3 * row + 2];
            }
        }
        return 0;
    }
}
