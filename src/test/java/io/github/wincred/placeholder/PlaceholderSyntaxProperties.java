package io.github.wincred.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlaceholderSyntaxProperties {

    @Property
    void everyPlaceholder_isReadAsItIsWritten(
            @ForAll("names") String name,
            @ForAll Placeholder.Part part,
            @ForAll("fallbacks") Optional<String> fallback) {
        Placeholder placeholder = new Placeholder(name, part, fallback);
        String written = placeholder + fallback.map(text -> ":-" + text).orElse("");

        assertThat(Placeholder.parse(written)).contains(placeholder);
    }

    /** Whatever follows the scheme, somebody answers for it: a placeholder, or a refusal. */
    @Property
    void everythingBehindTheScheme_isOurs(@ForAll("anything") String rest) {
        Optional<Placeholder> read;
        try {
            read = Placeholder.parse("wincred:" + rest);
        } catch (PlaceholderException refused) {
            return;
        }
        assertThat(read).isPresent();
    }

    @Provide
    static Arbitrary<String> names() {
        return anything()
                .filter(name -> !name.isBlank()
                        && !name.startsWith("-")
                        && !name.contains(":-")
                        && !name.endsWith(":")
                        && !name.endsWith("$")
                        && !name.endsWith("#username")
                        && !name.contains("${"));
    }

    @Provide
    static Arbitrary<Optional<String>> fallbacks() {
        return anything().filter(text -> !text.contains("${")).optional();
    }

    @Provide
    static Arbitrary<String> anything() {
        return Arbitraries.of(
                        "a",
                        "Z",
                        ":",
                        "-",
                        "/",
                        "#",
                        "#username",
                        "$",
                        "{",
                        "}",
                        "${",
                        " ",
                        "\\",
                        ".",
                        "\u00e9",
                        "\ud83d\udd11",
                        "\ud83d")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
