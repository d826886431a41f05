package io.github.wincred.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.PseudoTerminal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console prompt as a person at a terminal meets it. */
class ConsolePromptIT {

    @Test
    void answers_areReturnedAndStoredAndThePasswordIsNotShown() throws Exception {
        try (PseudoTerminal terminal = terminal("host", "-", "GENERIC_CREDENTIALS")) {
            terminal.awaitText("Enter the credentials for host.");
            terminal.awaitText("User name: ");
            terminal.type("b\u00f6b");
            terminal.awaitText("Password: ");
            terminal.type("geheim");
            terminal.awaitText("Save the password? [Y/n] ");
            terminal.type("perhaps");
            terminal.awaitText("Please answer y or n.");
            terminal.type("");
            terminal.awaitText("STORED");

            String screen = terminal.screenAtEnd();
            assertThat(screen)
                    .contains("RESULT Entered[userName=b\u00f6b, password=Secret[12 bytes], save=true]")
                    .contains("PASSWORD mieheg")
                    .contains("generic 'host'")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void givenUserName_isNotAskedForAndNoIsRespected() throws Exception {
        try (PseudoTerminal terminal = terminal("host", "CORP\\alice")) {
            terminal.awaitText("User name: CORP\\alice");
            terminal.awaitText("Password: ");
            terminal.type("geheim");
            terminal.awaitText("Save the password?");
            terminal.type("NO");
            terminal.awaitText("PASSWORD");

            assertThat(terminal.screenAtEnd()).contains("save=false").doesNotContain("STORED");
        }
    }

    @Test
    void unacceptableName_isAskedForAgain() throws Exception {
        try (PseudoTerminal terminal =
                terminal("host", "bare", "GENERIC_CREDENTIALS", "VALIDATE_USERNAME", "PERSIST")) {
            terminal.awaitText("Password: ");
            terminal.type("one");
            terminal.awaitText("must be DOMAIN\\user");
            terminal.type("CORP\\alice");
            terminal.awaitText("Password: ");
            terminal.type("two");
            terminal.awaitText("STORED");

            assertThat(terminal.screenAtEnd()).contains("PASSWORD owt").doesNotContain("Save the password?");
        }
    }

    @Test
    void endOfInput_cancelsAtEachQuestion() throws Exception {
        try (PseudoTerminal terminal = terminal("host", "-")) {
            terminal.awaitText("User name: ");
            terminal.endInput();
            terminal.awaitText("RESULT Cancelled");
        }
        try (PseudoTerminal terminal = terminal("host", "CORP\\alice")) {
            terminal.awaitText("Password: ");
            terminal.endInput();
            terminal.awaitText("RESULT Cancelled");
        }
        try (PseudoTerminal terminal = terminal("host", "CORP\\alice")) {
            terminal.awaitText("Password: ");
            terminal.type("geheim");
            terminal.awaitText("Save the password?");
            terminal.endInput();
            terminal.awaitText("RESULT Cancelled");
            assertThat(terminal.screenAtEnd()).doesNotContain("STORED");
        }
    }

    @Test
    void withoutTerminal_isNotAvailable() throws Exception {
        Process process = new ProcessBuilder(
                        Build.java().toString(),
                        "-cp",
                        Build.pathOf(Build.classes(), Build.testClasses()),
                        ConsolePromptProgram.class.getName(),
                        "host",
                        "-",
                        PromptFlag.EXCLUDE_CERTIFICATES.name())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("this process has no console to ask on (Windows error 120)");
    }

    /** With EXCLUDE_CERTIFICATES, which the command line asks for. */
    private static PseudoTerminal terminal(String target, String user, String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Build.java().toString(),
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                ConsolePromptProgram.class.getName(),
                target,
                user,
                PromptFlag.EXCLUDE_CERTIFICATES.name()));
        command.addAll(List.of(flags));
        return PseudoTerminal.run(command);
    }
}
