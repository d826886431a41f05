package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.Settings;
import io.github.wincred.testing.Build;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The backend on Windows: usable, or not because of JNA. */
@EnabledOnOs(OS.WINDOWS)
class WindowsBackendWindowsIT {

    @Test
    void status_tellsTheFacts() {
        BackendStatus status = WindowsBackend.status(Settings.ofSystem(), Persistence.LOCAL_MACHINE);

        assertThat(status.usable()).as(status.reason()).isTrue();
        assertThat(status.reason()).isEmpty();
        assertThat(status.place()).contains(System.getProperty("user.name"));
        assertThat(status.facts().get("mutex"))
                .matches(
                        ThisWindows.isWine()
                                ? "Global\\\\io\\.github\\.wincred-S-1-[-0-9]+, whose owner is this user"
                                : "io\\.github\\.wincred\\\\store in the private namespace of S-1-[-0-9]+");
        assertThat(status.facts())
                .containsEntry("read-back", "on")
                .containsKeys("binding", "other binding", "mutex wait", "native access");
        if (ThisWindows.isWine()) {
            assertThat(status.facts().get("functions missing on this system"))
                    .contains("CredRenameW", "CredUICmdLinePromptForCredentialsW")
                    .doesNotContain("CredMarshalCredentialW");
        }
    }

    @Test
    void jnaMissing_isSaidEachTime() throws Exception {
        assertThat(statusOf("-cp", Build.pathOf(Build.testClasses(), Build.classes())))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("com/sun/jna").contains("class path"));
    }

    @Test
    void nativeLibraryOfJnaMissing_isSaidEachTime() throws Exception {
        // No system copy and none from the jar: nothing is left to load.
        assertThat(statusOf(
                        "-Djna.nounpack=true",
                        "-Djna.nosys=true",
                        "-cp",
                        Build.pathOf(Build.testClasses(), Build.classes(), Build.jna())))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("a native library cannot be loaded"));
    }

    private static List<String> statusOf(String... options) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Build.java("-Dwincred.binding=jna"));
        builder.command().addAll(List.of(options));
        builder.command().add(StatusPrinter.class.getName());
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines;
    }
}
