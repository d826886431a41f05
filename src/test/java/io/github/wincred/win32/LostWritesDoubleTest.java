package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.win32.WincredDouble.Call;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes and deletes that report success and change nothing, as overlapping calls were reported to do, and how the store answers. */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class LostWritesDoubleTest {

    private static final CredentialKey KEY = CredentialKey.generic("lost/name");

    private final WindowsCredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private void write(int secret) {
        try (Credential credential = credential(secret)) {
            store.write(credential);
        }
    }

    private static Credential credential(int secret) {
        return Credential.builder(KEY)
                .userName("bob")
                .secret(Secret.copyOf(new byte[] {(byte) secret, 2, 3}))
                .build();
    }

    private int storedSecret() {
        try (Credential found = store.find(KEY).orElseThrow()) {
            return found.secret().orElseThrow().toByteArray()[0];
        }
    }

    private static CredentialException failure(ThrowingCallable call) {
        return assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(call)
                .actual();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void lostWrite_isRepeated(int times) {
        write(1);
        // So that what is there is older than the write that is lost.
        WincredDouble.stampOffset(-WincredDouble.SECOND);
        write(1);
        WincredDouble.stampOffset(0);
        WincredDouble.pretend(Call.WRITE, times);

        write(9);

        assertThat(storedSecret()).isEqualTo(9);
    }

    @Test
    void lostFirstWrite_isRepeated() {
        WincredDouble.pretend(Call.WRITE, 3);

        write(9);

        assertThat(storedSecret()).isEqualTo(9);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(4);
    }

    @Test
    void writeLostAgainAndAgain_isNotApplied() {
        WincredDouble.pretend(Call.WRITE, 4);

        CredentialException e = failure(() -> write(9));

        assertThat(e.reason()).isEqualTo(Reason.NOT_APPLIED);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(4);
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void lostWriteWithoutReadBack_isNotNoticed() {
        WincredDouble.pretend(Call.WRITE, 1);

        try (Credential credential = credential(9)) {
            WincredDouble.store(new WindowsStoreOptions(true, false)).write(credential);
        }

        assertThat(WincredDouble.calls(Call.READ)).isZero();
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void newerWriteOfAnotherProgram_isNotOverwritten() {
        WincredDouble.foreignWrite(Call.WRITE, (byte) 7, WincredDouble.SECOND);

        write(9);

        assertThat(storedSecret()).isEqualTo(7);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(1);
    }

    @Test
    void olderForeignSecretAfterAWrite_isALostWrite() {
        WincredDouble.foreignWrite(Call.WRITE, (byte) 7, -WincredDouble.SECOND);

        write(9);

        assertThat(storedSecret()).isEqualTo(9);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(2);
    }

    @Test
    void lostDomainPassword_isNoticedByItsTime() {
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_PASSWORD, "host");
        Credential.Builder builder = Credential.builder(key).userName("DOM\\old");
        WincredDouble.stampOffset(-WincredDouble.SECOND);
        assertThat(failure(() -> store.write(builder.build())).reason())
                .as("stamped in the past, so it looks lost")
                .isEqualTo(Reason.NOT_APPLIED);
        WincredDouble.stampOffset(0);
        WincredDouble.pretend(Call.WRITE, 2);

        store.write(builder.userName("DOM\\new").build());

        assertThat(store.find(key).orElseThrow().userName()).contains("DOM\\new");
    }

    @Test
    void failedReadBack_saysThatTheWriteIsInDoubt() {
        WincredDouble.fail(Call.READ, 1, 5);

        CredentialException e = failure(() -> write(9));

        assertThat(e.reason()).isEqualTo(Reason.NOT_APPLIED);
        assertThat(e.windowsCode()).isEqualTo(5);
        assertThat(e).hasCauseInstanceOf(CredentialException.class);
    }

    @Test
    void lostDelete_isRepeated() {
        WincredDouble.stampOffset(-WincredDouble.SECOND);
        write(1);
        WincredDouble.stampOffset(0);
        WincredDouble.pretend(Call.DELETE, 3);

        assertThat(store.delete(KEY)).isTrue();

        assertThat(store.find(KEY)).isEmpty();
        assertThat(WincredDouble.calls(Call.DELETE)).isEqualTo(4);
    }

    @Test
    void deleteLostAgainAndAgain_isNotApplied() {
        WincredDouble.stampOffset(-WincredDouble.SECOND);
        write(1);
        WincredDouble.pretend(Call.DELETE, 4);

        assertThat(failure(() -> store.delete(KEY)).reason()).isEqualTo(Reason.NOT_APPLIED);
        assertThat(storedSecret()).isEqualTo(1);
    }

    @Test
    void newerWriteOfAnotherProgramAfterADelete_stays() {
        write(1);
        WincredDouble.foreignWrite(Call.DELETE, (byte) 7, WincredDouble.SECOND);

        assertThat(store.delete(KEY)).isTrue();

        assertThat(storedSecret()).isEqualTo(7);
        assertThat(WincredDouble.calls(Call.DELETE)).isEqualTo(1);
    }

    @Test
    void writeThatShowsLate_isNotRepeated() {
        WincredDouble.showLate(1);

        write(9);

        assertThat(storedSecret()).isEqualTo(9);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(1);
    }

    /** Three are repeated, and the last look comes after a pause too. */
    @Test
    void lastOfFourWritesThatShowsLate_isApplied() {
        WincredDouble.pretend(Call.WRITE, 3);
        CredApi watched = new WatchedApi(new WincredDouble(), call -> {
            if (call.equals(WatchedApi.WRITE) && WincredDouble.calls(Call.WRITE) == 3) {
                WincredDouble.showLate(1);
            }
        });

        try (Credential credential = credential(9)) {
            new WindowsCredentialStore(watched, WindowsStoreOptions.ofDefaults()).write(credential);
        }

        assertThat(storedSecret()).isEqualTo(9);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(4);
    }

    /** Each time for 60 ms, which the third pause outlasts and, where three are lost, the last one too. */
    @ParameterizedTest
    @CsvSource({"0, 3", "3, 4"})
    void writeThatShowsAfterAWhile_isApplied(int lost, int atMost) {
        AtomicLong calledAt = new AtomicLong();
        CredApi watched = new WatchedApi(new WincredDouble(), call -> {
            if (call.equals(WatchedApi.WRITE)) {
                calledAt.set(System.nanoTime());
            } else if (System.nanoTime() - calledAt.get() < 60_000_000) {
                WincredDouble.showLate(1);
            }
        });
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_PASSWORD, "host");
        WincredDouble.pretend(Call.WRITE, lost);

        new WindowsCredentialStore(watched, WindowsStoreOptions.ofDefaults())
                .write(Credential.builder(key).userName("DOM\\bob").build());

        assertThat(store.find(key)).isPresent();
        assertThat(WincredDouble.calls(Call.WRITE)).isLessThanOrEqualTo(atMost);
    }

    @Test
    void changeThatShowsAtOnce_isLookedAtOnce() {
        write(1);
        write(2);
        assertThat(WincredDouble.calls(Call.READ)).isEqualTo(2);

        store.delete(KEY);
        assertThat(WincredDouble.calls(Call.READ)).isEqualTo(3);
    }

    @Test
    void writeOfAnotherProgramBeforeARepetition_isNotOverwritten() {
        AtomicInteger looks = new AtomicInteger();
        CredApi watched = new WatchedApi(new WincredDouble(), call -> {
            if (call.equals(WatchedApi.READ) && looks.incrementAndGet() == 2) {
                WincredDouble.foreignWrite(Call.READ, (byte) 7, 0);
            }
        });
        WincredDouble.pretend(Call.WRITE, 1);

        try (Credential credential = credential(9)) {
            new WindowsCredentialStore(watched, WindowsStoreOptions.ofDefaults()).write(credential);
        }

        assertThat(storedSecret()).isEqualTo(7);
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(1);
    }

    @Test
    void deleteThatShowsLate_isNotRepeated() {
        WincredDouble.stampOffset(-WincredDouble.SECOND);
        write(1);
        WincredDouble.showLate(1);

        assertThat(store.delete(KEY)).isTrue();

        assertThat(WincredDouble.calls(Call.DELETE)).isEqualTo(1);
    }

    /** Judged by LastWritten, since the secret of a domain password does not come back. */
    @Test
    void clockSetBackDuringAWrite_isNoLostWrite() {
        CredApi watched = new WatchedApi(new WincredDouble(), call -> {
            if (call.equals(WatchedApi.WRITE)) {
                WincredDouble.clock(-60 * WincredDouble.SECOND);
            }
        });
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_PASSWORD, "host");

        new WindowsCredentialStore(watched, WindowsStoreOptions.ofDefaults())
                .write(Credential.builder(key).userName("DOM\\bob").build());

        assertThat(store.find(key).orElseThrow().userName()).contains("DOM\\bob");
    }
}
