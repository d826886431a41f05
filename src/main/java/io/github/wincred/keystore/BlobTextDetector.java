package io.github.wincred.keystore;

import io.github.wincred.settings.BlobEncoding;

/**
 * Decides whether a blob that another program wrote is text, and in which encoding. Nothing in a credential says so, and programs differ:
 * Windows itself, git and Python write UTF-16LE, Docker and Go programs UTF-8, some store raw keys.
 *
 * <p>The first rule that fits decides:
 *
 * <ol>
 *   <li>Well-formed UTF-8 without control characters is UTF-8. The empty blob is, too. Tab, line feed and carriage return are not counted as
 *       control characters here and below, since PEM and the tails that git's helpers append are text.
 *   <li>An even number of bytes that are well-formed UTF-16LE without control characters, of one script at a time, is UTF-16LE. The scripts are
 *       Latin, Greek, Cyrillic, Hebrew, Arabic, Hangul, and Han with Kana and Bopomofo; each may be joined by ASCII, digits, punctuation,
 *       symbols and emoji. See {@link TextScripts}.
 *   <li>Everything else is raw.
 * </ol>
 *
 * <p>Text in UTF-8 without control characters is always recognised. Text in UTF-16LE is recognised except in the cases below; there the
 * setting {@code encoding} decides instead of detection.
 *
 * <ul>
 *   <li><b>Also UTF-8.</b> The bytes happen to be UTF-8 text: {@code 中} has the bytes of {@code -N}, {@code あい} those of {@code B0D0}. Any character
 *       below U+0800 rules this out, so ASCII and Latin, Greek, Cyrillic, Hebrew and Arabic letters are not affected. Short texts of nothing but
 *       Kana, Han, Hangul or symbols such as {@code ❤} are: in Hiragana, whose first 62 letters all have this property, quite often; with 8 or more
 *       characters, rarely.
 *   <li><b>Two scripts.</b> Cyrillic with accented Latin letters, or Hangul with Han, is raw.
 *   <li><b>Another script</b>, such as Thai or Devanagari, is raw, or UTF-8 as above. So are Han characters of Extension A (U+3400 to U+4DBF):
 *       with them one random 16-byte key in 400 would pass for text.
 *   <li><b>Malformed.</b> An unpaired surrogate, a control character or a terminating NUL makes a text raw.
 * </ul>
 *
 * <p>Conversely, a random key is rarely taken for text: fewer than 1 in 1,000 of 16 bytes, fewer than 1 in 10,000 of 24 or 32 bytes.
 *
 * <p>A byte order mark is an ordinary character in both encodings. Detection reads the array in place, and neither copies nor keeps anything.
 */
final class BlobTextDetector {

    private BlobTextDetector() {}

    /** The encoding of this blob, never {@code AUTO}. The empty blob is in UTF-8. The blob stays the caller's and is not changed. */
    static BlobEncoding detect(byte[] blob) {
        if (isUtf8Text(blob)) {
            return BlobEncoding.UTF_8;
        }
        return isUtf16LeText(blob) ? BlobEncoding.UTF_16LE : BlobEncoding.RAW;
    }

    private static boolean isUtf8Text(byte[] blob) {
        int i = 0;
        while (i < blob.length) {
            int codePoint = blob[i++];
            if (codePoint < 0) {
                int following = Integer.numberOfLeadingZeros(~codePoint << 24) - 1;
                if (following < 1 || following > blob.length - i) {
                    return false;
                }
                codePoint &= 0x3F >> following;
                for (int end = i + following; i < end; i++) {
                    if ((blob[i] & 0xC0) != 0x80) {
                        return false;
                    }
                    codePoint = (codePoint << 6) | (blob[i] & 0x3F);
                }
                if (following != followingBytes(codePoint)) {
                    return false;
                }
            }
            if (isControl(codePoint)) {
                return false;
            }
        }
        return true;
    }

    /** The number of bytes after the first in the shortest form, the only legal one; 0 if there is no legal form. */
    private static int followingBytes(int codePoint) {
        if (codePoint < 0x800) {
            return codePoint < 0x80 ? 0 : 1;
        }
        if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? 0 : 2;
        }
        return codePoint <= Character.MAX_CODE_POINT ? 3 : 0;
    }

    private static boolean isUtf16LeText(byte[] blob) {
        if (blob.length % 2 != 0) {
            return false;
        }
        int scripts = TextScripts.ALL;
        for (int i = 0; i < blob.length && scripts != 0; i += 2) {
            int codePoint = unit(blob, i);
            if (Character.isHighSurrogate((char) codePoint) && i + 2 < blob.length) {
                char low = unit(blob, i + 2);
                if (Character.isLowSurrogate(low)) {
                    codePoint = Character.toCodePoint((char) codePoint, low);
                    i += 2;
                }
            }
            // An unpaired surrogate is in no script.
            scripts &= isControl(codePoint) ? 0 : TextScripts.of(codePoint);
        }
        return scripts != 0;
    }

    private static char unit(byte[] blob, int offset) {
        return (char) ((blob[offset] & 0xFF) | ((blob[offset + 1] & 0xFF) << 8));
    }

    private static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
    }
}
