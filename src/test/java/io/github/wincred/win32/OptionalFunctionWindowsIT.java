package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which functions are there, without calling any. */
@EnabledOnOs(OS.WINDOWS)
class OptionalFunctionWindowsIT {

    @ParameterizedTest
    @EnumSource(names = {"CRED_MARSHAL_CREDENTIAL", "CRED_READ_DOMAIN_CREDENTIALS", "CREDUI_CONFIRM_CREDENTIALS"})
    void presentFunction_isFound(OptionalFunction function) {
        assertThat(function.find()).isPresent();
    }

    @Test
    void functionThatWineLacksOrKillsWith_isMissingThere() {
        boolean windows = !ThisWindows.isWine();
        assertThat(OptionalFunction.CRED_FIND_BEST_CREDENTIAL.find().isPresent())
                .isEqualTo(windows);
        assertThat(OptionalFunction.CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS
                        .find()
                        .isPresent())
                .as("exported by Wine as a stub that ends the process")
                .isEqualTo(windows);
    }
}
