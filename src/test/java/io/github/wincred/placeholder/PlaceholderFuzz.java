package io.github.wincred.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wincred.testing.FuzzedText;
import java.util.Optional;

class PlaceholderFuzz {

    private static final String FALLBACK = "hunter2";

    /** A key is a placeholder that can be written again, refused without its fallback, or another's. */
    @FuzzTest
    void placeholder(byte[] input) {
        String text = FuzzedText.of(input);
        Optional<Placeholder> read;
        try {
            read = Placeholder.parse(text);
        } catch (PlaceholderException refused) {
            assertThat(Placeholder.isOurs(text)).isTrue();
            int fallback = text.indexOf(":-");
            if (fallback >= 0 && !text.substring(0, fallback).contains(FALLBACK)) {
                assertThat(refused.getMessage()).doesNotContain(FALLBACK);
            }
            return;
        }
        assertThat(read.isPresent()).isEqualTo(Placeholder.isOurs(text));
        read.ifPresent(placeholder -> {
            assertThat(placeholder.name()).isNotBlank();
            String written = placeholder
                    + placeholder.fallback().map(value -> ":-" + value).orElse("");
            assertThat(text).endsWith(written.substring("wincred".length()));
            assertThat(Placeholder.parse(written)).contains(placeholder);
        });
    }
}
