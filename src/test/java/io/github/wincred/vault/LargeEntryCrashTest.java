package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.testing.LargeEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of an entry in parts that fail, or end, at every call of the disk: the entry is old or new, and a sweep leaves nothing else. */
class LargeEntryCrashTest {

    private static final int PROCESSES = 4;

    @TempDir
    private Path place;

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
    }

    @AfterEach
    void endChildren() {
        VaultChild.endAll();
    }

    private static int length(VaultFixture vault) throws Exception {
        return LargeEntries.numberOf(vault.open(), LargeEntryChild.ALIAS).orElse(0);
    }

    /** The length that the entry has, before and after a sweep that leaves nothing but the entry. */
    private static int lengthAfterSweep(VaultFixture vault, String when) throws Exception {
        int length = length(vault);
        VaultCredentialStore store = vault.open();
        SplitSecrets.sweep(store);
        assertThat(length(vault)).as(when).isEqualTo(length);
        assertThat(LargeEntries.credentials(store, ""))
                .as(when)
                .isEqualTo(length == 0 ? 0 : LargeEntries.credentialsOf(length));
        assertThat(store.unreadable()).as(when).isEmpty();
        return length;
    }

    /** What a process that ends at this moment leaves on the disk. */
    private VaultFixture copy(int number) throws IOException {
        VaultFixture copy = new VaultFixture(place.resolve("copy " + number), vault.keyFile());
        try (Stream<Path> files = Files.walk(vault.folder())) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.folder().resolve(vault.folder().relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    @ParameterizedTest
    @CsvSource({"0,3000", "16,3000", "3000,6000", "6000,16", "6000,0"})
    void endAtEveryCallOfTheDisk_leavesTheEntryOldOrNew(int before, int after) throws Exception {
        // Makes the vault, so that what is counted is the entry's alone.
        VaultFixture.write(vault.open(), "other", "x");
        vault.open().delete(CredentialKey.generic("other"));
        LargeEntryChild.change(vault.open(), before);
        List<VaultFixture> copies = new ArrayList<>();
        Disk copying = new WatchedDisk(call -> copies.add(copy(copies.size())));

        LargeEntryChild.change(
                VaultCredentialStore.open(vault.but().disk(copying).build()), after);
        copies.add(vault);

        List<Integer> lengths = new ArrayList<>();
        for (VaultFixture copy : copies) {
            lengths.add(lengthAfterSweep(copy, "end at call " + lengths.size()));
        }
        int switched = lengths.indexOf(after);
        assertThat(lengths.subList(0, switched)).isNotEmpty().containsOnly(before);
        assertThat(lengths.subList(switched, lengths.size()))
                .hasSizeGreaterThan(1)
                .containsOnly(after);
    }

    @ParameterizedTest
    @CsvSource({"0,3000", "16,3000", "3000,6000", "6000,16", "6000,0"})
    void errorAtEveryCallOfTheDisk_leavesTheEntryOldOrNew(int before, int after) throws Exception {
        for (boolean full : new boolean[] {true, false}) {
            int call = 0;
            boolean reached = true;
            while (reached) {
                call++;
                LargeEntryChild.change(vault.open(), before);
                int[] countdown = {call};
                Disk failing =
                        new WatchedDisk(name -> {
                            if (--countdown[0] == 0) {
                                throw new IOException("Eingabe-/Ausgabefehler");
                            }
                        }) {
                            @Override
                            boolean isFull(Path file) {
                                return full;
                            }
                        };
                Optional<Throwable> failure = Optional.empty();
                try {
                    LargeEntryChild.change(
                            VaultCredentialStore.open(vault.but().disk(failing).build()), after);
                } catch (IOException e) {
                    failure = Optional.of(e.getCause());
                }

                String when = (full ? "full disk" : "error") + " at call " + call;
                int length = lengthAfterSweep(vault, when);
                assertThat(length).as(when).isIn(before, after);
                if (failure.isEmpty()) {
                    assertThat(length).as(when).isEqualTo(after);
                } else {
                    assertThat(failure.get()).as(when).isInstanceOf(CredentialException.class);
                }
                reached = countdown[0] <= 0;
            }
            assertThat(call).isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,6000", "16,6000", "6000,9000"})
    void fullStoreAtEveryWrite_keepsTheOldSecretAndNoNewPart(int before, int after) throws Exception {
        LargeEntryChild.change(vault.open(), before);
        int there = LargeEntries.credentials(vault.open(), "");
        for (int room = 0; room < LargeEntries.credentialsOf(after) - Math.min(before, 1); room++) {
            VaultCredentialStore full =
                    VaultCredentialStore.open(vault.but().capacity(there + room).build());

            assertThat(catchThrowable(() -> LargeEntryChild.change(full, after)))
                    .as("room for %s", room)
                    .isInstanceOf(IOException.class)
                    .cause()
                    .isInstanceOfSatisfying(CredentialException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.STORE_FULL);
                        assertThat(e.windowsCode()).isEqualTo(8);
                    });

            assertThat(length(vault)).as("room for %s", room).isEqualTo(before);
            assertThat(LargeEntries.credentials(vault.open(), ""))
                    .as("room for %s", room)
                    .isEqualTo(there);
        }
    }

    @ParameterizedTest
    @CsvSource({"3000,3001", "3000,0"})
    void haltedProcesses_leaveTheEntryOldOrNew(int before, int after) throws Exception {
        LargeEntryChild.change(vault.open(), before);
        int[] calls = {0};
        VaultFixture counted = copy(0);
        LargeEntryChild.change(
                VaultCredentialStore.open(
                        counted.but().disk(new WatchedDisk(call -> calls[0]++)).build()),
                after);
        for (int first = 1; first <= calls[0]; first += PROCESSES) {
            List<VaultFixture> vaults = new ArrayList<>();
            List<Process> processes = new ArrayList<>();
            for (int call = first; call < first + PROCESSES && call <= calls[0]; call++) {
                vaults.add(copy(call));
                processes.add(
                        VaultChild.start(LargeEntryChild.class, vaults.get(vaults.size() - 1), "halt", after, call));
            }
            for (int i = 0; i < processes.size(); i++) {
                String when = "halt at call " + (first + i);
                assertThat(processes.get(i).waitFor()).as(when).isEqualTo(LargeEntryChild.HALTED);
                assertThat(lengthAfterSweep(vaults.get(i), when)).as(when).isIn(before, after);
                LargeEntryChild.change(vaults.get(i).open(), after);
                assertThat(length(vaults.get(i))).as(when).isEqualTo(after);
            }
        }
        assertThat(calls[0]).isGreaterThan(5);
    }

    @Test
    void haltBeforeTheFirstWrite_leavesNoEntry() throws Exception {
        Process process = VaultChild.start(LargeEntryChild.class, vault, "halt", 3000, 1);

        assertThat(process.waitFor()).isEqualTo(LargeEntryChild.HALTED);
        assertThat(length(vault)).isZero();
        LargeEntryChild.change(vault.open(), 3000);
        assertThat(length(vault)).isEqualTo(3000);
    }
}
