package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.settings.BlobEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class BlobTextDetectorProperties {

    /** Bytes at the borders of UTF-8: well-formed, overlong, surrogate, too large and truncated forms meet often. */
    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        return Arbitraries.of(
                        0x00, 0x09, 0x1F, 0x20, 0x41, 0x7E, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
                        0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xF8, 0xFC, 0xFE, 0xFF)
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property(tries = 20_000)
    void utf8_isWhatTheJdkDecodesWithoutControlCharacters(@ForAll("nearlyUtf8") byte[] blob) {
        assertThat(BlobTextDetector.detect(blob) == BlobEncoding.UTF_8).isEqualTo(isPlainUtf8(blob));
    }

    @Property
    void utf8Text_ofAnyCharactersIsUtf8(@ForAll("plainText") String text) {
        assertThat(BlobTextDetector.detect(text.getBytes(UTF_8))).isEqualTo(BlobEncoding.UTF_8);
    }

    @Provide
    Arbitrary<String> plainText() {
        return Arbitraries.integers()
                .between(0x20, Character.MAX_CODE_POINT)
                .filter(c -> !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF))
                .map(Character::toString)
                .list()
                .ofMaxSize(20)
                .map(characters -> String.join("", characters));
    }

    @Property
    void asciiText_isRecognisedInBothEncodings(@ForAll("asciiText") String text) {
        assertThat(BlobTextDetector.detect(text.getBytes(UTF_8))).isEqualTo(BlobEncoding.UTF_8);
        assertThat(BlobTextDetector.detect(text.getBytes(UTF_16LE))).isEqualTo(BlobEncoding.UTF_16LE);
    }

    @Provide
    Arbitrary<String> asciiText() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('\t', '\r', '\n')
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    @Property
    void anyBlob_isNotChangedAndIsUtf16OnlyIfEven(@ForAll @Size(max = 40) byte[] blob) {
        byte[] before = blob.clone();

        BlobEncoding encoding = BlobTextDetector.detect(blob);

        assertThat(blob).isEqualTo(before);
        assertThat(encoding == BlobEncoding.UTF_16LE && blob.length % 2 != 0).isFalse();
        // What is called text decodes without a replacement character.
        if (encoding == BlobEncoding.UTF_16LE) {
            assertThat(new String(blob, UTF_16LE).getBytes(UTF_16LE)).isEqualTo(before);
        }
    }

    /** What the JDK calls well-formed, and no control characters but tab and line ends. */
    static boolean isPlainUtf8(byte[] blob) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(blob))
                    .chars()
                    .noneMatch(c -> Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0);
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
