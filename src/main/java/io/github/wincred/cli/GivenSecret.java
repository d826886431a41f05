package io.github.wincred.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The secret that somebody gives a command. Every array on the way is wiped.
 *
 * @param streams where it may come from
 * @param base64 whether what is given is base64
 * @param exact whether a line break at the end of the input, and an empty secret, are meant
 */
record GivenSecret(Streams streams, boolean base64, boolean exact) {

    /** More than the key store takes, in base64. */
    private static final int MAX_BYTES = 2 << 20;

    private static final char REPLACEMENT = '\uFFFD';

    /** What a person types twice. */
    Content ofPerson(String name) throws Failure {
        Streams.Questions questions = streams.questions()
                .orElseThrow(() -> new Failure(
                        Failure.WRONG_USE,
                        "there is no terminal to ask for the secret of '" + name + "': give --stdin or --file FILE"));
        char[] first = questions.secret("Secret of '" + Printable.text(name, streams.charset()) + "': ");
        char[] second = null;
        try {
            if (first != null && first.length > 0) {
                second = questions.secret("Once more: ");
            }
            if (first == null || second == null) {
                throw new Failure(Failure.FAILED, "no secret was given; nothing was stored");
            }
            if (!Arrays.equals(first, second)) {
                throw new Failure(Failure.FAILED, "the two secrets differ; nothing was stored");
            }
            checkLetters(first);
            Content text = Content.text(first);
            return base64 ? decoded(text.bytes()) : text;
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.FAILED, "half of a letter was typed; nothing was stored");
        } finally {
            wipe(first);
            wipe(second);
        }
    }

    private static void wipe(char @Nullable [] typed) {
        if (typed != null) {
            Arrays.fill(typed, '\0');
        }
    }

    /** Standard input to its end. */
    Content ofInput() throws Failure, IOException {
        byte[] bytes = read(streams.in());
        if (base64) {
            return decoded(bytes);
        }
        int length = bytes.length;
        if (!exact && length > 0 && bytes[length - 1] == '\n') {
            length -= length > 1 && bytes[length - 2] == '\r' ? 2 : 1;
        }
        Content content = Content.detected(Arrays.copyOf(bytes, length));
        Arrays.fill(bytes, (byte) 0);
        try {
            checkText(content);
            return checked(content);
        } catch (Failure e) {
            content.close();
            throw e;
        }
    }

    private static void checkText(Content content) throws Failure {
        if (!content.isText()) {
            throw new Failure(
                    Failure.FAILED,
                    "standard input is not UTF-8; nothing was stored: give --file FILE, or --base64, for a secret that is no text");
        }
        char[] text = content.text();
        try {
            checkLetters(text);
        } finally {
            wipe(text);
        }
    }

    /** A file, exactly. */
    Content ofFile(Path file) throws Failure, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = read(in);
            return base64 ? decoded(bytes) : checked(Content.detected(bytes));
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.FAILED, "there is no file '" + file + "'");
        }
    }

    private Content checked(Content content) throws Failure {
        if (content.bytes().length == 0 && !exact) {
            throw new Failure(Failure.FAILED, "the secret is empty; nothing was stored: give --exact if that is meant");
        }
        return content;
    }

    /** A letter that was lost on the way here is no part of a password. */
    private static void checkLetters(char[] text) throws Failure {
        if (CharBuffer.wrap(text).chars().anyMatch(unit -> unit == REPLACEMENT)) {
            throw new Failure(
                    Failure.FAILED,
                    "the secret holds U+FFFD, which stands for a letter that was lost; nothing was stored");
        }
    }

    /** Decodes base64, in which line breaks and space mean nothing, and wipes it. */
    private Content decoded(byte[] text) throws Failure {
        byte[] dense = new byte[text.length];
        try {
            int length = 0;
            for (byte letter : text) {
                if (letter != '\n' && letter != '\r' && letter != ' ' && letter != '\t') {
                    dense[length++] = letter;
                }
            }
            byte[] digits = Arrays.copyOf(dense, length);
            try {
                return checked(Content.binary(Base64.getDecoder().decode(digits)));
            } finally {
                Arrays.fill(digits, (byte) 0);
            }
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.FAILED, "what was given is not base64; nothing was stored");
        } finally {
            Arrays.fill(dense, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
    }

    private static byte[] read(InputStream in) throws IOException, Failure {
        byte[] buffer = new byte[MAX_BYTES + 1];
        try {
            int length = in.readNBytes(buffer, 0, buffer.length);
            if (length > MAX_BYTES) {
                throw new Failure(
                        Failure.FAILED, "the secret has more than " + MAX_BYTES + " bytes; the limit is 1048576");
            }
            return Arrays.copyOf(buffer, length);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }
}
