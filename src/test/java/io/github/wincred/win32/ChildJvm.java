package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process of the same user that runs a main class of the tests. Killed when closed. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    ChildJvm(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(Build.java(
                "-Dwincred.build=" + System.getProperty("wincred.build"),
                "-cp",
                Build.pathOf(Build.testClasses(), Build.classes(), Build.jna()),
                main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits for this line, the next of its output. */
    void expect(String line) throws IOException {
        assertThat(output.readLine()).isEqualTo(line);
    }

    /** Lets the process go on that waits for a line of input. */
    void proceed() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
    }

    /** Waits until it has ended well. */
    void join() throws InterruptedException, IOException {
        String rest = output.lines().reduce("", (a, b) -> a + b + "\n");
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(rest).isZero();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as the task manager would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
