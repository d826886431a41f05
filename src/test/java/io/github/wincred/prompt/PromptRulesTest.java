package io.github.wincred.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are legal: flags, lengths, and what must be there. */
class PromptRulesTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "ALWAYS_SHOW_UI",
                "REQUIRE_SMARTCARD EXCLUDE_CERTIFICATES",
                "REQUIRE_SMARTCARD REQUIRE_CERTIFICATE",
                "REQUIRE_CERTIFICATE EXCLUDE_CERTIFICATES",
                "USERNAME_TARGET_CREDENTIALS GENERIC_CREDENTIALS",
                "PERSIST DO_NOT_PERSIST",
            })
    void conflictingFlags_areError1004InBothForms(String flags) {
        PromptRequest request = request(flags).build();

        assertThat(codeOfDialog(request)).isEqualTo(1004);
        assertThat(codeOfCommandLine(request)).isEqualTo(1004);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "ALWAYS_SHOW_UI GENERIC_CREDENTIALS",
        "DO_NOT_PERSIST SHOW_SAVE_CHECK_BOX",
        "PERSIST EXPECT_CONFIRMATION",
        "SHOW_SAVE_CHECK_BOX",
        "REQUIRE_CERTIFICATE",
    })
    void compatibleFlags_passInTheDialog(String flags) {
        assertThat(codeOfDialog(request(flags).build())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1004",
        "EXCLUDE_CERTIFICATES, 0",
        "REQUIRE_SMARTCARD, 0",
        "REQUIRE_CERTIFICATE, 1004",
        "EXCLUDE_CERTIFICATES SHOW_SAVE_CHECK_BOX, 1004",
        "EXCLUDE_CERTIFICATES SHOW_SAVE_CHECK_BOX DO_NOT_PERSIST, 0",
        "EXCLUDE_CERTIFICATES INCORRECT_PASSWORD REQUEST_ADMINISTRATOR, 0",
    })
    void commandLine_hasRulesOfItsOwn(String flags, int code) {
        assertThat(codeOfCommandLine(request(flags).build())).isEqualTo(code);
    }

    @Test
    void targetName_mustBeThereUnlessTheRequestDescribesItself() {
        PromptRequest.Builder without = PromptRequest.builderWithoutTarget().message("Who are you?");

        assertThat(codeOfDialog(without.flags(PromptFlag.DO_NOT_PERSIST).build()))
                .as("no caption")
                .isEqualTo(87);
        assertThat(codeOfDialog(without.caption("Log on").build())).isZero();
        assertThat(codeOfDialog(without.flags().build())).as("persists").isEqualTo(87);
        assertThat(codeOfDialog(PromptRequest.builder("").build())).isEqualTo(87);
        assertThat(codeOfCommandLine(without.flags(PromptFlag.DO_NOT_PERSIST, PromptFlag.EXCLUDE_CERTIFICATES)
                        .build()))
                .as("the command line shows neither message nor caption")
                .isEqualTo(87);
    }

    @ParameterizedTest
    @CsvSource({"GENERIC_CREDENTIALS, 32767", "'', 337"})
    void targetName_isLimitedByTheKindOfCredential(String flags, int limit) {
        assertThat(codeOfDialog(requestFor("t".repeat(limit), flags).build())).isZero();
        assertThat(codeOfDialog(requestFor("t".repeat(limit + 1), flags).build()))
                .isEqualTo(87);
    }

    @Test
    void texts_areLimited() {
        assertThat(codeOfDialog(request("")
                        .message("m".repeat(1024))
                        .caption("c".repeat(128))
                        .userName("u".repeat(513))
                        .password(Secret.ofUtf16Le("p".repeat(256).toCharArray()))
                        .build()))
                .isZero();
        assertThat(codeOfDialog(request("").message("m".repeat(1025)).build())).isEqualTo(87);
        assertThat(codeOfDialog(request("").caption("c".repeat(129)).build())).isEqualTo(87);
        assertThat(codeOfDialog(request("").userName("u".repeat(514)).build())).isEqualTo(87);
        assertThat(codeOfDialog(
                        request("").password(Secret.takeOver(new byte[514])).build()))
                .isEqualTo(87);
        assertThat(codeOfDialog(
                        request("").password(Secret.takeOver(new byte[3])).build()))
                .isEqualTo(87);
        assertThat(codeOfDialog(request("").message("a\0b").build())).isEqualTo(87);
        assertThat(codeOfDialog(request("")
                        .password(Secret.ofUtf16Le("gehe\0im".toCharArray()))
                        .build()))
                .isEqualTo(87);
    }

    @Test
    void message_namesFieldLimitAndSizeAndNoSecret() {
        Secret password = Secret.ofUtf16Le("geheim".repeat(50).toCharArray());

        assertThatThrownBy(() ->
                        PromptRules.checkDialog(request("").password(password).build()))
                .hasMessageContaining("600 bytes")
                .hasMessageContaining("256")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x40000, 0x1E5FDF})
    void flags_keepTheirWindowsValue(int bits) {
        assertThat(PromptFlag.bits(PromptFlag.ofBits(bits))).isEqualTo(bits);
    }

    @Test
    void flags_areThoseOfTheHeader() {
        assertThat(PromptFlag.bits(EnumSet.allOf(PromptFlag.class))).isEqualTo(0x1E5FDF);
        assertThat(PromptFlag.KEEP_USERNAME.headerName()).isEqualTo("CREDUI_FLAGS_KEEP_USERNAME");
        assertThatThrownBy(() -> PromptFlag.ofBits(0x20)).hasMessageContaining("0x20");
    }

    private static PromptRequest.Builder request(String flags) {
        return requestFor("target", flags);
    }

    private static PromptRequest.Builder requestFor(String target, String flags) {
        return PromptRequest.builder(target).flags(flags(flags));
    }

    private static Set<PromptFlag> flags(String names) {
        Set<PromptFlag> flags = EnumSet.noneOf(PromptFlag.class);
        Arrays.stream(names.toUpperCase(Locale.ROOT).split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(PromptFlag::valueOf)
                .forEach(flags::add);
        return flags;
    }

    private static int codeOfDialog(PromptRequest request) {
        return code(() -> PromptRules.checkDialog(request));
    }

    private static int codeOfCommandLine(PromptRequest request) {
        return code(() -> PromptRules.checkCommandLine(request));
    }

    private static int code(Runnable check) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, check::run);
        return failure == null ? 0 : failure.windowsCode();
    }
}
