package io.github.wincred.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A display without a screen: {@code Xvfb}, under a number that it finds free itself. */
final class VirtualDisplay implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/bin/Xvfb");

    private final Process server;
    private final String number;

    private VirtualDisplay(Process server, String number) {
        this.server = server;
        this.number = number;
    }

    static VirtualDisplay start() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SERVER), "there is no " + SERVER);
        Process server = new ProcessBuilder(
                        SERVER.toString(), "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        return new VirtualDisplay(server, output.readLine());
    }

    /** Runs a program on this display and returns what it printed. */
    String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", ":" + number);
        Process process = builder.start();
        process.getOutputStream().close();
        // The output is read on a thread of its own, so that a program that hangs is ended by the limit below.
        StringBuilder output = new StringBuilder();
        Thread reader = new Thread(() -> {
            try {
                output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                output.append(e);
            }
        });
        reader.start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        reader.join();
        return output.toString();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
