package io.github.wincred.win32;

import io.github.wincred.contract.ManyThreads;
import io.github.wincred.testing.Stress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads on one store. */
@EnabledOnOs(OS.WINDOWS)
@ExtendWith(WincredDouble.Accounts.class)
class ThreadsWindowsIT {

    @Test
    void manyThreadsOnTheSystemsStore_loseNothingAndMixUpNoErrors() throws Exception {
        ManyThreads.use(
                ThisWindows.store(WindowsStoreOptions.ofDefaults()), "wincred-test/threads/", Stress.count(50, 4));
    }

    @Test
    void manyThreadsOnTheDouble_loseNothingAndMixUpNoErrors() throws Exception {
        ManyThreads.use(WincredDouble.store(WindowsStoreOptions.ofDefaults()), "threads/", Stress.count(200, 20));
    }
}
