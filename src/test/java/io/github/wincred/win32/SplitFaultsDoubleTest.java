package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.testing.LargeEntries;
import io.github.wincred.win32.WincredDouble.Call;
import io.github.wincred.win32.WincredDouble.Counter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of entries in parts that fail, or end, at every single call of the system: the entry is old or new, and a sweep leaves nothing else. */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class SplitFaultsDoubleTest {

    private static final String ALIAS = "faults/large";
    private static final int STORE_FULL = 8;

    /** Stands for the end of the process: nobody catches it on the way. */
    private static final class Halt extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private void change(CredentialStore changed, int length) throws Exception {
        if (length > 0) {
            LargeEntries.put(changed, ALIAS, length, length);
        } else {
            LargeEntries.remove(changed, ALIAS);
        }
    }

    private int length() throws Exception {
        return LargeEntries.numberOf(store, ALIAS).orElse(0);
    }

    private void assertThatOnlyTheEntryIsThere(String when) throws Exception {
        int length = length();
        assertThat(LargeEntries.credentials(store, ""))
                .as(when)
                .isEqualTo(length == 0 ? 0 : LargeEntries.credentialsOf(length));
    }

    private void assertThatASweepLeavesOnlyTheEntry(String when, int before, int after) throws Exception {
        int length = length();
        assertThat(length).as(when).isIn(before, after);
        SplitSecrets.sweep(store);
        assertThat(length()).as(when).isEqualTo(length);
        assertThatOnlyTheEntryIsThere(when);
    }

    /** Changes the entry with the n-th call failing; whether there was an n-th call. */
    private boolean changeWithFault(int call, int code, int after) throws Exception {
        int calls = WincredDouble.count(Counter.CALLS);
        WincredDouble.fail(Call.ANY, call, code);
        Optional<Exception> failure = Optional.empty();
        try {
            change(store, after);
        } catch (IOException | GeneralSecurityException | CredentialException e) {
            failure = Optional.of(e);
        } finally {
            WincredDouble.fail(Call.ANY, 0, 0);
        }
        if (failure.isEmpty()) {
            assertThat(length()).as("no failure at call %s", call).isEqualTo(after);
        }
        return WincredDouble.count(Counter.CALLS) - calls >= call || failure.isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "5,0,6000", "5,16,6000", "5,6000,9000", "5,6000,16", "5,6000,0",
        "8,0,6000", "8,16,6000", "8,6000,9000", "8,6000,16", "8,6000,0"
    })
    void errorAtEveryCall_leavesTheEntryOldOrNew(int code, int before, int after) throws Exception {
        int call = 0;
        boolean reached = true;
        while (reached) {
            call++;
            WincredDouble.reset();
            change(store, before);

            reached = changeWithFault(call, code, after);

            assertThatASweepLeavesOnlyTheEntry("error " + code + " at call " + call, before, after);
        }
        assertThat(call).isGreaterThan(8);
    }

    @ParameterizedTest
    @CsvSource({"0,6000", "16,6000", "6000,9000", "6000,16"})
    void fullStoreAtEveryWrite_keepsTheOldSecretAndNoNewPart(int before, int after) throws Exception {
        int writes = LargeEntries.credentialsOf(after);
        for (int write = 1; write <= writes; write++) {
            WincredDouble.reset();
            change(store, before);
            WincredDouble.fail(Call.WRITE, write, STORE_FULL);

            assertThatThrownBy(() -> change(store, after))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Delete credentials")
                    .cause()
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.STORE_FULL));

            assertThat(length()).as("full at write %s", write).isEqualTo(before);
            assertThatOnlyTheEntryIsThere("full at write " + write);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,6000", "16,6000", "6000,9000", "6000,16", "6000,0"})
    void endAtEveryCall_leavesTheEntryOldOrNew(int before, int after) throws Exception {
        int[] countdown = {0};
        CredentialStore ending = new WindowsCredentialStore(
                new WatchedApi(new WincredDouble(), name -> {
                    if (--countdown[0] == 0) {
                        throw new Halt();
                    }
                }),
                WindowsStoreOptions.ofDefaults());
        int call = 0;
        boolean reached = true;
        while (reached) {
            call++;
            WincredDouble.reset();
            change(store, before);
            countdown[0] = call;

            try {
                change(ending, after);
            } catch (Halt e) {
                // as meant
            }

            reached = countdown[0] <= 0;
            assertThatASweepLeavesOnlyTheEntry("end at call " + call, before, after);
        }
        assertThat(length()).isEqualTo(after);
        assertThat(call).isGreaterThan(8);
    }
}
