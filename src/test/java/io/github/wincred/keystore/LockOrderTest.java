package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.keyStore;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key store in the hands of several threads, one of which has the store to itself. */
class LockOrderTest {

    /** Far more than a loaded machine needs; what hangs never ends. */
    private static final long PATIENCE_SECONDS = 60;

    private static final Set<Thread.State> STUCK =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private final CredentialStore store = VaultCredentialStore.open(configuration);

    private KeyStore loaded() throws Exception {
        KeyStore keyStore = keyStore(ignored -> VaultCredentialStore.open(configuration));
        keyStore.load(null, null);
        return keyStore;
    }

    /** What a program asks of a key store. */
    enum Call {
        GET_KEY {
            @Override
            void of(KeyStore keyStore) throws Exception {
                assertThat(keyStore.getKey("entry", null)).isEqualTo(aes(16));
            }
        },
        ALIASES {
            @Override
            void of(KeyStore keyStore) throws Exception {
                assertThat(keyStore.size()).isPositive();
            }
        },
        SET {
            @Override
            void of(KeyStore keyStore) throws Exception {
                keyStore.setKeyEntry("other", password("x"), null, null);
            }
        },
        DELETE {
            @Override
            void of(KeyStore keyStore) throws Exception {
                keyStore.deleteEntry("absent");
            }
        },
        STORE {
            @Override
            void of(KeyStore keyStore) throws Exception {
                keyStore.setKeyEntry("other", password("x"), null, null);
                keyStore.store(null, null);
            }
        },
        LOAD {
            @Override
            void of(KeyStore keyStore) throws Exception {
                keyStore.load(null, null);
            }
        };

        abstract void of(KeyStore keyStore) throws Exception;
    }

    static Stream<Arguments> pairsOfCalls() {
        return Stream.of(Call.values())
                .flatMap(inside -> Stream.of(Call.values()).map(beside -> Arguments.of(inside, beside)));
    }

    @ParameterizedTest
    @MethodSource("pairsOfCalls")
    void callInsideExclusively_endsWhateverAnotherThreadCalls(Call inside, Call beside) throws Exception {
        KeyStore keyStore = loaded();
        keyStore.setKeyEntry("entry", aes(16), null, null);
        keyStore.store(null, null);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        Thread[] other = new Thread[1];
        CountDownLatch started = new CountDownLatch(1);

        AtomicReference<Future<?>> second = new AtomicReference<>();
        Future<Boolean> first = threads.submit(() -> store.exclusively(() -> {
            second.set(threads.submit(() -> {
                other[0] = Thread.currentThread();
                started.countDown();
                beside.of(keyStore);
                return null;
            }));
            try {
                started.await();
                while (!second.get().isDone() && !STUCK.contains(other[0].getState())) {
                    Thread.onSpinWait();
                }
                inside.of(keyStore);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return true;
        }));

        assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        second.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        threads.shutdown();
    }

    @Test
    void threadsThatSetStoreLoadAndRead_loseNothingAndFailNever() throws Exception {
        KeyStore keyStore = loaded();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = Stream.iterate(0, thread -> thread + 1)
                .limit(8)
                .<Future<?>>map(thread -> threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        String alias = "thread " + thread + " entry " + i;
                        keyStore.setKeyEntry(alias, password(alias), null, null);
                        assertThat(keyStore.getKey(alias, null)).isEqualTo(password(alias));
                        keyStore.store(null, null);
                        assertThat(keyStore.getKey(alias, null)).isEqualTo(password(alias));
                        keyStore.setKeyEntry("shared", password(alias), null, null);
                        assertThat(keyStore.getKey("shared", null)).isNotNull();
                        keyStore.deleteEntry("thread " + thread + " entry " + (i - 1));
                    }
                    return null;
                }))
                .toList();
        for (Future<?> each : running) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        threads.shutdown();
        keyStore.store(null, null);

        assertThat(store.list(CredentialFilter.all())).hasSize(8 + 1);
    }
}
