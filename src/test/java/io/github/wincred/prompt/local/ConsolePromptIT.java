package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.HeapDump;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.PseudoTerminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** A given name is not asked for (1.16 of the reference), whatever went wrong before; what is shown moves no cursor. */
    @Test
    void givenUserNameAfterAnError_isNotAskedForAgain() throws Exception {
        try (PseudoTerminal terminal = terminal("ho\u001b[2Jst\u009b", "CORP\\alice", "1326")) {
            terminal.awaitText("failed with error 1326");
            terminal.awaitText("Enter the credentials for ho\ufffd[2Jst\ufffd.");
            terminal.awaitText("User name: CORP\\alice");
            terminal.awaitText("Password: ");
            terminal.endInput();
            terminal.awaitText("RESULT Cancelled");
            assertThat(terminal.screenAtEnd()).doesNotContain("\u001b");
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
    void typedPassword_staysInNoObjectButTheConsolesOwnBuffer(@TempDir Path place) throws Exception {
        String password = new Random()
                .ints(24, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Path dump = place.resolve("dump.hprof");
        try (PseudoTerminal terminal = terminal("host", "CORP\\alice", dump.toString())) {
            terminal.awaitText("Password: ");
            terminal.type(password);
            terminal.awaitText("Save the password?");
            terminal.type("n");
            terminal.awaitText("RESULT Entered");
            terminal.screenAtEnd();
        }

        // In the buffer the answer to the last question lies over the beginning; a copy of ours would be whole.
        assertThat(new HeapDump(dump).formsFound(password))
                .isSubsetOf("UTF-8 (second half)", "UTF-16LE (second half)", "UTF-16BE (second half)");
    }

    @Test
    void withoutTerminal_isNotAvailable() throws Exception {
        Process process = new ProcessBuilder(Build.java(
                        "-cp",
                        Build.pathOf(Build.classes(), Build.testClasses()),
                        ConsolePromptProgram.class.getName(),
                        "host",
                        "-",
                        PromptFlag.EXCLUDE_CERTIFICATES.name()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("this process has no console to ask on; start it in a terminal")
                .doesNotContain("Windows error", "does not have the function");
    }

    /** With EXCLUDE_CERTIFICATES, which the command line asks for. */
    private static PseudoTerminal terminal(String target, String user, String... flags) throws Exception {
        List<String> command = new ArrayList<>(Build.java(
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
