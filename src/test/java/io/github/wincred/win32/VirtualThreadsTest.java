package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Which thread makes the calls of a store. */
class VirtualThreadsTest {

    private static final CredentialKey KEY = CredentialKey.generic("virtual/name");

    private final ThreadsOfCalls api = new ThreadsOfCalls();
    private final WindowsCredentialStore store = new WindowsCredentialStore(api, new WindowsStoreOptions(false, false));

    /** Functions that find nothing, and remember who called them. */
    private static final class ThreadsOfCalls implements CredApi {

        private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
        private final Set<String> mixedUp = ConcurrentHashMap.newKeySet();
        private volatile Thread last;

        private int call(int result) {
            last = Thread.currentThread();
            callers.add(last);
            return result;
        }

        @Override
        public int credRead(long targetName, int type, int flags, long credential) {
            return call(0);
        }

        @Override
        public int credWrite(long credential, int flags) {
            return call(1);
        }

        @Override
        public int credDelete(long targetName, int type, int flags) {
            return call(0);
        }

        @Override
        public int credEnumerate(long filter, int flags, long count, long credentials) {
            return call(0);
        }

        @Override
        public int credGetSessionTypes(int maximumPersistCount, long maximumPersist) {
            return call(1);
        }

        @Override
        public void credFree(long buffer) {
            call(0);
        }

        @Override
        public void systemTime(long fileTime) {
            call(0);
        }

        @Override
        public int lastError() {
            if (Thread.currentThread() != last) {
                mixedUp.add(last + " called, " + Thread.currentThread() + " asked for the error");
            }
            return WinError.ERROR_NOT_FOUND;
        }
    }

    private void useEverything() {
        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.describe(KEY)).isEmpty();
        assertThat(store.delete(KEY)).isFalse();
        assertThat(store.list(CredentialFilter.all())).isEmpty();
        assertThat(store.listWithSecrets(CredentialFilter.all())).isEmpty();
        assertThat(store.listAllNamespaces()).isEmpty();
        store.sessionTypes();
        store.status();
        store.write(Credential.builder(KEY).build());
        store.exclusively(() -> store.find(KEY));
    }

    private static void inVirtualThreads(int number, Callable<?> task) throws Exception {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ends.add(threads.submit(task));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
    }

    private static Object fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().contains("VirtualThread");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThread_hasEachCallMadeByAPlatformThread() throws Exception {
        inVirtualThreads(200, () -> {
            assertThat(isVirtual(Thread.currentThread())).isTrue();
            useEverything();
            return null;
        });

        assertThat(api.callers).isNotEmpty().noneMatch(VirtualThreadsTest::isVirtual);
        assertThat(api.mixedUp).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void compoundOperationOfAVirtualThread_runsInOneThread() throws Exception {
        inVirtualThreads(50, () -> {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            store.exclusively(() -> {
                threads.add(Thread.currentThread());
                return store.exclusively(() -> threads.add(Thread.currentThread()));
            });
            assertThat(threads).hasSize(1).noneMatch(VirtualThreadsTest::isVirtual);
            for (Throwable failure : List.of(
                    new IllegalStateException(), new AssertionError(), new CompletionException(new IOException()))) {
                assertThatThrownBy(() -> store.exclusively(() -> fail(failure))).isSameAs(failure);
            }
            return null;
        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void interruptedVirtualThread_waitsForItsCallAndStaysInterrupted() throws Exception {
        inVirtualThreads(20, () -> {
            Thread.currentThread().interrupt();
            assertThat(store.find(KEY)).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
            return null;
        });
    }

    @Test
    void platformThread_makesItsCallsItself() {
        useEverything();

        assertThat(api.callers).containsExactly(Thread.currentThread());
    }
}
