package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several calls as one. */
public interface CompoundContract extends StoreFixture {

    @Test
    default void compoundOperation_carriesOutItsCallsAndGivesItsAnswer() {
        CredentialKey first = stored("compound-first", (byte) 1);
        CredentialKey second = key("compound-second");

        boolean deleted = store().exclusively(() -> store().exclusively(() -> {
            stored("compound-second", secretOf(first));
            return store().delete(first);
        }));

        assertThat(deleted).isTrue();
        assertThat(store().find(first)).isEmpty();
        assertThat(secretOf(second)).containsExactly(1);
    }

    @Test
    default void compoundOperationThatThrows_keepsWhatItDidAndLetsOthersIn() {
        CredentialKey key = key("compound-throws");
        IllegalStateException failure = new IllegalStateException("half-way");

        assertThatThrownBy(() -> store().exclusively(() -> {
                    stored("compound-throws", (byte) 1);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(secretOf(key)).containsExactly(1);
        assertThat(secondStore().delete(key)).isTrue();
    }

    @Test
    default void compoundOperationsOfSeveralThreads_doNotOverlap() throws Exception {
        CredentialKey counter = stored("compound-counter", (byte) 0);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> running = new ArrayList<>();
        for (CredentialStore store : List.of(store(), secondStore())) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    store.exclusively(() -> increment(store, counter));
                }
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();

        assertThat(secretOf(counter)).containsExactly(50);
    }

    private static byte increment(CredentialStore store, CredentialKey counter) {
        try (Credential found = store.find(counter).orElseThrow()) {
            byte next = (byte) (found.secret().orElseThrow().toByteArray()[0] + 1);
            try (Credential incremented =
                    found.toBuilder().secret(Secret.copyOf(new byte[] {next})).build()) {
                store.write(incremented);
            }
            return next;
        }
    }
}
