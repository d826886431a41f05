package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.contract.RenamingContract;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.LargeEntries;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rename, and changes of aliases, on a Windows where a credential that is overwritten keeps the spelling of its name; nobody knows (R2). */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class FirstSpellingDoubleTest implements RenamingContract {

    /** Stands for the end of the process: nobody catches it on the way. */
    private static final class Halt extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    @Override
    public CredentialStore store() {
        return store;
    }

    @Override
    public CredentialStore secondStore() {
        return store;
    }

    @Override
    public String prefix() {
        return "wincred-test/spelling/";
    }

    @BeforeEach
    void keepTheFirstSpelling() {
        WincredDouble.keepSpelling();
    }

    @AfterEach
    void leaveNothingBehind() {
        removeLeftovers();
    }

    private List<String> names() {
        return store.list(CredentialFilter.all()).stream()
                .map(Credential::targetName)
                .toList();
    }

    /** Whatever is there holds the secret whole, and something is there. */
    private void assertThatNothingIsLost(String when) {
        List<Credential> found = store.listWithSecrets(CredentialFilter.startingWith(prefix() + "name"));
        try {
            assertThat(found).as(when).isNotEmpty();
            for (Credential credential : found) {
                assertThat(credential.secret().orElseThrow().toByteArray())
                        .as(when)
                        .containsExactly(1, 2, 3);
                assertThat(credential.userName()).as(when).contains("bob");
            }
        } finally {
            found.forEach(Credential::close);
        }
    }

    private CredentialKey storedWhole() {
        CredentialKey key = key("name");
        try (Credential credential = Credential.builder(key)
                .userName("bob")
                .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                .build()) {
            store.write(credential);
        }
        return key;
    }

    @Test
    void renameToOtherCase_leavesNothingElse() {
        WinCred.renaming(store).rename(storedWhole(), prefix() + "NAME");

        assertThat(names()).containsExactly(prefix() + "NAME");
        assertThatNothingIsLost("renamed");
    }

    @Test
    void renameWithTheNameOfTheCopyTaken_changesNothing() {
        CredentialKey key = storedWhole();
        CredentialKey taken = stored("NAME (being renamed)", (byte) 1, (byte) 2);

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> WinCred.renaming(store).rename(key, prefix() + "NAME"))
                .withMessageContaining("being renamed");

        assertThat(secretOf(key)).containsExactly(1, 2, 3);
        assertThat(secretOf(taken)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 1312})
    void errorAtEveryCall_losesNothing(int code) {
        int call = 0;
        boolean failed = true;
        while (failed && call < 100) {
            call++;
            WincredDouble.reset();
            WincredDouble.keepSpelling();
            CredentialKey key = storedWhole();
            WincredDouble.fail(WincredDouble.Call.ANY, call, code);
            failed = false;
            try {
                WinCred.renaming(store).rename(key, prefix() + "NAME");
            } catch (CredentialException e) {
                failed = true;
            }
            WincredDouble.fail(WincredDouble.Call.ANY, 0, 0);
            assertThatNothingIsLost("error " + code + " at call " + call);
        }
        assertThat(call).isBetween(9, 99);
        assertThat(names()).containsExactly(prefix() + "NAME");
    }

    @Test
    void failedLastWrite_namesTheCopyAndTheNextRenameFinishes() {
        CredentialKey key = storedWhole();
        // In place, the copy, and then the new spelling.
        WincredDouble.fail(WincredDouble.Call.WRITE, 3, 8);

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> WinCred.renaming(store).rename(key, prefix() + "NAME"))
                .withMessageContaining(prefix() + "NAME (being renamed)");

        assertThat(names()).containsExactly(prefix() + "NAME (being renamed)");
        assertThatNothingIsLost("full");
        assertThat(WinCred.renaming(store).rename(key, prefix() + "NAME")).isTrue();
        assertThat(names()).containsExactly(prefix() + "NAME");
    }

    @Test
    void copyThatCannotBeDeleted_isToldOfBesideTheNewName() {
        CredentialKey key = storedWhole();
        WincredDouble.fail(WincredDouble.Call.DELETE, 2, 5);

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> WinCred.renaming(store).rename(key, prefix() + "NAME"))
                .withMessageContaining("beside the new")
                .withMessageNotContaining("rename that");

        assertThat(names()).containsExactlyInAnyOrder(prefix() + "NAME", prefix() + "NAME (being renamed)");
    }

    @Test
    void endAtEveryCall_losesNothing() {
        int[] countdown = {0};
        CredentialStore ending = new WindowsCredentialStore(
                new WatchedApi(new WincredDouble(), name -> {
                    if (--countdown[0] == 0) {
                        throw new Halt();
                    }
                }),
                WindowsStoreOptions.ofDefaults());
        int call = 0;
        boolean ended = true;
        while (ended && call < 100) {
            call++;
            WincredDouble.reset();
            WincredDouble.keepSpelling();
            CredentialKey key = storedWhole();
            countdown[0] = call;
            ended = false;
            try {
                WinCred.renaming(ending).rename(key, prefix() + "NAME");
            } catch (Halt e) {
                ended = true;
            }
            assertThatNothingIsLost("end at call " + call);
        }
        assertThat(call).isBetween(9, 99);
    }

    private KeyStore loaded() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder()
                .store(store)
                .prefix(prefix())
                .build());
        return keyStore;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 6000})
    void entryDeletedAndSetInOtherCase_getsTheNewSpelling(int length) throws Exception {
        LargeEntries.put(store, prefix() + "alias", 1, length);
        KeyStore keyStore = loaded();
        keyStore.deleteEntry("alias");
        keyStore.setKeyEntry("ALIAS", new SecretKeySpec(LargeEntries.content(2, length), "Blowfish"), null, null);

        keyStore.store(null, null);

        assertThat(Collections.list(loaded().aliases())).containsExactly("ALIAS");
        assertThat(LargeEntries.numberOf(store, prefix() + "alias")).contains(2);
        assertThat(LargeEntries.credentials(store, prefix())).isEqualTo(LargeEntries.credentialsOf(length));
        LargeEntries.remove(store, prefix() + "alias");
        assertThat(names()).isEmpty();
    }

    @Test
    void newSpellingThatCannotBeHad_failsNoStore() throws Exception {
        LargeEntries.put(store, prefix() + "alias", 1, 16);
        LargeEntries.put(store, prefix() + "ALIAS (being renamed)", 7, 16);
        KeyStore keyStore = loaded();
        keyStore.deleteEntry("alias");
        keyStore.setKeyEntry("ALIAS", new SecretKeySpec(LargeEntries.content(2, 16), "Blowfish"), null, null);
        keyStore.deleteEntry("none");

        keyStore.store(null, null);

        assertThat(LargeEntries.numberOf(store, prefix() + "alias")).contains(2);
        assertThat(LargeEntries.numberOf(store, prefix() + "alias (being renamed)"))
                .contains(7);
    }

    @Test
    void entrySetInOtherCase_isReplacedWhateverItsSpelling() throws Exception {
        LargeEntries.put(store, prefix() + "alias", 1, 16);

        LargeEntries.put(store, prefix() + "ALIAS", 2, 16);

        assertThat(names()).hasSize(1);
        assertThat(LargeEntries.numberOf(store, prefix() + "alias")).contains(2);
    }
}
