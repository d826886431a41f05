package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.CookbookPage.Commands;
import io.github.wincred.acceptance.CookbookPage.WrittenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/command.md}, followed in a POSIX shell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its commands are for a POSIX shell")
class CommandPageIT {

    private static final Path PAGE = Path.of("docs/command.md");

    @Test
    void everyCommand_printsExactlyWhatThePageSays(@TempDir Path folder) throws Exception {
        Map<String, String> environment = new HashMap<>(CommandIT.environment(folder));
        Path bin = CommandIT.installed(folder, "bin");
        environment.put("PATH", bin + ":" + environment.get("PATH"));

        for (CookbookPage.Step step : CookbookPage.steps(PAGE)) {
            if (step instanceof WrittenFile file) {
                Files.writeString(folder.resolve(file.name()), file.content());
            } else if (step instanceof Commands commands && commands.shell().equals("sh")) {
                StringBuilder output = new StringBuilder();
                for (String line : commands.lines()) {
                    ProductProcess.Outcome outcome =
                            ProductProcess.start(folder, environment, List.of("bash", "-c", line));
                    assertThat(outcome.status())
                            .as(line + "\n" + outcome.output())
                            .isZero();
                    output.append(outcome.output().replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\n", ""));
                }
                commands.assertAreExactly(output.toString());
            }
        }
    }
}
