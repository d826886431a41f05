package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.PseudoTerminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on a console of Windows: Wine makes one of a terminal, and what is typed there reaches the JVM as from a keyboard of Windows. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it stands in for Windows")
class WineConsoleIT {

    /** Code pages 437 and 850 have the first letter, and none of the others; all are Latin, since Wine drops the record that says what is text. */
    private static final String SECRET = "\u00e4\u20ac \u017c\ud83d\udd11";

    /** As Wine makes the terminal itself, but later than somebody may type. */
    private static final String RAW = "stty cols 100 rows 30 raw -echo; ";

    @TempDir
    Path folder;

    private Path bin;

    @BeforeEach
    void install() throws Exception {
        Wine.require();
        bin = CommandIT.installed(folder, "bin");
        if (ForeignOnJava21.isPossible()) {
            ForeignOnJava21.addTo(bin.resolve(Build.commandJar().getFileName()));
        }
    }

    /** A command for the shell of Windows with the jar's launcher, in a code page. */
    private List<String> command(String codePage, String line) throws IOException {
        Path batch = Files.createTempFile(folder, "line", ".cmd");
        Files.writeString(
                batch,
                "@chcp " + codePage + " > nul\r\n@set JAVA_HOME=Z:" + Build.windows("runtime") + "\r\n@Z:" + bin + "\\"
                        + line + "\r\n");
        List<String> command = new ArrayList<>(List.of("env", "WINDOWS=servers"));
        if (ForeignOnJava21.isPossible()) {
            command.add(ForeignOnJava21.BINDING + "=ffm");
            command.add("JDK_JAVA_OPTIONS=" + String.join(" ", ForeignOnJava21.OPTIONS));
        }
        command.addAll(List.of(Wine.script().toString(), "cmd.exe", "/c", "Z:" + batch));
        return command;
    }

    @ParameterizedTest
    @ValueSource(strings = {"437", "850", "65001"})
    void typedSecret_isStoredLetterForLetter(String codePage) throws Exception {
        List<String> terminalAndSet = new ArrayList<>(List.of("sh", "-c", RAW + "exec \"$0\" \"$@\""));
        terminalAndSet.addAll(command(codePage, "wincred.cmd set wincred-test/typed"));
        try (PseudoTerminal terminal = PseudoTerminal.run(terminalAndSet)) {
            terminal.awaitText("Secret of 'wincred-test/typed':");
            terminal.press(SECRET + "\r");
            terminal.awaitText("Once more:");
            terminal.press(SECRET + "\r");
            assertThat(terminal.screenAtEnd()).doesNotContain("\u017c");
        }

        assertThat(output(command(codePage, "wincred.cmd get wincred-test/typed")))
                .isEqualTo(SECRET);
        assertThat(output(command(codePage, "wincred.cmd delete --yes wincred-test/typed")))
                .isEmpty();
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
