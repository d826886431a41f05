package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.diagnostics.WinCredSelfTest;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.RealStore;
import io.github.wincred.testing.WineTable;
import io.github.wincred.win32.ThisWindows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The self-test as a person runs it, on the system's own store. */
class SelfTestWindowsIT {

    private static final String MANY = RealStore.PREFIX + "/many/";

    private final CredentialStore store = WinCred.open();

    private Map<String, String> before;

    @TempDir
    Path work;

    @BeforeEach
    void look() {
        before = stored();
    }

    @AfterEach
    void deleteMany() {
        store.list(CredentialFilter.startingWith(MANY)).forEach(credential -> store.delete(credential.key()));
    }

    /** Every credential with the time of its last write. */
    private Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        store.list(CredentialFilter.all())
                .forEach(credential -> stored.put(
                        credential.key().toString(), credential.lastWritten().toString()));
        return stored;
    }

    private ProductProcess.Outcome selfTest(String... options) throws Exception {
        return new ProductProcess(work).run(WinCredSelfTest.class, options);
    }

    /** What differs on Windows itself is for whoever reads the report. */
    @Test
    void report_saysOfWineWhatDifferencesSays() throws Exception {
        ProductProcess.Outcome report = selfTest("--domain");
        Files.writeString(Build.directory().resolve("selftest.md"), report.output());

        assertThat(report.status()).as(report.output()).isIn(0, 1);
        assertThat(report.output()).contains(" as expected, ", "nothing is left in the store");
        assertThat(stored()).isEqualTo(before);
        if (ThisWindows.isWine()) {
            assertThat(WineTable.rows(String.join(
                            "\n",
                            report.lines().stream()
                                    .filter(line -> line.endsWith(" **no** |"))
                                    .toList())))
                    .containsExactlyInAnyOrderElementsOf(WineTable.rows());
            assertThat(foreignNames()).isNotEmpty().noneMatch(report.output()::contains);
        }
    }

    /** Names that could stand in a report only if it named a person's credentials: no short word and no part of a sentence. */
    private List<String> foreignNames() {
        return store.list(CredentialFilter.all()).stream()
                .map(Credential::targetName)
                .filter(name -> name.length() > 6 && name.matches(".*[/:._].*"))
                .toList();
    }

    @Test
    void libraryThatCannotBeUsed_isNotTakenForAMissingStore() throws Exception {
        ProductProcess.Outcome withoutJna = ProductProcess.start(
                Build.java("-Dwincred.binding=jna", "-cp", Build.jar().toString(), WinCredSelfTest.class.getName()));

        assertThat(withoutJna.status()).as(withoutJna.output()).isEqualTo(3);
        assertThat(withoutJna.output()).contains("Failed: ", "add jna.jar to the class path");
    }

    @Test
    void interruptedRun_leavesNothing() throws Exception {
        ProductProcess.Outcome ended = new ProductProcess(work).run(EndingProbes.class, "interrupt");

        assertThat(ended.status()).as(ended.output()).isEqualTo(EndingProbes.INTERRUPTED);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void killedRun_isCleaned() throws Exception {
        ProductProcess.Outcome ended = new ProductProcess(work).run(EndingProbes.class, "kill");
        assertThat(ended.status()).as(ended.output()).isEqualTo(EndingProbes.KILLED);
        assertThat(stored()).hasSizeGreaterThan(before.size());

        ProductProcess.Outcome cleaned = selfTest("--clean");

        assertThat(cleaned.status()).as(cleaned.output()).isZero();
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    @EnabledIf("io.github.wincred.testing.RealStore#isGivenToTests")
    void fullStore_isNotWrittenTo() throws Exception {
        for (int i = before.size(); i <= 400; i++) {
            store.write(Credential.generic(MANY + i)
                    .persistence(Persistence.SESSION)
                    .build());
        }
        Map<String, String> full = stored();

        ProductProcess.Outcome refused = selfTest();

        assertThat(refused.status()).as(refused.output()).isEqualTo(3);
        assertThat(refused.output()).contains("| Credentials before | " + full.size() + " |", "Not run:");
        assertThat(stored()).isEqualTo(full);
    }
}
