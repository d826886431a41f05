package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The public API needs neither JNA nor the desktop where Windows is not. */
class PlainJavaIT {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there JNA is needed")
    void missingFunctions_areNamedWithoutJnaAndDesktop() throws Exception {
        List<String> command = Build.java(
                "--limit-modules",
                "java.base",
                "-cp",
                Build.pathOf(Build.jar(), Build.testClasses()),
                PlainJavaProgram.class.getName());

        assertThat(ProductProcess.start(command).succeeded().lines())
                .containsExactly(
                        "NOT_AVAILABLE CredUICmdLinePromptForCredentials",
                        "NOT_AVAILABLE CredUIPromptForCredentials",
                        "NOT_AVAILABLE CredFindBestCredential",
                        "NOT_AVAILABLE CredProtect",
                        "NOT_AVAILABLE CredUIParseUserName");
    }
}
