package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.CookbookPage.Commands;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.RealStore;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar of the command with its launcher for Windows, on the native store. */
@EnabledOnOs(OS.WINDOWS)
class CommandWindowsIT {

    private static final String SECRET = "p\u00e4ss \ud83d\udd11 \"quoted\" %PATH%";

    /** A command of this page alone, perhaps with something to read. */
    private static final Pattern COMMAND = Pattern.compile("(echo [\\w/]+\\| )?wincred [^$'|;]+");

    private static final String PAGE_PREFIX = "set WINCRED_PREFIX=" + RealStore.PREFIX + "/page/\r\n@";

    @TempDir
    Path folder;

    private Path bin;

    @BeforeEach
    void install() throws Exception {
        bin = CommandIT.installed(folder, "bin");
    }

    @AfterEach
    void deleteEntries() throws Exception {
        run("wincred delete --yes wincred-test/command/db", "");
    }

    private record Outcome(int status, String output) {}

    private Outcome run(String line, String input) throws Exception {
        Path batch = Files.createTempFile(folder, "line", ".cmd");
        Files.writeString(batch, "@" + line + "\r\n");
        ProcessBuilder builder = new ProcessBuilder("cmd.exe", "/c", batch.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", bin + ";" + System.getenv("PATH"));
        builder.environment().put("JDK_JAVA_OPTIONS", Build.home());
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output.replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\r?\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"437", "850", "65001"})
    void secret_isTheSameInEveryCodePage(String codePage) throws Exception {
        String page = "chcp " + codePage + " > nul & ";

        assertThat(run(page + "wincred set wincred-test/command/db --stdin --user ann", SECRET + "\r\n"))
                .isEqualTo(new Outcome(0, ""));
        assertThat(run(page + "wincred get wincred-test/command/db", "")).isEqualTo(new Outcome(0, SECRET));
        assertThat(run(page + "wincred get wincred-test/command/db --user", "")).isEqualTo(new Outcome(0, "ann"));
        assertThat(run(page + "wincred list wincred-test/command/", "").output())
                .startsWith("wincred-test/command/db  generic  ann  ");
        assertThat(run(page + "wincred get wincred-test/command/absent", "").status())
                .isEqualTo(3);
    }

    @Test
    void selfTest_reportsWhatTheSystemAnswers() throws Exception {
        Outcome report = run("wincred selftest", "");

        assertThat(report.status()).as(report.output()).isIn(0, 1);
        assertThat(report.output()).contains("| 2a | R31 | ", "nothing is left in the store.");
    }

    /** Where every line means the same to both shells; the words on the page say so. */
    @Test
    void commandsOfThePage_printExactlyWhatItSays() throws Exception {
        int run = 0;
        try {
            for (CookbookPage.Step step : CookbookPage.steps(Path.of("docs/command.md"))) {
                if (step instanceof Commands commands && isForThisShell(commands)) {
                    StringBuilder output = new StringBuilder();
                    for (String line : commands.lines()) {
                        Outcome outcome = run(PAGE_PREFIX + line.replace("\\\\", "\\"), "");
                        assertThat(outcome.status())
                                .as(line + "\n" + outcome.output())
                                .isZero();
                        output.append(outcome.output());
                    }
                    commands.assertAreExactly(output.toString());
                    run++;
                }
            }
        } finally {
            run(PAGE_PREFIX + "wincred delete --yes app/db test/jobs app/token app/token2", "");
        }
        assertThat(run).as("blocks").isGreaterThan(10);
    }

    private static boolean isForThisShell(Commands commands) {
        return commands.shell().equals("bat")
                || commands.lines().stream()
                        .allMatch(line -> COMMAND.matcher(line).matches());
    }

    @Test
    void launcher_leavesNoVariableThatLooksLikeASetting() throws Exception {
        assertThat(run("wincred doctor", "").output())
                .contains("Registered provider")
                .doesNotContain("Unknown: environment");
    }

    @Test
    void batchFile_isRunByItsNameWithTheSecret() throws Exception {
        Files.writeString(bin.resolve("tool.cmd"), "@echo %P% %1\r\n@exit /b 7\r\n");
        run("wincred set wincred-test/command/db --stdin", "s3cret");

        Outcome tool = run("wincred run --env P=wincred-test/command/db -- tool one", "");

        assertThat(tool.output().strip()).isEqualTo("s3cret one");
        assertThat(tool.status()).isEqualTo(7);
        assertThat(run("wincred run -- tool \"a&b\"", "").status()).isEqualTo(125);
        assertThat(run("wincred run -- no-such-command", "").status()).isEqualTo(127);
    }
}
