package io.github.wincred.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Java program on a terminal of its own, made by {@code script}, which every Linux distribution has. */
final class PseudoTerminal implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final OutputStream keyboard;
    private final StringBuilder screen = new StringBuilder();

    private PseudoTerminal(Process process) {
        this.process = process;
        keyboard = process.getOutputStream();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    static PseudoTerminal run(Class<?> program, String... arguments) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script");
        StringBuilder command = new StringBuilder();
        List.of(Build.java().toString(), "-cp", Build.pathOf(Build.classes(), Build.testClasses()), program.getName())
                .forEach(word -> command.append(quoted(word)));
        for (String argument : arguments) {
            command.append(quoted(argument));
        }
        ProcessBuilder script = new ProcessBuilder("/usr/bin/script", "-qec", command.toString(), "/dev/null");
        script.environment().put("LC_ALL", "C.UTF-8");
        return new PseudoTerminal(script.redirectErrorStream(true).start());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "' ";
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream output = process.getInputStream()) {
            for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
                synchronized (screen) {
                    screen.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
                    screen.notifyAll();
                }
            }
        } catch (IOException ended) {
            // The terminal is gone; what was on it is kept.
        }
    }

    /** Waits until the screen shows this text. */
    void awaitText(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (screen) {
            while (screen.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left)
                        .as("waiting for <%s>, the screen is:%n%s", text, screen)
                        .isPositive();
                screen.wait(left);
            }
        }
    }

    /** Types a line and presses Enter. */
    void type(String line) throws IOException {
        keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Presses Control-D. */
    void endInput() throws IOException {
        keyboard.write(4);
        keyboard.flush();
    }

    /** Everything that was on the screen, once the program has ended. */
    String screenAtEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        awaitText("");
        synchronized (screen) {
            return screen.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
