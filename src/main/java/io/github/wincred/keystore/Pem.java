package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * PEM as RFC 7468 defines it, on bytes, so that no copy of a key escapes wiping. Lines end with a line feed, optionally after a carriage return; a
 * text line holds 64 characters when written and any number when read; text outside the blocks is explanatory.
 */
final class Pem implements AutoCloseable {

    /** How a block begins, at the beginning of a line. */
    static final byte[] BEGIN = ascii("-----BEGIN ");

    private static final byte[] END = ascii("-----END ");
    private static final String DASHES = "-----";
    private static final int LINE_LENGTH = 64;

    private final List<Block> blocks = new ArrayList<>();

    private Pem() {}

    /** A label, such as {@code CERTIFICATE}, and bytes. */
    static final class Block {

        private final String label;
        private final byte[] der;

        private Block(String label, byte[] der) {
            this.label = label;
            this.der = der;
        }

        String label() {
            return label;
        }

        /** The bytes themselves, until they are wiped. */
        byte[] der() {
            return der;
        }
    }

    /** The blocks, in their order. */
    List<Block> blocks() {
        return blocks;
    }

    /** Wipes the bytes of the blocks. */
    @Override
    public void close() {
        blocks.forEach(block -> Arrays.fill(block.der, (byte) 0));
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** A block as text. */
    static byte[] write(String label, byte[] der) {
        String end = der.length == 0 ? "" : "\n";
        return join(List.of(
                ascii("-----BEGIN " + label + DASHES + "\n"),
                Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encode(der),
                ascii(end + "-----END " + label + DASHES + "\n")));
    }

    /** Concatenates texts and wipes them. */
    static byte[] join(List<byte[]> texts) {
        byte[] all = new byte[texts.stream().mapToInt(text -> text.length).sum()];
        int at = 0;
        for (byte[] text : texts) {
            System.arraycopy(text, 0, all, at, text.length);
            at += text.length;
            Arrays.fill(text, (byte) 0);
        }
        return all;
    }

    /**
     * Parses a text. The caller closes the result.
     *
     * @throws IllegalArgumentException if a block has no end, or is not Base64; the message shows nothing of it
     */
    static Pem parse(byte[] text) {
        Pem pem = new Pem();
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
                    pem.blocks.add(new Block(label, decode(text, body, at)));
                    end = lineEnd(text, at);
                }
                at = next(end);
            }
            return pem;
        } catch (IllegalArgumentException e) {
            pem.close();
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
            // No cause: its message shows a character of the content.
            throw new IllegalArgumentException("a block is not Base64");
        } finally {
            Arrays.fill(characters, (byte) 0);
            Arrays.fill(exact, (byte) 0);
        }
    }
}
