package io.github.wincred.win32;

import io.github.wincred.contract.ManyThreads;
import io.github.wincred.testing.Stress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Many threads on the system's store. */
@EnabledOnOs(OS.WINDOWS)
class ThreadsWindowsIT {

    @Test
    void manyThreadsOnTheSystemsStore_loseNothingAndMixUpNoErrors() throws Exception {
        ManyThreads.use(
                ThisWindows.store(WindowsStoreOptions.ofDefaults()), "wincred-test/threads/", Stress.count(50, 4));
    }
}
