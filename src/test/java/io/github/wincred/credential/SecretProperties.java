package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SecretProperties {

    @Property
    void utf16Le_keepsEveryUnit(@ForAll char[] text) {
        try (Secret secret = Secret.ofUtf16Le(text)) {
            assertThat(secret.toUtf16LeText().orElseThrow()).isEqualTo(text);
        }
    }

    @Property
    void utf16Le_agreesWithTheJdk(@ForAll String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);
        try (Secret secret = Secret.ofUtf16Le(wellFormed.toCharArray())) {
            assertThat(secret.toByteArray()).isEqualTo(wellFormed.getBytes(StandardCharsets.UTF_16LE));
        }
    }

    @Property
    void utf8_agreesWithTheJdkBothWays(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String wellFormed = new String(bytes, StandardCharsets.UTF_8);
        try (Secret secret = Secret.ofUtf8(wellFormed.toCharArray())) {
            assertThat(secret.toByteArray()).isEqualTo(bytes);
            assertThat(secret.toUtf8Text().orElseThrow()).isEqualTo(wellFormed.toCharArray());
        }
    }

    @Property(tries = 5_000)
    void toUtf8Text_isEmptyExactlyForWhatIsNotUtf8(@ForAll("pieces") byte[] bytes) {
        String lenient = new String(bytes, StandardCharsets.UTF_8);
        Optional<String> text = Arrays.equals(lenient.getBytes(StandardCharsets.UTF_8), bytes)
                ? Optional.of(lenient)
                : Optional.empty();

        try (Secret secret = Secret.copyOf(bytes)) {
            assertThat(secret.toUtf8Text().map(String::new)).isEqualTo(text);
        }
    }

    /** Bytes that begin and continue characters of every length, and some that no character has. */
    @Provide
    Arbitrary<byte[]> pieces() {
        return Arbitraries.of(
                        0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0xF5, 0xFF)
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(8);
    }

    @Property(tries = 5_000)
    void ofUtf8_refusesExactlyUnpairedSurrogates(@ForAll("units") char[] text) {
        String units = new String(text);
        boolean wellFormed = new String(units.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(units);

        if (wellFormed) {
            try (Secret secret = Secret.ofUtf8(text)) {
                assertThat(secret.toByteArray()).isEqualTo(units.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            assertThatThrownBy(() -> Secret.ofUtf8(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<char[]> units() {
        return Arbitraries.of('a', '\u00e9', '\u4e2d', '\ud83d', '\ude00')
                .array(char[].class)
                .ofMaxSize(6);
    }
}
