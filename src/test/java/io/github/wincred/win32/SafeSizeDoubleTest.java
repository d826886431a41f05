package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.LargeEntries;
import java.io.IOException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries so large that they could take from other programs the capacity that these share with them (R28). */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class SafeSizeDoubleTest {

    private static final int SAFE = 1 << 16;
    private static final Map<String, String> LARGE = Map.of("large-entries", "true");

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private KeyStore loaded(Map<String, String> settings) throws Exception {
        WinCredLoadStoreParameter.Builder parameter =
                WinCredLoadStoreParameter.builder().store(store);
        settings.forEach(parameter::setting);
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(parameter.build());
        return keyStore;
    }

    private static void set(KeyStore keyStore, int length) throws KeyStoreException {
        keyStore.setKeyEntry("large", new SecretKeySpec(LargeEntries.content(length, length), "Blowfish"), null, null);
    }

    private void storeLarge(int length) throws Exception {
        KeyStore keyStore = loaded(LARGE);
        set(keyStore, length);
        keyStore.store(null, null);
    }

    private List<Credential> stored() {
        return store.list(CredentialFilter.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void entryOverTheSafeSize_isRefusedWithLimitAndSetting(String writeThrough) throws Exception {
        KeyStore keyStore = loaded(Map.of("write-through", writeThrough));

        assertThatThrownBy(() -> set(keyStore, SAFE + 1))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("content of generic 'large'", "65537 bytes", "65536", "large-entries=true");

        keyStore.store(null, null);
        assertThat(stored()).isEmpty();
    }

    @Test
    void entryOfTheSafeSize_isStored() throws Exception {
        KeyStore keyStore = loaded(Map.of());
        set(keyStore, SAFE);
        keyStore.store(null, null);

        assertThat(LargeEntries.numberOf(store, "large")).contains(SAFE);
        assertThat(stored()).hasSize(27);
    }

    @Test
    void settingThatAllowsLargeEntries_leavesTheLimitOfTheFormat() throws Exception {
        storeLarge(SAFE + 1);

        assertThat(LargeEntries.numberOf(store, "large")).contains(SAFE + 1);
        KeyStore keyStore = loaded(LARGE);
        assertThatThrownBy(() -> set(keyStore, 1_048_577))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("1048577", "1048576");
    }

    @Test
    void largerEntryThatIsThere_staysWhenItsSuccessorIsRefused() throws Exception {
        storeLarge(SAFE + 2);
        int credentials = stored().size();

        KeyStore keyStore = loaded(Map.of());
        assertThatThrownBy(() -> set(keyStore, SAFE + 1)).isInstanceOf(KeyStoreException.class);
        keyStore.store(null, null);

        assertThat(LargeEntries.numberOf(store, "large")).contains(SAFE + 2);
        assertThat(stored()).hasSize(credentials);
    }

    @Test
    void largerEntryThatIsThere_isReadAndDeletedWithoutTheSetting() throws Exception {
        storeLarge(SAFE + 1);

        assertThat(LargeEntries.numberOf(store, "large")).contains(SAFE + 1);
        LargeEntries.remove(store, "large");

        assertThat(stored()).isEmpty();
    }

    @Test
    void largerKeyThatIsThere_isServedFromACopyThatIsNotStored() throws Exception {
        KeyStore.PrivateKeyEntry entry = KeyChains.rsa4096WithChainOfThree();
        Certificate[] chain = new Certificate[60];
        Arrays.fill(chain, entry.getCertificate());
        KeyStore large = loaded(LARGE);
        large.setKeyEntry("server", entry.getPrivateKey(), null, chain);
        large.store(null, null);
        int credentials = stored().size();
        Key given = loaded(Map.of()).getKey("server", null);

        KeyStore copy = loaded(Map.of());
        copy.setKeyEntry("copy", given, null, chain);

        assertThat(copy.getCertificateChain("copy")).hasSize(60);
        assertThatThrownBy(() -> copy.store(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("content of generic 'copy'", "65536", "large-entries=true");
        assertThat(stored()).hasSize(credentials);
    }
}
