package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.ObjectMapper;

class PrintableProperties {

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, StandardCharsets.US_ASCII, Charset.forName("IBM437"), Charset.forName("IBM850"));

    @Property
    void text_holdsNothingThatATerminalObeys(@ForAll String name) {
        for (Charset charset : CHARSETS) {
            String shown = Printable.text(name, charset);

            assertThat(shown.codePoints())
                    .allSatisfy(codePoint -> assertThat(Character.getType(codePoint))
                            .isNotIn(
                                    (int) Character.CONTROL,
                                    (int) Character.FORMAT,
                                    (int) Character.SURROGATE,
                                    (int) Character.LINE_SEPARATOR,
                                    (int) Character.PARAGRAPH_SEPARATOR));
            assertThat(new String(shown.getBytes(charset), charset))
                    .as("can be shown in " + charset)
                    .isEqualTo(shown);
        }
    }

    @Property
    void everyUnit_isShownOrEscaped(@ForAll char unit) {
        assertThat(Printable.text("a" + unit + "b", StandardCharsets.UTF_8))
                .isIn("a" + unit + "b", String.format("a\\u%04Xb", (int) unit));
    }

    @Property
    void json_isReadBackAsTheText(@ForAll String name) {
        String json = Printable.json(name);

        assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(name);
    }
}
