package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.settings.BlobEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobTextDetectorTest {

    private static final int LONGEST_TEXT = 64;
    private static final int TEXTS_PER_LENGTH = 500;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latin",
                "cyrillic",
                "greek",
                "arabic",
                "hebrew",
                "kana",
                "han",
                "japanese",
                "hangul",
                "emoji",
            })
    void wordsOfOneScript_areRecognisedInBothEncodings(String script) {
        ScriptWords words = ScriptWords.load(script);
        assertThat(words.words()).hasSizeGreaterThanOrEqualTo(60);
        RandomGenerator random = new SplittableRandom(script.hashCode());
        int longTexts = 0;
        int longTextsMistaken = 0;
        for (int length = 1; length <= LONGEST_TEXT; length++) {
            for (int i = 0; i < TEXTS_PER_LENGTH; i++) {
                String text = words.text(length, random);
                assertThat(detect(text, UTF_8)).as(text).isEqualTo(BlobEncoding.UTF_8);

                BlobEncoding inUtf16 = detect(text, UTF_16LE);
                if (inUtf16 != BlobEncoding.UTF_16LE) {
                    // The only documented exception that texts of one script can fall into.
                    assertThat(inUtf16).as(text).isEqualTo(BlobEncoding.UTF_8);
                    assertThat(BlobTextDetectorProperties.isPlainUtf8(text.getBytes(UTF_16LE)))
                            .as(text)
                            .isTrue();
                    assertThat(text.chars()).as(text).allMatch(unit -> unit >= 0x800);
                }
                if (length >= 8) {
                    longTexts++;
                    longTextsMistaken += inUtf16 == BlobEncoding.UTF_16LE ? 0 : 1;
                }
            }
        }

        assertThat(longTextsMistaken).isLessThan(longTexts / 1000);
    }

    @ParameterizedTest
    @CsvSource({"16, 1000", "24, 10000", "32, 10000"})
    void randomKeys_areSeldomTakenForText(int keyLength, int oneIn) {
        RandomGenerator random = new SplittableRandom(keyLength);
        byte[] key = new byte[keyLength];
        int keys = 1_000_000;
        int taken = 0;
        for (int i = 0; i < keys; i++) {
            random.nextBytes(key);
            taken += BlobTextDetector.detect(key) == BlobEncoding.RAW ? 0 : 1;
        }

        assertThat(taken).isLessThan(keys / oneIn);
    }

    @Test
    void emptyBlob_isUtf8() {
        assertThat(BlobTextDetector.detect(new byte[0])).isEqualTo(BlobEncoding.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\r\nMC4CAQ==\r\n-----END PRIVATE KEY-----\r\n",
                "secret\noauth_refresh_token=abc",
                "user\tpassword",
                "\uFEFFwith a byte order mark",
                "日本語 über alles, Привет, \uD83D\uDD11",
                "สวัสดี नमस्ते",
                "\uE000\uFFFF\uDBFF\uDFFF"
            })
    void utf8Text_mayMixScriptsAndHaveLines(String text) {
        assertThat(detect(text, UTF_8)).isEqualTo(BlobEncoding.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "é",
                "line one\r\nline two\t!",
                "\uFEFFwith a byte order mark",
                "Việt Nam",
                // The same, decomposed; a stressed Cyrillic vowel; a Ukrainian and a Hawaiian apostrophe.
                "Vie\u0323\u0302t",
                "за\u0301мок",
                "об\u02BCєкт",
                "Hawai\u02BBi",
                "髙橋と𠮷野",
                "ㄇㄧˋ",
                "key 🔑 für 5 €",
                "пароль 🔑 5×5",
                "👨‍👩‍👧 가족",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
            })
    void utf16Text_mayJoinItsScriptWithAsciiPunctuationAndEmoji(String text) {
        assertThat(detect(text, UTF_16LE)).isEqualTo(BlobEncoding.UTF_16LE);
    }

    /** The documented exceptions: text in UTF-16LE that is not recognised. */
    @ParameterizedTest
    @CsvSource({
        // Also UTF-8.
        "中, UTF_8",
        "あい, UTF_8",
        "…, UTF_8",
        "❤, UTF_8",
        // Two scripts.
        "ключ für, RAW",
        "ΑБ, RAW",
        "서울特別市, RAW",
        "שלוםсалам, RAW",
        // Another script, and Han of Extension A.
        "รหัสผ่าน, RAW",
        "գաղտնաբառ, RAW",
        "नमस्ते, UTF_8",
        "\u3400\u4E01, RAW",
        // Malformed.
        "abc\uD83D, RAW",
        "\uDD11abc, RAW",
        "\uDD11\uD83D, RAW",
        "'abc\u0000', RAW",
        "'abc\u001B', RAW",
        "'abc\u007F', RAW",
        "'абв\u0085', RAW"
    })
    void utf16TextOfAnExceptionClass_isTakenForSomethingElse(String text, BlobEncoding taken) {
        assertThat(BlobTextDetector.detect(utf16Le(text))).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\u0000", "\u001B[0m", "abc\u007F", "naïve\u0085"})
    void utf8TextWithControlCharacters_isRaw(String text) {
        // Odd in length, so that it is no UTF-16LE either.
        byte[] blob = (text.getBytes(UTF_8).length % 2 == 0 ? text + "." : text).getBytes(UTF_8);

        assertThat(BlobTextDetector.detect(blob)).isEqualTo(BlobEncoding.RAW);
    }

    @Test
    void blobOfDockerCredentialHelper_isUtf8() {
        byte[] blob = {0x73, 0x32, 0x70, (byte) 0xC3, (byte) 0xA4};

        assertThat(BlobTextDetector.detect(blob)).isEqualTo(BlobEncoding.UTF_8);
    }

    @Test
    void rawBytesOfOddLength_areRaw() {
        byte[] blob = {0x00, (byte) 0xFF, 0x01, (byte) 0xFE, (byte) 0x80};

        assertThat(BlobTextDetector.detect(blob)).isEqualTo(BlobEncoding.RAW);
    }

    private static BlobEncoding detect(String text, Charset charset) {
        return BlobTextDetector.detect(text.getBytes(charset));
    }

    /** As the JDK's encoder, but unpaired surrogates stay. */
    private static byte[] utf16Le(String text) {
        byte[] bytes = new byte[2 * text.length()];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().put(text);
        return bytes;
    }
}
