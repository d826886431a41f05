package io.github.wincred.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A display without a screen: {@code Xvfb}, under a number that it finds free itself. */
public final class VirtualDisplay implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/bin/Xvfb");

    private final Process server;
    private final String number;

    private VirtualDisplay(Process server, String number) {
        this.server = server;
        this.number = number;
    }

    public static VirtualDisplay start() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SERVER), "there is no " + SERVER);
        Process server = new ProcessBuilder(
                        SERVER.toString(), "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        return new VirtualDisplay(server, output.readLine());
    }

    /** Lets a program that is not yet started show its windows here. */
    public ProcessBuilder on(ProcessBuilder program) {
        program.environment().put("DISPLAY", ":" + number);
        return program;
    }

    /** Runs a program on this display and returns what it printed. */
    public String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = on(builder).start();
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
