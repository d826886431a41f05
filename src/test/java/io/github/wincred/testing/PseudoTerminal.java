package io.github.wincred.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program on a terminal of its own, made by {@code script}, which every Linux distribution has. */
public final class PseudoTerminal implements AutoCloseable {

    /** Far more than a loaded machine needs. */
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final OutputStream keyboard;
    private final StringBuilder screen = new StringBuilder();
    private final Thread reader = new Thread(this::read, "screen");

    /** Where the text that was last waited for ends. */
    private int seen;

    private PseudoTerminal(Process process) {
        this.process = process;
        keyboard = process.getOutputStream();
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
        char[] buffer = new char[4096];
        try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
                synchronized (screen) {
                    screen.append(buffer, 0, length);
                    screen.notifyAll();
                }
            }
        } catch (IOException ended) {
            // The terminal is gone; what was on it is kept.
        }
    }

    /** Waits until the screen shows this text, behind what was waited for before. */
    public void awaitText(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (screen) {
            while (screen.indexOf(text, seen) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left)
                        .as("waiting for <%s>, the screen is:%n%s", text, screen)
                        .isPositive();
                screen.wait(left);
            }
            seen = screen.indexOf(text, seen) + text.length();
        }
    }

    /** Types a line and presses Enter. */
    public void type(String line) throws IOException {
        press(line + "\n");
    }

    /** Presses these keys; Enter is a carriage return. */
    public void press(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Presses Control-D. */
    public void endInput() throws IOException {
        press("\u0004");
    }

    /** Everything that was on the screen, once the program has ended. */
    public String screenAtEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the program ends")
                .isTrue();
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(reader.isAlive()).as("the screen is read to its end").isFalse();
        synchronized (screen) {
            return screen.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
