package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.LargeEntries;
import io.github.wincred.win32.WincredDouble.Call;
import java.security.KeyStore;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a key store calls Windows, each call of which may take as long as everything else. */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class KeyStoreCallsDoubleTest {

    private static final String ALIAS = "calls/alias";

    private final CredentialStore store = WincredDouble.store(new WindowsStoreOptions(true, false));

    private KeyStore loaded() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
        return keyStore;
    }

    /** Reads, writes and deletes; there was no listing. */
    private static int[] calls() {
        int[] calls = {WincredDouble.calls(Call.READ), WincredDouble.calls(Call.WRITE), WincredDouble.calls(Call.DELETE)
        };
        assertThat(WincredDouble.calls(Call.ENUMERATE)).isZero();
        return calls;
    }

    private static int[] difference(int[] before, int[] after) {
        return new int[] {after[0] - before[0], after[1] - before[1], after[2] - before[2]};
    }

    @Test
    void deletion_isOneReadAndOneDelete() throws Exception {
        LargeEntries.put(store, ALIAS, 1, 16);
        KeyStore keyStore = loaded();
        int[] before = calls();

        keyStore.deleteEntry(ALIAS);
        keyStore.store(null, null);

        assertThat(difference(before, calls())).containsExactly(1, 0, 1);
        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }

    @Test
    void newEntry_isOneReadAndOneWrite() throws Exception {
        LargeEntries.put(store, ALIAS, 1, 16);

        assertThat(calls()).containsExactly(1, 1, 0);
    }

    @Test
    void replacement_isOneReadAndOneWrite() throws Exception {
        LargeEntries.put(store, ALIAS, 1, 16);
        int[] before = calls();

        LargeEntries.put(store, ALIAS, 2, 16);

        assertThat(difference(before, calls())).containsExactly(1, 1, 0);
    }

    /** The page about services says how often what of ours reads, since Windows may log each read. */
    @Test
    void queriesAboutOneAlias_areOneReadEach() throws Exception {
        LargeEntries.put(store, ALIAS, 1, 16);
        KeyStore keyStore = loaded();
        int[] before = calls();

        assertThat(keyStore.getKey(ALIAS, null)).isNotNull();
        assertThat(keyStore.getEntry(ALIAS, null)).isNotNull();
        assertThat(keyStore.containsAlias(ALIAS)).isTrue();
        assertThat(keyStore.isKeyEntry(ALIAS)).isTrue();
        assertThat(keyStore.getCreationDate(ALIAS)).isNotNull();

        assertThat(difference(before, calls())).containsExactly(5, 0, 0);
    }

    @Test
    void aliasesAndSize_areOneListingEach() throws Exception {
        LargeEntries.put(store, ALIAS, 1, 9000);
        KeyStore keyStore = loaded();
        int reads = WincredDouble.calls(Call.READ);

        assertThat(Collections.list(keyStore.aliases())).containsExactly(ALIAS);
        assertThat(keyStore.size()).isOne();

        assertThat(WincredDouble.calls(Call.READ)).isEqualTo(reads);
        assertThat(WincredDouble.calls(Call.ENUMERATE)).isEqualTo(2);
    }

    /** What was there when the deletion was asked for says nothing of what there is to be deleted. */
    @ParameterizedTest
    @ValueSource(ints = {0, 16, 6000})
    void deletionOfWhatWasLargeInTheMeantime_leavesNoPart(int before) throws Exception {
        if (before > 0) {
            LargeEntries.put(store, ALIAS, 1, before);
        }
        KeyStore keyStore = loaded();
        keyStore.deleteEntry(ALIAS);
        LargeEntries.put(store, ALIAS, 2, 9000);

        assertThat(keyStore.containsAlias(ALIAS)).isFalse();
        keyStore.store(null, null);

        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }
}
