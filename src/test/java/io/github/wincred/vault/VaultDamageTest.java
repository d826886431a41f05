package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.names;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Stress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit of each byte of each file flipped, in the full form every one, and each file cut to each length: detected, named, and nothing else is lost. */
class VaultDamageTest {

    private static final int BITS = Stress.count(8, 1);

    @TempDir
    private Path place;

    /** Held here, since the log manager forgets the settings of a logger that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger("io.github.wincred.vault");

    private VaultFixture vault;
    private Path entry;

    /** Uses a vault with a damaged file. */
    private interface Use {
        void accept(byte[] damaged) throws IOException;
    }

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
        VaultCredentialStore store = vault.open();
        write(store, "damaged", "secret");
        entry = vault.entries().get(0);
        write(store, "sound", "other secret");
        store.close();
    }

    @BeforeAll
    static void keepTheLogQuiet() {
        LOGGER.setUseParentHandlers(false);
    }

    @AfterAll
    static void letTheLogSpeak() {
        LOGGER.setUseParentHandlers(true);
    }

    private static void forEachDamage(Path file, Use use) throws IOException {
        byte[] original = Files.readAllBytes(file);
        for (int i = 0; i < original.length; i++) {
            for (int bit = 0; bit < BITS; bit++) {
                byte[] flipped = original.clone();
                flipped[i] ^= (byte) (1 << (i + bit) % 8);
                Files.write(file, flipped);
                use.accept(flipped);
            }
        }
        for (int length = 0; length < original.length; length++) {
            byte[] cut = Arrays.copyOf(original, length);
            Files.write(file, cut);
            use.accept(cut);
        }
        Files.write(file, Arrays.copyOf(original, original.length + 1));
        use.accept(new byte[0]);
        Files.write(file, original);
    }

    private static void assertNamed(Path file, CredentialException failure) {
        assertThat(failure.reason()).isIn(Reason.DAMAGED, Reason.UNUSABLE);
        assertThat(failure).hasMessageContaining(file.toString());
    }

    @Test
    void damagedCredential_isNamedAndHidesNoOther() throws IOException {
        VaultCredentialStore store = vault.open();
        forEachDamage(entry, damaged -> {
            CredentialException failure = failure(Reason.DAMAGED, () -> read(store, "damaged"));
            assertNamed(entry, failure);
            assertThat(failure.key()).contains(CredentialKey.generic("damaged"));
            failure(Reason.DAMAGED, () -> store.describe(CredentialKey.generic("damaged")));
            failure(
                    Reason.DAMAGED,
                    () -> store.writeKeepingSecret(Credential.generic("damaged").build()));

            assertThat(names(store)).containsExactly("sound");
            assertThat(store.unreadable()).singleElement().satisfies(f -> assertNamed(entry, f));
            assertThat(read(store, "sound")).isEqualTo("other secret");
        });
        assertThat(read(store, "damaged")).isEqualTo("secret");
    }

    @Test
    void damagedCredential_canBeReplacedAndDeleted() throws IOException {
        VaultCredentialStore store = vault.open();
        Files.write(entry, new byte[] {1, 2, 3});
        write(store, "damaged", "new");
        assertThat(read(store, "damaged")).isEqualTo("new");

        Files.write(entry, new byte[] {1, 2, 3});
        assertThat(store.delete(CredentialKey.generic("damaged"))).isTrue();
        assertThat(store.unreadable()).isEmpty();
    }

    @Test
    void oneDamagedHeaderCopy_costsNothingAndIsNamed() throws IOException {
        for (Path copy : List.of(vault.header(), vault.secondHeader())) {
            forEachDamage(copy, damaged -> {
                VaultCredentialStore store = vault.open();
                assertThat(read(store, "damaged")).isEqualTo("secret");
                assertThat(names(store)).containsExactlyInAnyOrder("damaged", "sound");
                assertThat(store.unreadable()).singleElement().satisfies(f -> assertNamed(copy, f));
                store.close();
            });
        }
    }

    @Test
    void damagedHeaderCopy_isMendedByTheNextWrite() throws IOException {
        byte[] header = Files.readAllBytes(vault.header());
        for (Path copy : List.of(vault.header(), vault.secondHeader())) {
            Files.write(copy, new byte[1_000_000]);
            assertThat(read(vault.open(), "damaged")).isEqualTo("secret");
            Files.write(copy, new byte[] {1});
            write(vault.open(), "sound", "again");
            assertThat(Files.readAllBytes(copy)).isEqualTo(header);
            Files.delete(copy);
            write(vault.open(), "sound", "and again");
            assertThat(Files.readAllBytes(copy)).isEqualTo(header);
        }
    }

    @Test
    void bothHeaderCopiesDamaged_isDamageAndNotAnEmptyVault() throws IOException {
        Files.write(vault.secondHeader(), new byte[] {1});
        forEachDamage(vault.header(), damaged -> {
            assertNamed(vault.header(), failure(Reason.DAMAGED, () -> read(vault.open(), "damaged")));
            assertNamed(vault.header(), failure(Reason.DAMAGED, () -> names(vault.open())));
            assertNamed(vault.header(), failure(Reason.DAMAGED, () -> write(vault.open(), "new", "x")));
            assertThat(vault.open().status().usable()).isFalse();
        });
    }

    @Test
    void bothHeaderCopiesMissing_isDamageAsLongAsThereAreCredentials() throws IOException {
        Files.delete(vault.header());
        Files.delete(vault.secondHeader());

        assertNamed(vault.header(), failure(Reason.DAMAGED, () -> names(vault.open())));
        assertNamed(vault.header(), failure(Reason.DAMAGED, () -> write(vault.open(), "new", "x")));
        assertThat(vault.header()).doesNotExist();

        for (Path file : vault.entries()) {
            Files.delete(file);
        }
        assertThat(names(vault.open())).isEmpty();
    }

    @Test
    void damagedKeyFile_isNamedAndNeverReplaced() throws IOException {
        forEachDamage(vault.keyFile(), damaged -> {
            assertNamed(vault.keyFile(), failure(Reason.DAMAGED, () -> read(vault.open(), "damaged")));
            assertNamed(vault.keyFile(), failure(Reason.DAMAGED, () -> write(vault.open(), "new", "x")));
        });
        assertThat(read(vault.open(), "damaged")).isEqualTo("secret");
    }

    @Test
    void damagedHeaderOfAPasswordVault_isToldApartFromAWrongPassword() throws IOException {
        VaultFixture locked = VaultFixture.in(place.resolve("locked"));
        write(locked.openWith("pw"), "name", "secret");
        Files.write(locked.secondHeader(), new byte[] {1});

        forEachDamage(locked.header(), damaged -> {
            assertNamed(locked.header(), failure(Reason.DAMAGED, () -> locked.openWith("pw")));
            assertNamed(locked.header(), failure(Reason.DAMAGED, () -> locked.openWith("wrong")));
        });
    }

    @Test
    void listingThatIsNotComplete_saysSoInTheLogOnce() throws IOException {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                warnings.add(logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOGGER.addHandler(handler);
        try {
            Files.write(entry, new byte[] {1});
            VaultCredentialStore store = vault.open();
            assertThat(names(store)).containsExactly("sound");
            assertThat(names(store)).containsExactly("sound");

            assertThat(warnings)
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .startsWith("1 of the files in " + vault.folder())
                            .contains(entry.toString())
                            .doesNotContain("secret"));
        } finally {
            LOGGER.removeHandler(handler);
        }
    }
}
