package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.testing.Build;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its commands are for a POSIX shell")
class RunTest extends CommandTest {

    private Wincred.Result sh(String script, String... options) {
        String[] all = new String[options.length + 5];
        all[0] = "run";
        System.arraycopy(options, 0, all, 1, options.length);
        all[options.length + 1] = "--";
        all[options.length + 2] = "sh";
        all[options.length + 3] = "-c";
        all[options.length + 4] = script;
        return Wincred.piped().run(all);
    }

    private String written(String variable, String... options) throws Exception {
        Path file = folder.resolve("written");
        Wincred.Result run = sh("printf %s \"$" + variable + "\" > '" + file + "'", options);
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        return Files.readString(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", " two  spaces ", "'quoted' \"twice\" $HOME `id`", "two\nlines", "a=b"})
    void secret_isInTheEnvironmentExactly(String secret) throws Exception {
        vault.put("app/db", null, secret);

        assertThat(written("PASSWORD", "--env", "PASSWORD=app/db")).isEqualTo(secret);
    }

    @Test
    void emoji_isHandedOnWhereTheLocaleHasIt() throws Exception {
        vault.put("app/db", null, EMOJI);

        if (Charset.defaultCharset().newEncoder().canEncode(EMOJI)
                && jnu().newEncoder().canEncode(EMOJI)) {
            assertThat(written("PASSWORD", "--env", "PASSWORD=app/db")).isEqualTo(EMOJI);
        } else {
            assertThat(sh("true", "--env", "PASSWORD=app/db").errors()).contains("locale", "LC_ALL");
        }
    }

    private static Charset jnu() {
        return Charset.forName(System.getProperty("sun.jnu.encoding"));
    }

    @Test
    void file_isTakenAsItIsAndLooksUpNames() throws Exception {
        vault.put("app/db", null, "s3cret");
        Path file = Files.writeString(folder.resolve("env"), """
                # a comment
                PLAIN="quoted $HOME" # no comment

                PASSWORD=wincred:app/db
                EMPTY=
                """);

        assertThat(written("PLAIN", "--env-file", file.toString())).isEqualTo("\"quoted $HOME\" # no comment");
        assertThat(written("PASSWORD", "--env-file", file.toString())).isEqualTo("s3cret");
        assertThat(written("EMPTY", "--env-file", file.toString())).isEmpty();
        assertThat(written("PLAIN", "--env-file", file.toString(), "--env", "PLAIN=app/db"))
                .as("--env wins")
                .isEqualTo("s3cret");
        Files.writeString(file, "\ufeffPLAIN=with a mark\n");
        assertThat(written("PLAIN", "--env-file", file.toString())).isEqualTo("with a mark");
        Files.writeString(file, "s3cret without a name\n");
        Wincred.Result wrong = sh("true", "--env-file", file.toString());
        assertThat(wrong.status()).isEqualTo(125);
        assertThat(wrong.errors()).contains("line 1").doesNotContain("s3cret");
    }

    @Test
    void status_isThatOfTheCommandOrSaysWhyThereWasNone() throws Exception {
        Path file = Files.writeString(folder.resolve("no-program"), "x");

        assertThat(sh("exit 7").status()).isEqualTo(7);
        assertThat(sh("kill -9 $$").status()).isEqualTo(128 + 9);
        assertThat(Wincred.piped().run("run", "--", "no-such-command-6462").status())
                .isEqualTo(127);
        assertThat(Wincred.piped().run("run", "--", file.toString()).status()).isEqualTo(126);
        assertThat(sh("true", "--env", "PASSWORD=absent").status()).isEqualTo(125);
        assertThat(sh("true", "--env", "PASSWORD").status()).isEqualTo(125);
        assertThat(sh("true", "--no-such-option").status()).isEqualTo(125);
        assertThat(Wincred.piped().run("run").status()).isEqualTo(125);
    }

    @Test
    void argumentsOfTheCommand_areItsOwn() throws Exception {
        Path file = folder.resolve("arguments");

        Wincred.Result run = Wincred.piped()
                .run(
                        "run",
                        "sh",
                        "-c",
                        "printf '%s|' \"$@\" > '" + file + "'",
                        "sh",
                        "--help",
                        "--",
                        "@x",
                        "",
                        "--env");

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(file).hasContent("--help|--|@x||--env|");
    }

    @Test
    void whatAnEnvironmentCannotCarry_isRefusedBeforeTheCommandStarts() {
        Path started = folder.resolve("started");
        Wincred.piped("before\0behind").run("set", "nul", "--stdin");
        Wincred.piped("AAH/").run("set", "binary", "--stdin", "--base64");
        Wincred.piped("x".repeat(131_073)).run("set", "large", "--stdin");

        for (String name : List.of("nul", "binary", "large")) {
            Wincred.Result refused = sh("touch '" + started + "'", "--env", "PASSWORD=" + name);
            assertThat(refused.status()).as(name).isEqualTo(125);
            assertThat(refused.errors()).contains("PASSWORD").doesNotContain("before", "xxx");
        }
        assertThat(started).doesNotExist();
    }

    @Test
    void passwordOfTheVault_isNotHandedOn() throws Exception {
        Path file = folder.resolve("environment");
        ProcessBuilder builder = new ProcessBuilder(Build.java(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "env > '" + file + "'"))
                .inheritIO();
        builder.environment().put("WINCRED_VAULT_PASSWORD", "right horse");
        builder.environment().put("WINCRED_VAULT_PASSWORD_FILE", "/right/horse");
        builder.environment().put("WINCRED_STORE", "vault");

        assertThat(builder.start().waitFor()).isZero();

        assertThat(Files.readString(file)).contains("WINCRED_STORE=vault").doesNotContain("horse");
    }

    @Test
    void programOfWindows_isFoundByItsEnding(@org.junit.jupiter.api.io.TempDir Path bin) throws Exception {
        Files.createFile(bin.resolve("x\\tool.CMD"));
        Map<String, String> environment = Map.of("Path", "missing;x", "PATHEXT", ".EXE;.CMD");

        assertThat(WindowsProgram.find("tool", Map.of("PATH", "missing;" + bin + "/x", "PATHEXT", ".EXE;.CMD")))
                .isEqualTo(bin + "/x\\tool.CMD");
        assertThat(WindowsProgram.find("tool", environment)).isEqualTo("tool");
    }

    @Test
    void argumentsThatCmdWouldReadOtherwise_areRefused() throws Exception {
        WindowsProgram.check(List.of("tool.CMD", "plain", "two words", "C:\\folder\\", "--a-b_c", ""));
        WindowsProgram.check(List.of("tool.exe", "a&b", "%PATH%"));

        for (String argument : List.of("a&b", "%PATH%", "a|b", "a\"b", "a^b", "(a)", "a;b", "a\nb", "a!b")) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> WindowsProgram.check(List.of("tool.cmd", argument)))
                    .withMessageContaining("tool.cmd");
        }
        assertThatExceptionOfType(Failure.class).isThrownBy(() -> WindowsProgram.check(List.of("tool.exe", "a\"b")));
    }
}
