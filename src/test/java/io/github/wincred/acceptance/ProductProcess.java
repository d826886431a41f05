package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts processes that find the published jar on their class path and the provider in their security properties. */
final class ProductProcess {

    /** What a process printed and how it ended. */
    record Outcome(int status, String output) {

        Outcome succeeded() {
            assertThat(status).as(output).isZero();
            return this;
        }

        List<String> lines() {
            return output.lines().toList();
        }
    }

    private final Path work;
    private final List<String> options;

    /**
     * @param work an empty folder; vault and key file of the processes lie in it
     * @param options further options of the JVM
     */
    ProductProcess(Path work, String... options) throws IOException {
        this.work = work;
        this.options = List.of(options);
        Files.writeString(
                securityProperties(), "security.provider." + (Security.getProviders().length + 1) + "=WinCred\n");
    }

    private Path securityProperties() {
        return work.resolve("extra.security");
    }

    /** Runs a class of the tests. */
    Outcome run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Build.java().toString(),
                "-cp",
                Build.pathOf(Build.jar(), Build.jna(), Build.jnaPlatform(), Build.testClasses()),
                "-Djava.security.properties=" + securityProperties(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(vaultOptions(""));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return start(command, "");
    }

    /** Runs {@code keytool} of this JVM's Java with the provider on its provider path, and {@code input} as what is typed. */
    Outcome keytool(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Build.tool("keytool").toString(), "-J--enable-native-access=ALL-UNNAMED"));
        command.addAll(vaultOptions("-J"));
        options.forEach(option -> command.add("-J" + option));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of(
                "-storetype",
                "WinCred",
                "-keystore",
                "NONE",
                "-providerclass",
                "io.github.wincred.WinCredProvider",
                "-providerpath",
                Build.pathOf(Build.jar(), Build.jna(), Build.jnaPlatform())));
        return start(command, input);
    }

    private List<String> vaultOptions(String before) {
        return List.of(
                before + "-Dwincred.vault.folder=" + work.resolve("vault"),
                before + "-Dwincred.vault.key-file=" + work.resolve("vault.key"),
                before + "-Duser.language=en");
    }

    static Outcome start(List<String> command, String input) throws IOException, InterruptedException {
        Path typed = Files.createTempFile("typed", ".txt");
        try {
            Files.writeString(typed, input);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(typed.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            return new Outcome(process.exitValue(), output);
        } finally {
            Files.delete(typed);
        }
    }
}
