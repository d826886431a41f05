package io.github.wincred.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "wincred:db,                              db,               SECRET,",
                "wincred:app/db#username,                 app/db,           USER_NAME,",
                "wincred:git:https://host,                git:https://host, SECRET,",
                "wincred:git:https://host#username:-x,    git:https://host, USER_NAME, x",
                "wincred:db:-,                            db,               SECRET, \"\"",
                "wincred:db:-a:-b,                        db,               SECRET, a:-b",
                "wincred:db:-x#username,                  db,               SECRET, x#username",
                "wincred:db#user,                         db#user,          SECRET,",
                "wincred:db#username#username,            db#username,      USER_NAME,",
                "\"wincred: d b \",                       \" d b \",        SECRET,",
            })
    void key_isReadWhole(String key, String name, Placeholder.Part part, String fallback) {
        assertThat(Placeholder.parse(key)).contains(new Placeholder(name, part, Optional.ofNullable(fallback)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "wincreds",
                "wincred.db",
                "my-wincred:db",
                "wincred-db",
                "vault:wincred:db",
                "wincred\u5bc6\u7801:db"
            })
    void keyOfAnotherScheme_isNotOurs(String key) {
        assertThat(Placeholder.parse(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wincred",
                "wincred:",
                "wincred: ",
                "wincred:#username",
                "wincred::-x",
                "wincred:-hunter2",
                "wincred:-hunter2${x",
                "wincred:#username:-x"
            })
    void keyWithoutAName_isRefused(String key) {
        assertThatThrownBy(() -> Placeholder.parse(key))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("names no credential")
                .hasMessageNotContaining("hunter2");
    }

    /** It would look right to a person, and the name of the credential would become the password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WinCred:db",
                "WINCRED:",
                " WinCred ",
                "  wincred:db",
                " wincred\t:db",
                "win cred:db:-hunter2",
                "\u00a0wincred:db",
                "\ufeffwincred:db",
                "wincred\u200b:db",
                "win\u00adcred:db",
                "w\u2060incred\u202e:db",
                "\u3000wincred:db",
                "wincred\u0000:db",
                "wincred\ufe0f:db",
                "wincred\u034f:db",
                "wincred\u2800:db",
                "\u3164wincred:db"
            })
    void schemeWithWhatCannotBeSeenOrInOtherCase_isRefused(String key) {
        assertThatThrownBy(() -> Placeholder.parse(key))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("exactly ${wincred:NAME}")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wincred:app/${stage", "wincred:db:-${other", "wincred:db#username:-hunter2${"})
    void nestedPlaceholder_isRefused(String key) {
        assertThatThrownBy(() -> Placeholder.parse(key))
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains("another placeholder")
                .doesNotContain("hunter2");
    }

    @Test
    void fallback_isNotShown() {
        assertThat(Placeholder.parse("wincred:db#username:-hunter2").orElseThrow())
                .hasToString("wincred:db#username");
    }
}
