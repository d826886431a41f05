package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers whose lock is gone without their doing: what another process then writes is not overwritten by what they made of older contents. */
class VaultLostLockTest {

    @TempDir
    private Path place;

    private VaultFixture vault;
    private VaultCredentialStore store;

    /** Takes the lock away from the process. */
    @FunctionalInterface
    private interface Loss {
        void of(Path lockFile) throws IOException;
    }

    /** On POSIX systems, closing any descriptor of a file drops the locks that the process has on it. */
    private static final Loss READ_BY_OTHER_CODE = Files::readAllBytes;

    private static final Loss DELETED = Files::delete;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
        store = vault.open();
        write(store, "name", "old");
    }

    @AfterEach
    void endChildren() {
        VaultChild.endAll();
    }

    private void lose(Loss loss) {
        try {
            loss.of(vault.folder().resolve("vault.lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void anotherProcessWrites(String value) {
        try {
            Process process = VaultChild.start(vault, "one", "name", value);
            assertThat(process.waitFor()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writeAfterAnotherProcessWrote_isRefusedAndChangesNothing() {
        VaultCredentialStore second = vault.open();
        for (Loss loss : List.of(READ_BY_OTHER_CODE, DELETED)) {
            for (Runnable change : List.<Runnable>of(
                    () -> write(store, "name", "ours"),
                    () -> write(second, "name", "ours"),
                    () -> store.writeKeepingSecret(
                            Credential.generic("name").comment("ours").build()),
                    () -> store.delete(CredentialKey.generic("name")))) {
                CredentialException failure = failure(
                        Reason.BUSY,
                        () -> store.exclusively(() -> {
                            write(store, "before", "ours");
                            lose(loss);
                            anotherProcessWrites("theirs");
                            change.run();
                            return null;
                        }));

                assertThat(failure)
                        .hasMessageContainingAll(
                                "another writer",
                                vault.folder().resolve("vault.lock").toString(),
                                "deleted",
                                "nothing",
                                "try again");
                assertThat(read(store, "name")).isEqualTo("theirs");
                assertThat(read(store, "before")).isEqualTo("ours");
                assertThat(vault.files()).noneMatch(file -> file.toString().endsWith(".tmp"));
                write(store, "name", "again");
                assertThat(read(store, "name")).isEqualTo("again");
            }
        }
    }

    @Test
    void lossThatNobodyUsed_endsNothing() {
        for (Loss loss : List.of(READ_BY_OTHER_CODE, DELETED)) {
            store.exclusively(() -> {
                lose(loss);
                write(store, "name", "first");
                store.exclusively(() -> store.delete(CredentialKey.generic("absent")));
                write(store, "name", "second");
                return null;
            });
            assertThat(read(store, "name")).isEqualTo("second");
        }
    }

    @Test
    void folderReplacedDuringAnOperation_isLeftAsItIs() throws IOException {
        VaultFixture other = new VaultFixture(place.resolve("other"), vault.keyFile());
        write(other.open(), "name", "other");
        Path away = place.resolve("away");

        failure(
                Reason.BUSY,
                () -> store.exclusively(() -> {
                    try {
                        Files.move(vault.folder(), away);
                        Files.move(other.folder(), vault.folder());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    write(store, "name", "ours");
                    return null;
                }));

        assertThat(read(vault.open(), "name")).isEqualTo("other");
        assertThat(vault.entries()).hasSize(1);
    }

    @Test
    void newPasswordAfterAnotherProcessWrote_isRefused() {
        VaultFixture locked = VaultFixture.in(place.resolve("locked"));
        VaultCredentialStore open = locked.openWith("old");
        write(open, "name", "value");

        failure(
                Reason.BUSY,
                () -> open.exclusively(() -> {
                    try {
                        Files.write(locked.folder().resolve("vault.writer"), new byte[16]); // as another process does
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    open.changePassword("new".toCharArray());
                    return null;
                }));

        assertThat(read(locked.openWith("old"), "name")).isEqualTo("value");
    }
}
