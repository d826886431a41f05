package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.keyStore;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Settings;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Changes wait until {@code store()}, and what happens when it fails half-way. */
class StagingTest {

    private final ProbedStore probe = new ProbedStore(VaultCredentialStore.open(VaultConfiguration.inMemory()));
    private final CredentialStore store = probe.store();

    private List<String> stored() throws Exception {
        return Collections.list(loaded(store).aliases());
    }

    private void put(String alias, String text) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(alias, password(text), null, null);
        keyStore.store(null, null);
    }

    private Key read(String alias) throws Exception {
        return loaded(store).getKey(alias, null);
    }

    @Test
    void load_asksTheStoreNothing() throws Exception {
        put("db", "x");
        probe.forget();

        loaded(store);

        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void getKey_costsOneCall() throws Exception {
        put("db", "x");
        KeyStore keyStore = loaded(store);
        probe.forget();

        keyStore.getKey("db", null);

        assertThat(probe.calls()).containsExactly("find");
    }

    @Test
    void questionsOfTools_costAtMostOneCallEach() throws Exception {
        put("db", "x");
        KeyStore keyStore = loaded(store);
        probe.forget();

        keyStore.size();
        keyStore.aliases();
        keyStore.containsAlias("db");
        keyStore.getCreationDate("db");
        keyStore.entryInstanceOf("db", KeyStore.SecretKeyEntry.class);
        keyStore.entryInstanceOf("db", KeyStore.PrivateKeyEntry.class);
        keyStore.entryInstanceOf("db", KeyStore.TrustedCertificateEntry.class);
        keyStore.getCertificateChain("db");

        assertThat(probe.calls())
                .containsExactly("list", "list", "describe", "describe", "find", "find", "find", "find");
    }

    @Test
    void set_isSeenByThisKeyStoreAloneUntilStored() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("db", password("x"), null, null);

        assertThat(Collections.list(keyStore.aliases())).containsExactly("db");
        assertThat(keyStore.size()).isEqualTo(1);
        assertThat(keyStore.isKeyEntry("db")).isTrue();
        assertThat(keyStore.getKey("db", null)).isEqualTo(password("x"));
        assertThat(keyStore.getEntry("db", null)).isInstanceOf(KeyStore.SecretKeyEntry.class);
        assertThat(keyStore.getCreationDate("db")).isNotNull();
        assertThat(stored()).isEmpty();

        keyStore.store(null, null);

        assertThat(stored()).containsExactly("db");
    }

    @Test
    void delete_isSeenByThisKeyStoreAloneUntilStored() throws Exception {
        put("db", "x");
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("DB");

        assertThat(keyStore.aliases().hasMoreElements()).isFalse();
        assertThat(keyStore.containsAlias("db")).isFalse();
        assertThat(keyStore.isKeyEntry("db")).isFalse();
        assertThat(keyStore.getKey("db", null)).isNull();
        assertThat(keyStore.getEntry("db", null)).isNull();
        assertThat(stored()).containsExactly("db");

        keyStore.store(null, null);

        assertThat(stored()).isEmpty();
    }

    @Test
    void overwrite_isSeenOverTheStoredEntry() throws Exception {
        put("db", "old");
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("DB", password("new"), null, null);

        assertThat(Collections.list(keyStore.aliases())).containsExactly("DB");
        assertThat(keyStore.getKey("db", null)).isEqualTo(password("new"));
        assertThat(read("db")).isEqualTo(password("old"));
    }

    @Test
    void deleteAfterSet_leavesNothing() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("db", password("x"), null, null);
        keyStore.deleteEntry("db");
        keyStore.store(null, null);

        assertThat(stored()).isEmpty();
    }

    @Test
    void storeWithoutChanges_touchesNothing() throws Exception {
        put("db", "x");
        KeyStore keyStore = loaded(store);
        probe.forget();

        keyStore.store(null, "changeit".toCharArray());

        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void deletionOfNothing_writesNothing() throws Exception {
        KeyStore keyStore = loaded(store);
        probe.forget();

        keyStore.deleteEntry("not there");
        assertThat(probe.calls()).isEmpty();
        keyStore.store(null, null);

        assertThat(probe.calls()).containsExactly("exclusively", "find", "delete");
        assertThat(keyStore.size()).isZero();
    }

    @Test
    void secondStore_writesNothingAgain() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("db", password("x"), null, null);
        keyStore.store(null, null);
        probe.forget();

        keyStore.store(null, null);

        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void storedDelete_ofWhatAnotherProgramDeletedMeanwhile_succeeds() throws Exception {
        put("db", "x");
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("db");
        store.delete(CredentialKey.generic("db"));

        keyStore.store(null, null);

        assertThat(stored()).isEmpty();
    }

    @Test
    void stagedChange_winsOverWhatAnotherProgramWroteMeanwhile() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("db", password("ours"), null, null);
        put("db", "theirs");

        keyStore.store(null, null);

        assertThat(read("db")).isEqualTo(password("ours"));
    }

    @Test
    void store_writesBeforeItDeletes() throws Exception {
        put("old", "x");
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("old");
        keyStore.setKeyEntry("new", password("x"), null, null);
        probe.forget();

        keyStore.store(null, null);

        assertThat(probe.calls()).containsSubsequence("write", "delete");
    }

    @Test
    void failedWrite_keepsItsChangeAndAllLaterOnesForTheNextStore() throws Exception {
        put("old", "x");
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("old");
        for (String alias : List.of("a", "b", "c")) {
            keyStore.setKeyEntry(alias, password(alias), null, null);
        }
        probe.failAt("write", 2, Reason.STORE_FULL);

        assertThatThrownBy(() -> keyStore.store(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("1 of 4", "set 'b', set 'c', delete 'old'")
                .cause()
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORE_FULL));
        assertThat(stored()).containsExactly("a", "old");
        assertThat(Collections.list(keyStore.aliases())).containsExactly("a", "b", "c");

        keyStore.store(null, null);

        assertThat(stored()).containsExactly("a", "b", "c");
        assertThat(read("c")).isEqualTo(password("c"));
    }

    @Test
    void failedDelete_waitsForTheNextStore() throws Exception {
        put("old", "x");
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("old");
        probe.failAt("delete", 1, Reason.BUSY);

        assertThatThrownBy(() -> keyStore.store(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("0 of 1", "delete 'old'");
        keyStore.store(null, null);

        assertThat(stored()).isEmpty();
    }

    @Test
    void loadAgain_discardsWhatWasStaged() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("db", password("x"), null, null);

        keyStore.load(null, null);
        keyStore.store(null, null);

        assertThat(keyStore.size()).isZero();
        assertThat(stored()).isEmpty();
    }

    @Test
    void loadAgain_closesTheStoreItOpened() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        KeyStore keyStore = keyStore(settings -> {
            opened.incrementAndGet();
            return store;
        });
        keyStore.load(null, null);
        keyStore.load(null, null);

        assertThat(opened).hasValue(2);
        assertThat(probe.calls()).containsExactly("close");
    }

    @Test
    void storeOfTheProgram_isNotClosed() throws Exception {
        KeyStore keyStore = keyStore(settings -> {
            throw new AssertionError("the program brought a store");
        });
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());

        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void writeThrough_reachesTheStoreAtOnce() throws Exception {
        KeyStore keyStore = loaded(store, "write-through", "true");

        keyStore.setKeyEntry("db", password("x"), null, null);
        assertThat(read("db")).isEqualTo(password("x"));

        keyStore.deleteEntry("db");
        assertThat(stored()).isEmpty();
    }

    @Test
    void writeThroughThatFails_leavesNothingWaiting() throws Exception {
        KeyStore keyStore = loaded(store, "write-through", "true");
        probe.failAt("write", 1, Reason.ACCESS_DENIED);

        assertThatThrownBy(() -> keyStore.setKeyEntry("db", password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasCauseInstanceOf(CredentialException.class);
        keyStore.store(null, null);

        assertThat(keyStore.containsAlias("db")).isFalse();
    }

    @Test
    void failedLoad_leavesTheLoadedStoreInPlace() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        KeyStore keyStore = keyStore(settings -> {
            if (loads.incrementAndGet() > 1) {
                throw new CredentialException(Reason.UNUSABLE, "open", null, "no such store");
            }
            return store;
        });
        keyStore.load(null, null);
        keyStore.setKeyEntry("db", password("x"), null, null);

        assertThatThrownBy(() -> keyStore.load(null, null))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(CredentialException.class)
                .hasMessageContaining("no such store");
        assertThat(keyStore.containsAlias("db")).isTrue();
    }

    @Test
    void secretsOfDiscardedAndStoredChanges_areWiped() throws Exception {
        Stage stage = new Stage();
        StagedChange.Write first = change("db", "one");
        StagedChange.Write second = change("DB", "two");
        stage.put(first);
        stage.put(second);
        assertThat(first.content().bytes().isDestroyed()).isTrue();
        assertThat(second.content().bytes().isDestroyed()).isFalse();

        EntryCodec codec = new EntryCodec(NewCredentialDefaults.of(Settings.ofDefaults()));
        EntryWriter writer = new EntryWriter(store, new StoredEntries(store, new StoredEntry.Reader(codec, false)));
        writer.carryOut(second, () -> stage.copy(second), () -> stage.remove(second));

        assertThat(second.content().bytes().isDestroyed()).isTrue();
        assertThat(stage.isEmpty()).isTrue();
        StagedChange.Write third = change("db", "three");
        stage.put(third);
        stage.close();
        assertThat(third.content().bytes().isDestroyed()).isTrue();
    }

    @Test
    void severalThreadsOnOneKeyStore_loseNothing() throws Exception {
        KeyStore keyStore = loaded(store);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            running.add(threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    String alias = number + "-" + i;
                    keyStore.setKeyEntry(alias, password(alias), null, null);
                    keyStore.store(null, null);
                    assertThat(keyStore.getKey(alias, null)).isEqualTo(password(alias));
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();

        assertThat(stored()).hasSize(200);
    }

    private static StagedChange.Write change(String name, String text) throws Exception {
        NewCredentialDefaults conventions = NewCredentialDefaults.of(Settings.ofDefaults());
        EntryContent content = new EntryCodec(conventions).encode(password(text), CredentialType.GENERIC);
        return StagedChange.Write.of(
                CredentialKey.generic(name), content, MetadataChange.NONE, conventions, Optional.empty());
    }
}
