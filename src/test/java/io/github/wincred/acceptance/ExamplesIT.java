package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.PseudoTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The examples of one file each, run as their READMEs say, on the published jar and a vault of their own. */
class ExamplesIT {

    @TempDir
    Path work;

    /** As in the READMEs: Java compiles the one source file and runs it. */
    private List<String> command(String folder, String file) {
        return Build.java(
                "-Dwincred.store=vault",
                "-Dwincred.vault.folder=" + work.resolve("vault"),
                "-Dwincred.vault.key-file=" + work.resolve("vault.key"),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                Build.pathOf(Build.jar(), Build.jna()),
                Path.of("examples", folder, file).toString());
    }

    private List<String> linesOf(String folder, String file) throws IOException, InterruptedException {
        return ProductProcess.start(command(folder, file)).succeeded().lines();
    }

    @Test
    void domainCredentials_showTheServersOwnBeforeTheWildcard() throws Exception {
        assertThat(linesOf("domain-credentials", "DomainCredentialsExample.java"))
                .containsExactly(
                        "files.wincred.example: WINCRED\\everybody by *.wincred.example, a wildcard",
                        "files.wincred.example: WINCRED\\archivist by files.wincred.example");
        assertNothingLeft();
    }

    @Test
    void marshaling_goesThereAndBack() throws Exception {
        assertThat(linesOf("marshaling", "MarshalingExample.java"))
                .contains(
                        "@@BAEgADQQBGcACJowCM0gDPARESMB is the certificate 000102030405060708090a0b0c0d0e0f10111213",
                        "@@CQAAAAADBwTAIFAQBAXAIGAvBgYAA is the credential of CORP\\bob",
                        "CORP\\bob is no marshaled credential")
                .anyMatch(line -> line.startsWith("INVALID_PARAMETER: CredUnmarshalCredential"));
    }

    @Test
    void rename_keepsTheCommentAndRefusesATakenName() throws Exception {
        assertThat(linesOf("rename", "RenameExample.java"))
                .containsExactly(
                        "renamed: true",
                        "old there: false",
                        "comment kept: made by the example",
                        "again: ALREADY_EXISTS",
                        "CredRename: Windows error 50");
        assertNothingLeft();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs a pseudo-terminal")
    void prompt_storesWhatWorkedAndNothingElse() throws Exception {
        for (String password : List.of("wrong", "example")) {
            try (PseudoTerminal terminal = PseudoTerminal.run(command("prompts", "PromptExample.java"))) {
                terminal.awaitText("User name: ");
                terminal.type("bob");
                terminal.awaitText("Password: ");
                terminal.type(password);
                terminal.awaitText("Save the password?");
                terminal.type("y");
                boolean works = password.equals("example");
                terminal.awaitText(works ? "bob is in" : "bob stays out");
                terminal.awaitText("stored: " + works);
            }
        }
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        if (!Files.exists(work.resolve("vault"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(work.resolve("vault"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".credential")))
                    .isEmpty();
        }
    }
}
