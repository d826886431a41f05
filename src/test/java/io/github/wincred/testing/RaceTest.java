package io.github.wincred.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/test/windows/Race.java}, which a person runs on Windows, here on a vault. */
class RaceTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it would write to the user's own store")
    void vault_losesNothing(@TempDir Path folder) throws Exception {
        String classes = Build.classes().toString();
        String source = Path.of("src/test/windows/Race.java").toString();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classes, "-d", folder.toString(), source))
                .isZero();
        Process race = new ProcessBuilder(Build.java(
                        "-cp",
                        classes + File.pathSeparator + folder,
                        "-Dwincred.vault.folder=" + folder.resolve("vault"),
                        "-Dwincred.vault.key-file=" + folder.resolve("key"),
                        "Race",
                        "5"))
                .redirectErrorStream(true)
                .start();
        String output = new String(race.getInputStream().readAllBytes(), UTF_8);

        assertThat(race.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .containsExactly("writers that failed: 0", "writes lost: 0 of 6", "deletions lost: 0 of 4");
    }
}
