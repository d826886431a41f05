package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.tour.Tour;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, which must not leave anything behind. */
class TourIT {

    @TempDir
    Path temporary;

    @TempDir
    Path home;

    private List<String> command() {
        return Build.java(
                "-cp",
                Build.pathOf(Build.classes(), Build.jna()),
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + home,
                Tour.class.getName());
    }

    @Test
    void tour_showsEveryStepAndLeavesNothing() throws Exception {
        String output = ProductProcess.start(command()).succeeded().output();

        assertThat(output)
                .contains("db: a password of 28 characters, as stored: true")
                .contains("token-key: an AES key of 256 bits, as stored: true")
                .contains("entries left: 0")
                .contains(temporary.toString())
                .doesNotContain("correct horse");
        assertThat(temporary).isEmptyDirectory();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process is killed and not asked to end")
    void tourStoppedHalfWay_leavesNothing() throws Exception {
        Process tour = new ProcessBuilder(command()).redirectErrorStream(true).start();
        waitForLine(tour, "3. List");

        tour.destroy();

        assertThat(tour.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary).isEmptyDirectory();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void tourThatWasKilled_isCleanedUpByTheNext() throws Exception {
        Process tour = new ProcessBuilder(command()).redirectErrorStream(true).start();
        waitForLine(tour, "3. List");
        tour.destroyForcibly();
        assertThat(tour.waitFor(60, TimeUnit.SECONDS)).isTrue();

        ProductProcess.start(command()).succeeded();

        assertThat(temporary).isEmptyDirectory();
    }

    private static void waitForLine(Process process, String beginning) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        assertThat(line).as("a line that begins with " + beginning).isNotNull();
    }
}
