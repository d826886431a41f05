package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing early is what some of these tests are about
class SecretTest {

    @Test
    void close_wipesTheOwnedArrayAndEndsEveryView() {
        byte[] owned = {1, 2, 3};
        Secret secret = Secret.takeOver(owned);

        secret.close();
        secret.close();

        assertThat(owned).containsOnly(0);
        assertThat(secret.isDestroyed()).isTrue();
        assertThat(secret.length()).isEqualTo(3);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(secret::toByteArray);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(secret::copy);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(secret::toUtf16LeText);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(secret::toUtf8Text);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> secret.copyTo(new byte[3], 0));
    }

    @Test
    void copyOf_isIndependentOfTheSource() {
        byte[] source = {1, 2, 3};
        try (Secret secret = Secret.copyOf(source);
                Secret copy = secret.copy()) {
            source[0] = 9;
            secret.close();

            assertThat(copy.toByteArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void equals_comparesContentOfOpenSecrets() {
        try (Secret one = Secret.copyOf(new byte[] {1, 2});
                Secret same = Secret.copyOf(new byte[] {1, 2});
                Secret other = Secret.copyOf(new byte[] {1, 3})) {
            assertThat(one)
                    .isEqualTo(same)
                    .hasSameHashCodeAs(same)
                    .isNotEqualTo(other)
                    .isNotEqualTo("text");

            same.close();

            assertThat(one).isNotEqualTo(same);
        }
    }

    @Test
    void text_showsNothingOfTheContent() {
        Secret secret = Secret.ofUtf8("hunter2".toCharArray());

        assertThat(secret).hasToString("Secret[7 bytes]");
        secret.close();
        assertThat(secret).hasToString("Secret[7 bytes, closed]");
    }

    @Test
    void serialization_isRefused() {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(Secret.empty()))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void utf8OfUnpairedSurrogate_isRefusedWithoutShowingTheText() {
        assertThatThrownBy(() -> Secret.ofUtf8("hunter\ud800".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter");
        assertThatThrownBy(() -> Secret.ofUtf8("hunter2\ude00x".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNotText_haveNoTextView() {
        try (Secret odd = Secret.copyOf(new byte[] {65, 0, 66});
                Secret truncated = Secret.copyOf(new byte[] {(byte) 0xE4, (byte) 0xB8});
                Secret stray = Secret.copyOf(new byte[] {(byte) 0xFF})) {
            assertThat(odd.toUtf16LeText()).isEmpty();
            assertThat(truncated.toUtf8Text()).isEmpty();
            assertThat(stray.toUtf8Text()).isEmpty();
        }
    }

    @Test
    void emptySecret_isEmptyText() {
        try (Secret empty = Secret.empty()) {
            assertThat(empty.isEmpty()).isTrue();
            assertThat(empty.toUtf16LeText().orElseThrow()).isEmpty();
            assertThat(empty.toUtf8Text().orElseThrow()).isEmpty();
            assertThat("".getBytes(StandardCharsets.UTF_8)).isEqualTo(empty.toByteArray());
        }
    }
}
