package io.github.wincred.win32;

import io.github.wincred.contract.ManyThreads;
import io.github.wincred.testing.Stress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads on the double. */
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
@ExtendWith(WincredDouble.Accounts.class)
class ThreadsDoubleTest {

    @Test
    void manyThreads_loseNothingAndMixUpNoErrors() throws Exception {
        ManyThreads.use(WincredDouble.store(WindowsStoreOptions.ofDefaults()), "threads/", Stress.count(200, 4));
    }
}
