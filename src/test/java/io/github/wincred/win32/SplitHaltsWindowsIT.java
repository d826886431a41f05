package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.LargeEntries;
import io.github.wincred.testing.RealStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that end in the middle of a change of an entry in parts, in the system's own store. */
@EnabledOnOs(OS.WINDOWS)
class SplitHaltsWindowsIT {

    private static final String PREFIX = RealStore.PREFIX + "/halts/";
    private static final int BEFORE = 6000;

    private final CredentialStore store = RealStore.own(ThisWindows.store(WindowsStoreOptions.ofDefaults()));
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() throws Exception {
        processes.forEach(Process::destroyForcibly);
        for (Step step : Step.values()) {
            LargeEntries.remove(store, step.alias());
        }
        SplitSecrets.sweep(store);
    }

    /** Where a process ends, and which length the entry then has. */
    private enum Step {
        AMONG_THE_NEW_PARTS(7000, WatchedApi.WRITE, 2, BEFORE),
        BEFORE_THE_MANIFEST(7001, WatchedApi.WRITE, 4, BEFORE),
        AFTER_THE_MANIFEST(7002, WatchedApi.DELETE, 1, 7002),
        AMONG_THE_OLD_PARTS(16, WatchedApi.DELETE, 2, 16),
        AFTER_THE_DELETE(0, WatchedApi.DELETE, 2, 0);

        private final int length;
        private final String function;
        private final int call;
        private final int expected;

        Step(int length, String function, int call, int expected) {
            this.length = length;
            this.function = function;
            this.call = call;
            this.expected = expected;
        }

        private String alias() {
            return PREFIX + name();
        }
    }

    private void start(Step step) throws IOException {
        processes.add(new ProcessBuilder(Build.java(
                        "-cp",
                        Build.pathOf(Build.testClasses(), Build.classes(), Build.jna()),
                        HaltingWriter.class.getName(),
                        step.alias(),
                        Integer.toString(step.length),
                        step.function,
                        Integer.toString(step.call)))
                .inheritIO()
                .start());
    }

    @Test
    void haltedProcesses_leaveOldOrNewEntriesAndNoOrphans() throws Exception {
        int expected = 0;
        for (Step step : Step.values()) {
            LargeEntries.put(store, step.alias(), BEFORE, BEFORE);
            expected += step.expected == 0 ? 0 : LargeEntries.credentialsOf(step.expected);
        }

        for (Step step : Step.values()) {
            start(step);
        }
        for (Process process : processes) {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(HaltingWriter.STATUS);
        }

        assertThat(LargeEntries.credentials(store, PREFIX)).as("orphans").isGreaterThan(expected);
        assertThat(SplitSecrets.sweep(store)).isPositive();
        for (Step step : Step.values()) {
            assertThat(LargeEntries.numberOf(store, step.alias()))
                    .as(step.name())
                    .isEqualTo(step.expected == 0 ? Optional.empty() : Optional.of(step.expected));
        }
        assertThat(LargeEntries.credentials(store, PREFIX)).isEqualTo(expected);
    }
}
