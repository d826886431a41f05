package io.github.wincred.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program on a terminal of its own, made by {@code script}, which every Linux distribution has. */
public final class PseudoTerminal implements AutoCloseable {

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

    /** Starts a program; skips the test where there is no {@code script}. */
    public static PseudoTerminal run(List<String> command) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script");
        StringBuilder line = new StringBuilder();
        command.forEach(word -> line.append(quoted(word)));
        ProcessBuilder script = new ProcessBuilder("/usr/bin/script", "-qec", line.toString(), "/dev/null");
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
    public void awaitText(String text) throws InterruptedException {
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
    public void type(String line) throws IOException {
        keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Presses Control-D. */
    public void endInput() throws IOException {
        keyboard.write(4);
        keyboard.flush();
    }

    /** Everything that was on the screen, once the program has ended. */
    public String screenAtEnd() throws InterruptedException {
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
