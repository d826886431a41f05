package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.VirtualDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dialog as a person meets it, who has a keyboard and perhaps a screen reader; leaves a picture of each in screenshots. */
class SwingPromptIT {

    private static VirtualDisplay display;

    @BeforeAll
    static void startDisplay() throws IOException {
        display = VirtualDisplay.start();
    }

    @AfterAll
    static void stopDisplay() {
        if (display != null) {
            display.close();
        }
    }

    @Test
    void answerByKeyboard_isReturnedAndStored() throws Exception {
        assertThat(run("answer"))
                .contains("FOCUS text User name:")
                .contains("FOCUS password text Password:")
                .contains("FOCUS check box Remember my credentials")
                .contains("FOCUS push button OK")
                .contains("FOCUS push button Cancel")
                .contains("RESULT Entered[userName=bob, password=Secret[12 bytes], save=true]")
                .contains("PASSWORD geheim")
                .contains("STORED Credential[generic 'files.corp.example'");
    }

    @Test
    void givenUserName_staysAndTheFocusIsOnThePassword() throws Exception {
        String output = run("again");

        assertThat(output)
                .contains("FOCUS password text Password:")
                .contains("RESULT Entered[userName=bob")
                .contains("PASSWORD new")
                .contains("STORED");
    }

    @Test
    void escape_cancels() throws Exception {
        assertThat(run("cancel")).contains("RESULT Cancelled").doesNotContain("STORED");
    }

    @Test
    void withoutDisplay_isNotAvailable() throws Exception {
        String output = display.run(Build.java(
                "-Djava.awt.headless=true",
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                HeadlessPromptProgram.class.getName()));

        assertThat(output).contains("NOT_AVAILABLE").contains("display");
    }

    private static String run(String what) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Build.classes().resolveSibling("screenshots"));
        return display.run(Build.java(
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                SwingPromptProgram.class.getName(),
                what,
                folder.resolve("swing-prompt-" + what + ".png").toString()));
    }
}
