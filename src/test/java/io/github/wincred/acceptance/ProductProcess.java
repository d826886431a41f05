package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<String> command = new ArrayList<>(Build.java(
                "-cp",
                Build.pathOf(Build.jar(), Build.jna(), Build.testClasses()),
                "-Djava.security.properties=" + securityProperties(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(vaultOptions());
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return start(command);
    }

    private List<String> vaultOptions() {
        return List.of(
                "-Dwincred.vault.folder=" + work.resolve("vault"),
                "-Dwincred.vault.key-file=" + work.resolve("vault.key"),
                "-Duser.language=en");
    }

    /** Runs a command that has nothing to read. */
    static Outcome start(List<String> command) throws IOException, InterruptedException {
        return start(Path.of("").toAbsolutePath(), Map.of(), command);
    }

    /** Runs a command in a folder, with further variables in its environment. */
    static Outcome start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
