package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are larger than a blob. */
class SplitEntriesTest {

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private final ProbedStore probe = new ProbedStore(VaultCredentialStore.open(configuration));
    private final CredentialStore store = probe.store();

    private void put(String alias, Key key) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(alias, key, null, null);
        keyStore.store(null, null);
    }

    private void remove(String alias) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry(alias);
        keyStore.store(null, null);
    }

    private Key read(String alias) throws Exception {
        return loaded(store).getKey(alias, null);
    }

    private List<Credential> stored() {
        return store.list(CredentialFilter.all());
    }

    private List<Credential> parts() {
        return stored().stream().filter(SplitSecrets::isPart).toList();
    }

    @ParameterizedTest
    @CsvSource({"2560,0", "2561,2", "5120,2", "5121,3", "1048576,410"})
    void keyOfAnySize_comesBackFromAsManyPartsAsItTakes(int length, int parts) throws Exception {
        put("large", new SecretKeySpec(aes(length).getEncoded(), "Unknown"));

        assertThat(parts()).hasSize(parts);
        assertThat(read("large")).isEqualTo(new SecretKeySpec(aes(length).getEncoded(), "Unknown"));
    }

    @Test
    void textOfMoreCharactersThanABlobHolds_comesBack() throws Exception {
        put("large", password("ä".repeat(1281)));

        assertThat(read("large")).isEqualTo(password("ä".repeat(1281)));
    }

    @Test
    void contentOverTheLimit_isRefusedWhenSet() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setKeyEntry("large", aes(1048577), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("1048577", "1048576");
        assertThatThrownBy(() -> keyStore.setKeyEntry("generic-certificate:large", aes(2561), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("2561", "2560");
        assertThat(keyStore.size()).isZero();
    }

    @Test
    void parts_areHiddenFromTheKeyStore() throws Exception {
        put("large", aes(6000));
        String part = parts().get(0).targetName();

        KeyStore keyStore = loaded(store);
        assertThat(Collections.list(keyStore.aliases())).containsExactly("large");
        assertThat(keyStore.size()).isEqualTo(1);
        assertThat(keyStore.containsAlias(part)).isFalse();
        assertThat(keyStore.getKey(part, null)).isNull();
        assertThat(keyStore.isKeyEntry(part)).isFalse();
        assertThat(keyStore.getCreationDate(part)).isNull();
        keyStore.deleteEntry(part);
        keyStore.store(null, null);
        assertThat(read("large")).isEqualTo(aes(6000));
        assertThatThrownBy(() -> keyStore.setKeyEntry(part, aes(16), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("reserved");
    }

    @Test
    void credentialOfAUserNamedLikeAPart_isAnEntryAndSurvivesTheSweep() throws Exception {
        String name = "WinCred-part:" + "0".repeat(32) + "/1";
        try (Credential foreign =
                Credential.generic(name).secret(Secret.copyOf(new byte[1])).build()) {
            store.write(foreign);
        }

        assertThat(Collections.list(loaded(store).aliases())).containsExactly(name);
        assertThat(SplitSecrets.sweep(store)).isZero();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void everyQuestion_costsOneCallAndTheKeyOneForEachPartMore() throws Exception {
        put("large", aes(6000));
        KeyStore keyStore = loaded(store);
        probe.forget();

        keyStore.isKeyEntry("large");
        keyStore.getCertificateChain("large");
        keyStore.getCertificate("large");
        assertThat(probe.calls()).containsExactly("find", "find", "find");
        probe.forget();

        keyStore.getKey("large", null);
        assertThat(probe.calls()).containsExactly("find", "find", "find", "find");
    }

    @Test
    void metadata_liesOnTheEntryAndItsPersistenceOnThePartsToo() throws Exception {
        KeyStore keyStore = loaded(store, "persistence", "enterprise");
        keyStore.setEntry(
                "large",
                new KeyStore.SecretKeyEntry(aes(6000), Set.of(CredentialEntryAttribute.USER_NAME.of("bob"))),
                null);
        keyStore.store(null, null);
        put("large", aes(7000));

        assertThat(store.describe(CredentialKey.generic("large")).orElseThrow().userName())
                .contains("bob");
        assertThat(stored())
                .allSatisfy(credential -> assertThat(credential.persistence()).isEqualTo(Persistence.ENTERPRISE));
        assertThat(parts()).hasSize(3);
    }

    @Test
    void overwriteBySmallerAndLarger_leavesNoOldPart() throws Exception {
        for (int length : new int[] {6000, 20_000, 3000, 10, 6000, 16}) {
            put("entry", aes(length));

            assertThat(read("entry").getEncoded()).isEqualTo(aes(length).getEncoded());
            assertThat(parts()).hasSize(length > 2560 ? SplitParts.count(length) : 0);
        }
    }

    @Test
    void delete_removesEveryPart() throws Exception {
        put("entry", aes(6000));
        put("other", aes(6000));

        remove("entry");

        assertThat(Collections.list(loaded(store).aliases())).containsExactly("other");
        assertThat(parts()).hasSize(3);
    }

    @Test
    void missingPart_isAnErrorThatNamesTheEntry() throws Exception {
        put("entry", aes(6000));
        store.delete(parts().get(1).key());

        assertThatThrownBy(() -> read("entry"))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContainingAll("'entry'", "missing or changed");
        assertThat(loaded(store).isKeyEntry("entry")).isTrue();
        remove("entry");
        assertThat(stored()).isEmpty();
    }

    @Test
    void changedPart_isAnErrorThatNamesTheEntry() throws Exception {
        put("entry", aes(6000));
        CredentialKey key = parts().get(0).key();
        try (Credential part = store.find(key).orElseThrow()) {
            byte[] bytes = part.secret().orElseThrow().toByteArray();
            bytes[7] ^= 1;
            try (Credential changed =
                    part.toBuilder().secret(Secret.takeOver(bytes)).build()) {
                store.write(changed);
            }
        }

        assertThatThrownBy(() -> read("entry"))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContainingAll("'entry'", "missing or changed");
    }

    /** Stands for the end of the process: nobody catches it on the way. */
    private static final class Halt extends Error {
        private static final long serialVersionUID = 1L;
    }

    enum Interruption {
        FAILURE,
        HALT
    }

    private Optional<Throwable> attempt(Interruption interruption, int call, Step step) throws Exception {
        if (interruption == Interruption.FAILURE) {
            probe.failAt(call, new CredentialException(Reason.STORE_FULL, "test", null, "made to fail"));
        } else {
            probe.failAt(call, new Halt());
        }
        try {
            step.run();
            return Optional.empty();
        } catch (IOException | KeyStoreException | UnrecoverableKeyException | Halt e) {
            return Optional.of(e);
        } finally {
            probe.failAt(0, new Halt());
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "FAILURE,0,6000", "FAILURE,16,6000", "FAILURE,6000,9000", "FAILURE,6000,16", "FAILURE,6000,0",
        "HALT,0,6000", "HALT,16,6000", "HALT,6000,9000", "HALT,6000,16", "HALT,6000,0"
    })
    void crashAtAnyCall_leavesOldOrNewEntryAndNoOrphans(Interruption interruption, int before, int after)
            throws Exception {
        int interrupted = 0;
        for (int call = 1; ; call++) {
            if (before > 0) {
                put("entry", aes(before));
            } else {
                remove("entry");
            }
            int failing = call;
            Optional<Throwable> failure = attempt(interruption, failing, () -> {
                if (after > 0) {
                    put("entry", aes(after));
                } else {
                    remove("entry");
                }
            });

            Key key = read("entry");
            int length = key == null ? 0 : key.getEncoded().length;
            assertThat(length).as("after call %s", call).isIn(before, after);
            if (length > 0) {
                assertThat(key.getEncoded()).isEqualTo(aes(length).getEncoded());
            }
            SplitSecrets.sweep(store);
            assertThat(read("entry")).isEqualTo(key);
            assertThat(parts()).as("after call %s", call).hasSize(length > 2560 ? SplitParts.count(length) : 0);
            if (failure.isEmpty() && length == after && call > interrupted + 3) {
                break;
            }
            interrupted += failure.isPresent() ? 1 : 0;
        }
        assertThat(interrupted).isGreaterThanOrEqualTo(3);
    }

    @Test
    void storeThatFillsUpHalfWay_keepsTheOldSecretAndIsLeftAsItWas() throws Exception {
        VaultConfiguration small = configuration.toBuilder().capacity(5).build();
        CredentialStore full = VaultCredentialStore.open(small);
        put("entry", aes(16));
        put("other", aes(16));
        KeyStore keyStore = loaded(full);
        keyStore.setKeyEntry("entry", aes(12_000), null, null);

        assertThatThrownBy(() -> keyStore.store(null, null))
                .isInstanceOf(IOException.class)
                .cause()
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORE_FULL));

        assertThat(read("entry")).isEqualTo(aes(16));
        assertThat(stored()).hasSize(2);
    }

    @Test
    void writeThatTookPlaceButWasReportedAsFailed_keepsItsParts() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("entry", aes(6000), null, null);
        probe.failAfterwards("write", 4, new CredentialException(Reason.NOT_APPLIED, "test", null, "made to fail"));

        assertThatThrownBy(() -> keyStore.store(null, null)).isInstanceOf(IOException.class);

        assertThat(read("entry")).isEqualTo(aes(6000));
    }

    @Test
    void readersAndWritersAtOnce_alwaysSeeOneWholeSecret() throws Exception {
        put("entry", aes(6000));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int length : new int[] {6000, 16, 9000}) {
            running.add(threads.submit(() -> {
                CredentialStore own = VaultCredentialStore.open(configuration);
                for (int i = 0; i < 100; i++) {
                    KeyStore keyStore = loaded(own);
                    keyStore.setKeyEntry("entry", aes(length), null, null);
                    keyStore.store(null, null);
                }
                return null;
            }));
        }
        running.add(threads.submit(() -> {
            for (int i = 0; i < 300; i++) {
                byte[] read = read("entry").getEncoded();
                assertThat(read).isEqualTo(aes(read.length).getEncoded());
            }
            return null;
        }));
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();

        SplitSecrets.sweep(store);
        int length = read("entry").getEncoded().length;
        assertThat(parts()).hasSize(length > 2560 ? SplitParts.count(length) : 0);
    }

    @Test
    void sweep_refusesWhileAManifestCannotBeUnderstood() throws Exception {
        put("entry", aes(6000));
        try (Credential damaged = Credential.generic("entry")
                .secret(Secret.copyOf("WinCred split 2\n".getBytes(UTF_8)))
                .build()) {
            store.write(damaged);
        }

        assertThatThrownBy(() -> SplitSecrets.sweep(store))
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED))
                .hasMessageContaining("'entry'");
        assertThat(parts()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 6000})
    void isSplit_tellsManifestsApart(int length) throws Exception {
        put("entry", aes(length));

        try (Credential found = store.find(CredentialKey.generic("entry")).orElseThrow()) {
            assertThat(SplitSecrets.isSplit(found)).isEqualTo(length > 2560);
            assertThat(SplitSecrets.isPart(found)).isFalse();
        }
    }
}
