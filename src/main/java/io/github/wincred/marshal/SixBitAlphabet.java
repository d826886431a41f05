package io.github.wincred.marshal;

/**
 * Bytes as characters of six bits each. Three bytes are read as one number, the first byte lowest, and written from the least significant
 * end: base64 turned around, with an alphabet of its own and without padding.
 */
final class SixBitAlphabet {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#-";

    private SixBitAlphabet() {}

    /** The character for a value from 0 to 63. */
    static char character(int value) {
        return ALPHABET.charAt(value);
    }

    /** The value of a character, or -1 if it is not in the alphabet. */
    static int value(char character) {
        return ALPHABET.indexOf(character);
    }

    /** The number of characters for a number of bytes; 64 bits, because the number of bytes may come from hostile text. */
    static long characters(long bytes) {
        return (4 * bytes + 2) / 3;
    }

    static void encode(byte[] bytes, StringBuilder target) {
        for (int start = 0; start < bytes.length; start += 3) {
            int length = Math.min(3, bytes.length - start);
            int group = 0;
            for (int i = 0; i < length; i++) {
                group |= (bytes[start + i] & 0xFF) << (8 * i);
            }
            for (int i = 0; i <= length; i++) {
                target.append(character((group >>> (6 * i)) & 0x3F));
            }
        }
    }

    /** Whether every character from {@code start} to {@code end} is in the alphabet. */
    static boolean covers(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (value(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Decodes {@code byteCount} bytes from the characters at {@code start}, all of which are in the alphabet. The unused high bits of a group's
     * last character are ignored, as Windows does.
     */
    static byte[] decode(String text, int start, int byteCount) {
        byte[] bytes = new byte[byteCount];
        int position = start;
        for (int done = 0; done < byteCount; done += 3) {
            int length = Math.min(3, byteCount - done);
            int group = 0;
            for (int i = 0; i <= length; i++) {
                group |= value(text.charAt(position++)) << (6 * i);
            }
            for (int i = 0; i < length; i++) {
                bytes[done + i] = (byte) (group >>> (8 * i));
            }
        }
        return bytes;
    }
}
