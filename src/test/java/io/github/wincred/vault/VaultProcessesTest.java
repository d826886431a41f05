package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.contract.ManyThreads;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Stress;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, and several copies of the library in one process, on one vault. */
class VaultProcessesTest {

    private static final int PROCESSES = 8;
    private static final int CREDENTIALS = Stress.count(1_000, 50);

    @TempDir
    private Path place;

    @AfterEach
    void endChildren() {
        VaultChild.endAll();
    }

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
    }

    private static void awaitAll(List<Process> processes) throws Exception {
        for (Process process : processes) {
            process.getInputStream().readAllBytes();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void eightProcessesCreatingTheVaultAndWriting_loseNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(VaultChild.start(vault, "distinct", "p" + i + "/", CREDENTIALS));
        }
        awaitAll(processes);

        VaultCredentialStore store = vault.open();
        Set<String> expected = IntStream.range(0, PROCESSES * CREDENTIALS)
                .mapToObj(i -> "p" + i / CREDENTIALS + "/" + i % CREDENTIALS)
                .collect(Collectors.toSet());
        List<String> names = VaultFixture.names(store);
        assertThat(Set.copyOf(names)).isEqualTo(expected);
        assertThat(names).hasSize(PROCESSES * CREDENTIALS);
        for (String name : names) {
            assertThat(VaultFixture.read(store, name)).isEqualTo(name);
        }
        assertThat(store.unreadable()).isEmpty();
    }

    @Test
    void eightProcessesOnOneName_neverReadHalfAValue() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(VaultChild.start(vault, "shared", i, CREDENTIALS));
        }
        int found = 0;
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor()).isZero();
            assertThat(output).startsWith("found ");
            found += Integer.parseInt(output.substring("found ".length()).trim());
        }
        assertThat(found).as("reads that found a value").isGreaterThan(PROCESSES * CREDENTIALS / 4);
        assertThat(vault.open().unreadable()).isEmpty();
        VaultFixture.write(vault.open(), "shared", "at last");
        assertThat(VaultFixture.names(vault.open())).containsExactly("shared");
    }

    @Test
    void anotherProcessesWrite_isSeenByTheNextRead() throws Exception {
        VaultCredentialStore store = vault.open();
        VaultFixture.write(store, "name", "mine");
        assertThat(VaultFixture.read(store, "name")).isEqualTo("mine");

        awaitAll(List.of(VaultChild.start(vault, "one", "NAME", "theirs")));

        assertThat(VaultFixture.read(store, "name")).isEqualTo("theirs");
        assertThat(VaultFixture.names(store)).containsExactly("NAME");
    }

    @Test
    void lockHolderThatNeverLetsGo_makesAWriterBusyUntilItDies() throws Exception {
        VaultFixture.write(vault.open(), "name", "old");
        Process holder = VaultChild.start(vault, "hold");
        assertThat(holder.getInputStream().readNBytes(5)).isEqualTo("held\n".getBytes(StandardCharsets.US_ASCII));
        VaultCredentialStore store = VaultCredentialStore.open(
                vault.but().lockPatience(Duration.ofMillis(100)).build());

        VaultFixture.failure(Reason.BUSY, () -> VaultFixture.write(store, "name", "new"));
        assertThat(VaultFixture.read(store, "name")).isEqualTo("old");

        holder.destroyForcibly().waitFor();
        VaultFixture.write(store, "name", "new");
        assertThat(VaultFixture.read(store, "name")).isEqualTo("new");
    }

    @Test
    void threadsOfOneStore_loseNothing() throws Exception {
        VaultCredentialStore store = vault.open();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < PROCESSES; t++) {
            String prefix = "t" + t + "/";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    VaultFixture.write(store, prefix + i, prefix + i);
                    assertThat(VaultFixture.read(store, prefix + i)).isEqualTo(prefix + i);
                    if (i % 2 == 1) {
                        assertThat(store.delete(CredentialKey.generic(prefix + i)))
                                .isTrue();
                    }
                }
            });
            thread.setUncaughtExceptionHandler((dead, e) -> failures.add(e));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(VaultFixture.names(store)).hasSize(PROCESSES * 25);
    }

    @Test
    void manyThreadsOfBothKinds_loseNothingAndMixUpNoErrors() throws Exception {
        Duration patience = Duration.ofMinutes(5);
        ManyThreads.use(
                VaultCredentialStore.open(vault.but().lockPatience(patience).build()), "t", Stress.count(20, 2));
    }

    /** Each class loader has its own copy of the library, with its own locks; the JVM then refuses overlapping file locks. */
    @Test
    void copiesOfTheLibraryInOneJvm_waitForEachOther() throws Exception {
        int copies = 4;
        int writes = 100;
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        List<URLClassLoader> loaders = new ArrayList<>();
        for (int c = 0; c < copies; c++) {
            URLClassLoader loader = copyOfTheLibrary();
            loaders.add(loader);
            String prefix = "c" + c + "/";
            Class<?> child = loader.loadClass(VaultChild.class.getName());
            assertThat(child).isNotSameAs(VaultChild.class);
            var main = child.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            Thread thread = new Thread(() -> {
                try {
                    for (int i = 0; i < writes; i++) {
                        Object arguments = new String[] {
                            "one", vault.folder().toString(), vault.keyFile().toString(), prefix + i, prefix + i
                        };
                        main.invoke(null, arguments);
                    }
                } catch (ReflectiveOperationException e) {
                    failures.add(e);
                }
            });
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (URLClassLoader loader : loaders) {
            loader.close();
        }

        assertThat(failures).isEmpty();
        assertThat(VaultFixture.names(vault.open())).hasSize(copies * writes);
    }

    /** On POSIX systems, closing any descriptor of the lock file would drop the lock that another copy in this JVM holds. */
    @Test
    void refusedWrites_leaveNoFileOpenAndTheHolderItsLock() throws Exception {
        VaultFixture.write(vault.open(), "name", "old");
        try (URLClassLoader loader = copyOfTheLibrary()) {
            Class<?> child = loader.loadClass(VaultChild.class.getName());
            var main = child.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            Object arguments = new String[] {
                "hold", vault.folder().toString(), vault.keyFile().toString()
            };
            Thread holder = new Thread(() -> {
                try {
                    main.invoke(null, arguments);
                } catch (ReflectiveOperationException e) {
                    // It ends by being interrupted.
                }
            });
            holder.start();
            while (VaultChild.tryElsewhere(vault).equals("written")) {
                Thread.sleep(10);
            }
            VaultCredentialStore impatient = VaultCredentialStore.open(
                    vault.but().lockPatience(Duration.ofMillis(5)).build());
            int before = openFiles();
            for (int i = 0; i < 20; i++) {
                VaultFixture.failure(Reason.BUSY, () -> VaultFixture.write(impatient, "name", "new"));
            }

            assertThat(openFiles()).isEqualTo(before);
            assertThat(VaultChild.tryElsewhere(vault)).isEqualTo("BUSY");
            holder.interrupt();
            holder.join();
        }
        assertThat(openFiles()).isZero();
        VaultFixture.write(vault.open(), "name", "new");
        assertThat(openFiles()).isZero();
    }

    /** How often this process has the lock file open; 0 on systems that do not show it. */
    private int openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.exists(descriptors)) {
            return 0;
        }
        String lockFile = vault.folder().resolve("vault.lock").toString();
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                try {
                    count += Files.readSymbolicLink(descriptor).toString().equals(lockFile) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    // another thread closed it
                }
            }
        }
        return count;
    }

    private static URLClassLoader copyOfTheLibrary() throws IOException {
        URL[] classPath = {
            VaultCredentialStore.class.getProtectionDomain().getCodeSource().getLocation(),
            VaultChild.class.getProtectionDomain().getCodeSource().getLocation()
        };
        return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    }
}
