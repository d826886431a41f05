package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.NeedsNativeHelpers;
import io.github.wincred.win32.WincredDouble.Call;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The JVM's lock and the user's mutex, with other processes and other copies of the library. */
@EnabledOnOs(OS.WINDOWS)
@NeedsNativeHelpers
@ExtendWith(WincredDouble.Accounts.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockingWindowsIT {

    private static final CredentialKey KEY = CredentialKey.generic("locking/name");
    private static final Credential CREDENTIAL = Credential.builder(KEY).build();

    private static WindowsCredentialStore waiting(Duration wait) {
        return WincredDouble.store(new WindowsStoreOptions(true, true, wait));
    }

    private static ChildJvm holder() throws IOException {
        ChildJvm holder = new ChildJvm(MutexHolder.class, "hold");
        holder.expect("held");
        return holder;
    }

    @Test
    void holderThatNeverLetsGo_makesWritesBusyAndNothingIsWritten() throws Exception {
        WindowsCredentialStore store = waiting(Duration.ofMillis(300));
        try (ChildJvm holder = holder()) {
            for (Runnable change : new Runnable[] {
                () -> store.write(CREDENTIAL), () -> store.writeKeepingSecret(CREDENTIAL), () -> store.delete(KEY)
            }) {
                assertThatExceptionOfType(CredentialException.class)
                        .isThrownBy(change::run)
                        .withMessageContaining("nothing was written")
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
            }
            assertThat(WincredDouble.calls(Call.WRITE)).isZero();
            assertThat(WincredDouble.calls(Call.DELETE)).isZero();
            assertThat(store.find(KEY)).isEmpty();
            assertThat(holder.isAlive()).isTrue();
        }
        store.write(CREDENTIAL);
        assertThat(store.find(KEY)).isPresent();
    }

    @Test
    void waitOfNoTime_triesOnce() throws Exception {
        WindowsCredentialStore store = waiting(Duration.ZERO);
        store.write(CREDENTIAL);
        try (ChildJvm holder = holder()) {
            assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> store.write(CREDENTIAL));
            assertThat(holder.isAlive()).isTrue();
        }
        store.write(CREDENTIAL);
    }

    @Test
    void readers_goOnWhileAWriteWaits() throws Exception {
        WindowsCredentialStore store = waiting(Duration.ofSeconds(60));
        try (ChildJvm holder = holder()) {
            CompletableFuture<Void> write = CompletableFuture.runAsync(() -> store.write(CREDENTIAL));
            for (int i = 0; i < 20; i++) {
                assertThat(store.find(KEY)).isEmpty();
                assertThat(store.list(CredentialFilter.all())).isEmpty();
            }
            assertThat(write).isNotDone();
            holder.proceed();
            holder.expect("released");
            write.get(60, TimeUnit.SECONDS);
        }
        assertThat(store.find(KEY)).isPresent();
    }

    @Test
    void killedHolder_leavesTheMutexToTheNext() throws Exception {
        WindowsCredentialStore store = waiting(Duration.ofSeconds(60));
        try (ChildJvm holder = holder()) {
            CompletableFuture<Void> write = CompletableFuture.runAsync(() -> store.write(CREDENTIAL));
            holder.kill();
            write.get(60, TimeUnit.SECONDS);
        }
        assertThat(store.find(KEY)).isPresent();
        assertThat(store.delete(KEY)).isTrue();
    }

    @Test
    void mutexSwitchedOff_isNotWaitedFor() throws Exception {
        CredentialStore store = WincredDouble.store(new WindowsStoreOptions(false, true, Duration.ZERO));
        try (ChildJvm holder = holder()) {
            store.write(CREDENTIAL);
            assertThat(holder.isAlive()).isTrue();
        }
        assertThat(store.find(KEY)).isPresent();
        assertThat(store.status().facts()).containsEntry("mutex", "switched off");
    }

    @Test
    void interruptedWaiter_waitsOnAndStaysInterrupted() throws Exception {
        WindowsCredentialStore store = waiting(Duration.ofSeconds(60));
        AtomicBoolean interrupted = new AtomicBoolean();
        try (ChildJvm holder = holder()) {
            Thread writer = new Thread(() -> {
                store.write(CREDENTIAL);
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            writer.start();
            writer.interrupt();
            holder.proceed();
            writer.join();
        }
        assertThat(store.find(KEY)).isPresent();
        assertThat(interrupted).isTrue();
    }

    @Test
    void twoProcesses_takeTurns(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("turn");
        try (ChildJvm other = new ChildJvm(MutexHolder.class, "turns", file.toString(), "200")) {
            MutexHolder.takeTurns(file, 200);
            other.join();
        }
    }

    @Test
    void twoProcessesWriting_loseNothing() throws Exception {
        CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());
        String prefix = "wincred-test/processes/";
        try (ChildJvm first = new ChildJvm(StoreWriter.class, prefix + "a/", "40");
                ChildJvm second = new ChildJvm(StoreWriter.class, prefix + "b/", "40")) {
            first.join();
            second.join();
            assertThat(store.list(CredentialFilter.startingWith(prefix))).hasSize(80);
        } finally {
            store.list(CredentialFilter.startingWith(prefix)).forEach(c -> store.delete(c.key()));
        }
    }

    @Test
    void copiesOfTheLibraryInOneJvm_callOneAtATime() throws Exception {
        WincredDouble.delay(1);
        try (CopyOfLibrary first = new CopyOfLibrary();
                CopyOfLibrary second = new CopyOfLibrary()) {
            CompletableFuture<Void> a = CompletableFuture.runAsync(first.writer());
            CompletableFuture<Void> b = CompletableFuture.runAsync(second.writer());
            CompletableFuture<Void> c = CompletableFuture.runAsync(new StoreWriter());
            CompletableFuture.allOf(a, b, c).get(60, TimeUnit.SECONDS);
        }
        // That no calls overlapped is among the accounts.
        assertThat(WincredDouble.calls(Call.WRITE)).isEqualTo(75);
    }

    /** This library, loaded once more. */
    private static final class CopyOfLibrary extends URLClassLoader {

        CopyOfLibrary() throws MalformedURLException {
            super(
                    new URL[] {
                        Build.testClasses().toUri().toURL(),
                        Build.classes().toUri().toURL()
                    },
                    LockingWindowsIT.class.getClassLoader());
        }

        Runnable writer() throws ReflectiveOperationException {
            Class<?> writer = loadClass(StoreWriter.class.getName());
            assertThat(writer).isNotEqualTo(StoreWriter.class);
            return (Runnable) writer.getConstructor().newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("io.github.wincred.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void read_holdsTheMutexWhileItLastsAndAgainAfterAHolderLetGo() throws Exception {
        long mutex = usersMutex();
        List<Boolean> free = new ArrayList<>();
        CredApi watched = new WatchedApi(new WincredDouble(), name -> free.add(isFree(mutex)));
        WindowsCredentialStore store = new WindowsCredentialStore(watched, WindowsStoreOptions.ofDefaults());

        store.find(KEY);
        store.list(CredentialFilter.all());
        assertThat(free).containsExactly(false, false);
        assertThat(isFree(mutex)).as("after the read").isTrue();

        try (ChildJvm holder = holder()) {
            store.find(KEY);
            holder.proceed();
            holder.expect("released");
        }
        free.clear();
        store.find(KEY);
        assertThat(free).containsExactly(false);
    }

    /** Four thousand waits would last longer than this test may. */
    @Test
    void readsBesideAHolderThatNeverLetsGo_waitOnceAndGoOn() throws Exception {
        WindowsCredentialStore store = waiting(Duration.ofMillis(300));
        try (ChildJvm holder = holder()) {
            for (int i = 0; i < 4_000; i++) {
                assertThat(store.find(KEY)).isEmpty();
            }
            assertThat(holder.isAlive()).isTrue();
        }
    }

    @Test
    void mutexGivenBackByAnotherThread_isAnErrorAndNotOverlooked() throws Exception {
        UserMutex mutex =
                UserMutex.open("wincred-test-" + ProcessHandle.current().pid() + "-release", "kernel32");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        synchronized (JvmLock.MONITOR) {
            mutex.acquire(System.nanoTime(), "test", KEY);
        }
        Thread other = new Thread(() -> {
            synchronized (JvmLock.MONITOR) {
                mutex.release();
            }
        });
        other.setUncaughtExceptionHandler((thread, e) -> failure.complete(e));
        other.start();
        other.join();

        assertThat(failure).isCompleted();
        assertThat(failure.join())
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("this thread does not hold the mutex " + mutex.description())
                .extracting(e -> ((CredentialException) e).windowsCode())
                .isEqualTo(288);
    }

    @Test
    void mutexThatIsGone_hidesNoFailureOfTheOperation() {
        WindowsCredentialStore store = waiting(Duration.ofSeconds(10));
        IllegalStateException own = new IllegalStateException("of the operation");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.exclusively(() -> {
                    try {
                        Bindings.get().releaseMutex(usersMutex());
                    } catch (NativeFailure e) {
                        throw new AssertionError(e);
                    }
                    throw own;
                }))
                .isSameAs(own)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasOnlyElementsOfType(CredentialException.class)
                        .hasSize(1));
    }

    /** A handle of its own to the mutex of this user, as another program has it. */
    static long usersMutex() throws NativeFailure {
        UserMutex.get();
        try (WipedMemory name = WipedMemory.of("Global\\io.github.wincred-" + AccountSids.ofProcess())) {
            return SystemFunction.CREATE_MUTEX.check(0L, 0, name.address());
        }
    }

    /** Whether another thread can take it. */
    static boolean isFree(long mutex) {
        return CompletableFuture.supplyAsync(() -> {
                    boolean taken = Bindings.get().waitForSingleObject(mutex, 0) == 0;
                    return taken && Bindings.get().releaseMutex(mutex) != 0;
                })
                .join();
    }
}
