package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.testing.LargeEntries;
import io.github.wincred.testing.Stress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes that write, delete, sweep and read one entry in parts, and this one that reads it meanwhile. */
class LargeEntryProcessesTest {

    private static final int PROCESSES = 8;
    private static final int CHANGES = Stress.count(200, 5);

    @TempDir
    private Path place;

    @AfterEach
    void endChildren() {
        VaultChild.endAll();
    }

    @Test
    void everyRead_givesOneWritersSecretWhole() throws Exception {
        VaultFixture vault = VaultFixture.in(place);
        VaultCredentialStore store = vault.open();
        LargeEntries.put(store, LargeEntryChild.ALIAS, -1, 6000);
        List<Process> processes = new ArrayList<>();
        for (int process = 0; process < PROCESSES; process++) {
            processes.add(VaultChild.start(LargeEntryChild.class, vault, "compete", process, CHANGES));
        }

        Set<Integer> seen = new HashSet<>();
        while (processes.stream().anyMatch(Process::isAlive)) {
            LargeEntryChild.read(store).ifPresent(seen::add);
        }

        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(seen).as("secrets that were there").isNotEmpty();
        SplitSecrets.sweep(store);
        Optional<Integer> last = LargeEntries.numberOf(store, LargeEntryChild.ALIAS);
        LargeEntries.remove(store, LargeEntryChild.ALIAS);
        assertThat(LargeEntries.credentials(store, ""))
                .as("what is left besides " + last)
                .isZero();
        assertThat(store.unreadable()).isEmpty();
    }
}
