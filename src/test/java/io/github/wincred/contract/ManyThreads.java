package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.win32.ThisWindows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 64 platform threads, and 1,000 virtual ones where Java has them and Wine need not carry them out, that write, read and delete on one store at the same time. */
public final class ManyThreads {

    private static final int PLATFORM = 64;
    private static final int VIRTUAL = Runtime.version().feature() < 21 || ThisWindows.isWine() ? 0 : 1_000;

    private ManyThreads() {}

    /** Fails if anything gets lost, is another thread's, or comes with the error of another's call. Leaves nothing behind. */
    public static void use(CredentialStore store, String prefix, int rounds) throws Exception {
        CredentialException refusal = refusal(store);
        List<Future<?>> ends = new ArrayList<>();
        try (CredentialStore all = store) {
            ExecutorService platform = Executors.newFixedThreadPool(PLATFORM);
            ExecutorService virtual = virtualThreads();
            for (int thread = 0; thread < PLATFORM + VIRTUAL; thread++) {
                String own = prefix + thread + "/";
                ends.add((thread < PLATFORM ? platform : virtual).submit(() -> use(all, own, rounds, refusal)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            platform.shutdown();
            virtual.shutdown();
            List<Credential> left = all.list(CredentialFilter.startingWith(prefix));
            left.forEach(credential -> all.delete(credential.key()));
            assertThat(left).hasSize((PLATFORM + VIRTUAL) * (rounds / 2));
            assertThat(all.list(CredentialFilter.startingWith(prefix))).isEmpty();
        }
    }

    private static void use(CredentialStore store, String prefix, int rounds, CredentialException refusal) {
        for (int round = 0; round < rounds; round++) {
            CredentialKey key = CredentialKey.generic(prefix + round);
            assertThat(store.find(key)).isEmpty();
            assertThat(store.delete(key)).isFalse();
            try (Credential credential = Credential.builder(key)
                    .secret(Secret.copyOf(key.toString().getBytes(StandardCharsets.UTF_8)))
                    .build()) {
                store.write(credential);
            }
            assertThat(refusal(store)).hasMessage(refusal.getMessage());
            try (Credential found = store.find(key).orElseThrow()) {
                assertThat(found.secret().orElseThrow().toByteArray())
                        .isEqualTo(key.toString().getBytes(StandardCharsets.UTF_8));
            }
            if (round % 2 == 0) {
                assertThat(store.delete(key)).isTrue();
                assertThat(store.find(key)).isEmpty();
            }
        }
    }

    /** What a look-up of a type that there is not comes to: another error than that of a credential that there is not. */
    private static CredentialException refusal(CredentialStore store) {
        CredentialException refusal = catchThrowableOfType(
                CredentialException.class, () -> store.find(new CredentialKey(CredentialType.of(99), "wincred-test")));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    /** By reflection, for they are new in Java 21. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return VIRTUAL == 0
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }
}
