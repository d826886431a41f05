package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest extends CommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "get",
                "set",
                "delete",
                "rename",
                "copy",
                "run",
                "doctor",
                "selftest",
                "git",
                "completion"
            })
    void helpOfEachCommand_hasAnExample(String command) {
        Wincred.Result help = Wincred.piped().run(command, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.output()).contains("Usage: wincred " + command, "Example: ");
        assertThat(help.output().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void wrongUse_saysWhereHelpIs() {
        Wincred.Result unknown = Wincred.piped().run("gte", "x");
        Wincred.Result missing = Wincred.piped().run("get");

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.errors()).contains("gte", "Try 'wincred --help'");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.errors()).contains("NAME", "Try 'wincred get --help'");
        assertThat(Wincred.piped().run().status()).isEqualTo(2);
        assertThat(Wincred.piped().run("list", "--store", "nowhere").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set app/db hunter2",
                "set app/db --password=hunter2",
                "set app/db --stdin=hunter2",
                "set app/db --stdin hunter2 --base64",
                "get app/db hunter2",
                "run --password=hunter2 -- echo",
                "run --env hunter2 -- echo",
                "run --env =hunter2 -- echo"
            })
    void secretThatIsAnArgument_isNotRepeated(String arguments) {
        Wincred.Result refused = Wincred.piped().run(arguments.split(" ", -1));

        assertThat(refused.status()).isIn(2, 125);
        assertThat(refused.errors()).isNotEmpty().doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --json",
                "doctor",
                "get app/db",
                "get app/db --hex",
                "completion",
                "--version",
                "list --help"
            })
    void outputThatCannotBeWritten_isAFailure(String arguments) {
        vault.put("app/db", null, "x");

        Wincred.Result full = Wincred.piped().runOnFullDisk(arguments.split(" ", -1));

        assertThat(full.status()).isEqualTo(1);
        assertThat(full.errors()).isNotEmpty();
    }

    @Test
    void stackTrace_isForDebuggingOnly() {
        vault.protectedBy("right horse").put("app/db", null, "x");

        Wincred.Result plain = Wincred.piped().run("get", "app/db");
        Wincred.Result traced = Wincred.piped().run("get", "app/db", "--debug");

        assertThat(plain.status()).isEqualTo(1);
        assertThat(plain.errors()).contains("password").doesNotContain("at io.github");
        assertThat(traced.errors()).contains("at io.github");
    }

    @Test
    void completion_knowsTheCommands() {
        assertThat(Wincred.piped().run("completion").output()).contains("rename", "complete -F");
        assertThat(Wincred.piped().run("--version").output()).startsWith("wincred ");
    }

    @Test
    void argumentThatTheLocaleLost_isWrongUse() {
        assertThat(Wincred.piped().run("get", "app/\uFFFD").errors()).contains("locale", "LC_ALL");
        assertThat(Wincred.piped().run("run", "--", "echo", "\uFFFD").status()).isEqualTo(125);
    }
}
