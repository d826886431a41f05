package io.github.wincred.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Windows under Wine that {@code src/test/wine/setup} prepares beside this build. */
final class Wine {

    private Wine() {}

    /** Prepares it, or skips the test where the build has unpacked no Java for it. */
    static void require() throws Exception {
        assumeTrue(
                Files.exists(Build.windows("")),
                "needs a Windows JVM under Wine: wine, wine64, xvfb and gcc-mingw-w64-x86-64");
        setUp("wine");
    }

    /** Prepares what the script {@code setup} of a folder of the tests is for. */
    static void setUp(String folder) throws Exception {
        ProductProcess.start(List.of(
                        Path.of("src/test", folder, "setup").toAbsolutePath().toString(),
                        Build.directory().toString()))
                .succeeded();
    }

    /** The script that runs a Windows program there. */
    static Path script() {
        return Build.windows("run-windows");
    }

    /** Ends that Windows, and with it what a test has left running there. */
    static void shutDown() throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("wineserver", "--kill");
        command.environment().put("WINEPREFIX", Build.windows("prefix").toString());
        command.start().waitFor();
    }

    /** A Windows program, not yet started. */
    static ProcessBuilder process(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script().toString(), program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
