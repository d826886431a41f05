package io.github.wincred.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The bytes of a fuzz test as text. */
public final class FuzzedText {

    private FuzzedText() {}

    /** UTF-8 text, so that a corpus can be read; what is malformed becomes a surrogate alone, which UTF-8 cannot write. */
    public static String of(byte[] input) {
        return new String(input, UTF_8).replace('\ufffd', '\ud800');
    }
}
