package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.HeapDump;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.VirtualDisplay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dialog leaves in memory, whichever way it ends. */
class SwingPromptMemoryIT {

    @Test
    void passwordsOfADialog_areNowhereInTheHeap(@TempDir Path place) throws Exception {
        String output;
        try (VirtualDisplay display = VirtualDisplay.start()) {
            output = display.run(Build.java(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:NewSize=128m", // what is left behind stays to be found
                    "-cp",
                    Build.pathOf(Build.classes(), Build.testClasses()),
                    SwingPromptMemoryProgram.class.getName(),
                    place.resolve("given").toString(),
                    place.resolve("typed").toString(),
                    place.resolve("dump.hprof").toString()));
        }

        assertThat(output.lines())
                .containsExactly(
                        "OK Entered[userName=bob, password=Secret[48 bytes], save=false]",
                        "Cancel Cancelled[]",
                        "OK Entered[userName=bob, password=Secret[48 bytes], save=false]",
                        "Cancel Cancelled[]",
                        "INTERRUPTED true",
                        "DONE");
        HeapDump dump = new HeapDump(place.resolve("dump.hprof"));
        for (String password : new String[] {"given", "typed"}) {
            assertThat(dump.formsFound(Files.readString(place.resolve(password), StandardCharsets.US_ASCII)))
                    .as(password)
                    .isEmpty();
        }
    }
}
