package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
}
