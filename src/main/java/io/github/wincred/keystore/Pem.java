package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * PEM as RFC 7468 defines it, on bytes, so that no copy of a key escapes wiping. Lines end with a line feed, with a carriage return before it or
 * not; a text line holds 64 characters when written and any number when read; text outside the blocks is explanatory.
 */
final class Pem {

    /** How a block begins, at the beginning of a line. */
    static final byte[] BEGIN = ascii("-----BEGIN ");

    private static final byte[] END = ascii("-----END ");
    private static final String DASHES = "-----";
    private static final int LINE_BYTES = 48;

    private Pem() {}

    /** A block: a label, such as {@code CERTIFICATE}, and the bytes, which are wiped when it is closed. */
    static final class Block implements AutoCloseable {

        private final String label;
        private final byte[] der;

        private Block(String label, byte[] der) {
            this.label = label;
            this.der = der;
        }

        String label() {
            return label;
        }

        /** The very bytes, until this block is closed. */
        byte[] der() {
            return der;
        }

        @Override
        public void close() {
            Arrays.fill(der, (byte) 0);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** How many bytes a block takes. */
    static int length(String label, int derBytes) {
        int characters = (derBytes + 2) / 3 * 4;
        int lines = (derBytes + LINE_BYTES - 1) / LINE_BYTES;
        return BEGIN.length + END.length + 2 * (label.length() + DASHES.length() + 1) + characters + lines;
    }

    /** Writes a block to {@code target} and gives the offset behind it. */
    static int write(String label, byte[] der, byte[] target, int offset) {
        int at = put(ascii("-----BEGIN " + label + DASHES + "\n"), target, offset);
        for (int from = 0; from < der.length; from += LINE_BYTES) {
            byte[] line = Arrays.copyOfRange(der, from, Math.min(der.length, from + LINE_BYTES));
            byte[] text = Base64.getEncoder().encode(line);
            at = put(text, target, at);
            target[at++] = '\n';
            Arrays.fill(line, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
        return put(ascii("-----END " + label + DASHES + "\n"), target, at);
    }

    private static int put(byte[] bytes, byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
        return offset + bytes.length;
    }

    /**
     * The blocks in a text, in their order. The caller closes them.
     *
     * @throws IllegalArgumentException if a block has no end, or holds what is not Base64; the message shows nothing of it
     */
    static List<Block> parse(byte[] text) {
        List<Block> blocks = new ArrayList<>();
        try {
            int at = 0;
            while (at < text.length) {
                int end = lineEnd(text, at);
                if (startsWith(text, at, BEGIN)) {
                    String label = label(text, at + BEGIN.length, end);
                    at = next(end);
                    int body = at;
                    while (at < text.length && !startsWith(text, at, END)) {
                        at = next(lineEnd(text, at));
                    }
                    if (at >= text.length
                            || !label(text, at + END.length, lineEnd(text, at)).equals(label)) {
                        throw new IllegalArgumentException("the block of " + label + " has no end");
                    }
                    blocks.add(new Block(label, decode(text, body, at)));
                    end = lineEnd(text, at);
                }
                at = next(end);
            }
            return blocks;
        } catch (IllegalArgumentException e) {
            blocks.forEach(Block::close);
            throw e;
        }
    }

    private static int lineEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int next(int lineEnd) {
        return lineEnd + 1;
    }

    static boolean startsWith(byte[] text, int at, byte[] beginning) {
        return text.length - at >= beginning.length
                && Arrays.equals(text, at, at + beginning.length, beginning, 0, beginning.length);
    }

    private static String label(byte[] text, int from, int lineEnd) {
        String rest = new String(text, from, Math.max(0, lineEnd - from), US_ASCII).stripTrailing();
        if (!rest.endsWith(DASHES)) {
            throw new IllegalArgumentException("a line that begins a block does not end with " + DASHES);
        }
        return rest.substring(0, rest.length() - DASHES.length());
    }

    private static byte[] decode(byte[] text, int from, int to) {
        byte[] characters = new byte[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (text[i] != '\n' && text[i] != '\r' && text[i] != ' ' && text[i] != '\t') {
                characters[count++] = text[i];
            }
        }
        byte[] exact = Arrays.copyOf(characters, count);
        try {
            return Base64.getDecoder().decode(exact);
        } catch (IllegalArgumentException e) {
            // Its message shows a character of the content.
            throw new IllegalArgumentException("a block is not Base64");
        } finally {
            Arrays.fill(characters, (byte) 0);
            Arrays.fill(exact, (byte) 0);
        }
    }
}
