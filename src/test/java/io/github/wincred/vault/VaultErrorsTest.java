package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.names;
import static io.github.wincred.vault.VaultFixture.protect;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One test for each row of {@code docs/vault-errors.md}: the reason, what the message names, and the remedy in it. */
class VaultErrorsTest {

    @TempDir
    private Path place;

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
        write(vault.open(), "name", "old");
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private VaultCredentialStore on(Disk disk) {
        return VaultCredentialStore.open(vault.but().disk(disk).build());
    }

    private void assertOldValueStays() {
        assertThat(read(vault.open(), "name")).isEqualTo("old");
        assertThat(vault.open().unreadable()).isEmpty();
        write(vault.open(), "name", "old");
        assertThat(vault.files())
                .as("no leftovers")
                .noneMatch(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void diskFull_keepsTheOldCredential() {
        VaultCredentialStore store = on(new Disk() {
            @Override
            void write(FileChannel channel, byte[] content) throws IOException {
                super.write(channel, new byte[content.length / 2]);
                throw new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
            }

            @Override
            boolean isFull(Path file) {
                return true;
            }
        });

        CredentialException failure = failure(Reason.STORE_FULL, () -> write(store, "name", "new"));

        assertThat(failure)
                .hasMessageContainingAll("disk", vault.entries().get(0).toString(), "full", "free some space");
        assertThat(failure.windowsCode()).isEqualTo(112);
        assertOldValueStays();
    }

    @Test
    void readOnlyFolder_canBeReadAndNotWritten() {
        Disk readOnly = new Disk() {
            @Override
            FileChannel create(Path file, FileAttribute<?>... attributes) throws IOException {
                throw new FileSystemException(file.toString(), null, "Das Dateisystem ist nur lesbar");
            }

            @Override
            boolean isReadOnly(Path file) {
                return true;
            }

            @Override
            boolean delete(Path file) throws IOException {
                throw new AccessDeniedException(file.toString());
            }
        };
        VaultCredentialStore store = on(readOnly);

        assertThat(failure(Reason.ACCESS_DENIED, () -> write(store, "name", "new")))
                .hasMessageContainingAll("read-only", vault.folder().toString());
        assertThat(failure(
                        Reason.ACCESS_DENIED,
                        () -> store.delete(io.github.wincred.credential.CredentialKey.generic("name"))))
                .hasMessageContaining("read-only");
        assertThat(read(store, "name")).isEqualTo("old");
        assertOldValueStays();
    }

    @Test
    void failureBeforeTheRename_keepsTheOldCredential() {
        for (String failing : new String[] {"force", "rename"}) {
            VaultCredentialStore store = on(new Disk() {
                @Override
                void force(FileChannel channel) throws IOException {
                    if (failing.equals("force")) {
                        throw new IOException("Input/output error");
                    }
                    super.force(channel);
                }

                @Override
                void rename(Path from, Path to) throws IOException {
                    throw new IOException("Input/output error");
                }
            });
            assertThat(failure(Reason.UNUSABLE, () -> write(store, "name", "new")))
                    .hasMessageContainingAll("cannot write", "Input/output error");
            assertOldValueStays();
        }
    }

    @Test
    void failureAfterTheRename_saysThatTheChangeIsThere() {
        VaultCredentialStore store = on(new Disk() {
            @Override
            void forceFolder(Path folder) throws IOException {
                throw new IOException("Input/output error");
            }
        });

        assertThat(failure(Reason.NOT_APPLIED, () -> write(store, "name", "new")))
                .hasMessageContainingAll("was changed", "power failure");
        assertThat(read(vault.open(), "name")).isEqualTo("new");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "WindowsAccessTest does it for Windows")
    void foreignOwner_isRefusedWithBothNames() throws IOException {
        UserPrincipal somebody =
                place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("12345");
        VaultCredentialStore sudo = VaultCredentialStore.open(vault.but()
                .user(new CurrentUser() {
                    @Override
                    synchronized Identity identity() {
                        return new Identity(12345, somebody);
                    }
                })
                .build());

        assertThat(failure(Reason.UNUSABLE, () -> read(sudo, "name")))
                .hasMessageContainingAll(
                        vault.folder().toString(),
                        "belongs to user",
                        Files.getOwner(place).getName(),
                        somebody.getName(),
                        "without sudo",
                        "chown");
        failure(Reason.UNUSABLE, () -> write(sudo, "name", "new"));
        assertThat(sudo.status().usable()).isFalse();
        assertOldValueStays();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "FileVaultWindowsIT does it there")
    void groupReadable_isRefusedUntilTheModeIsRight() throws IOException {
        for (Path path : new Path[] {
            vault.folder(), vault.header(), vault.keyFile(), vault.entries().get(0)
        }) {
            String right = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            for (String wrong : new String[] {"r-----", "-w----", "--x---", "---r--", "----w-", "-----x"}) {
                mode(path, right.substring(0, 3) + wrong);
                assertThat(failure(Reason.UNUSABLE, () -> read(vault.open(), "name")))
                        .hasMessageContainingAll(
                                path.toString(),
                                "open to other users",
                                "chmod " + (path.equals(vault.folder()) ? "700" : "600"),
                                "vault.permissions=unchecked");
                assertThat(read(
                                VaultCredentialStore.open(
                                        vault.but().checkPermissions(false).build()),
                                "name"))
                        .isEqualTo("old");
            }
            mode(path, right);
        }
        assertOldValueStays();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "FileVaultWindowsIT does it there")
    void mountedKeyFile_isAcceptedOnlyUnchecked() throws IOException {
        mode(vault.keyFile(), "r--r-----");
        failure(Reason.UNUSABLE, () -> read(vault.open(), "name"));

        VaultCredentialStore unchecked =
                VaultCredentialStore.open(vault.but().checkPermissions(false).build());
        assertThat(read(unchecked, "name")).isEqualTo("old");
        assertThat(unchecked.status().facts().get("permissions"))
                .contains("NOT CHECKED", "vault.permissions=unchecked");
        assertThat(vault.open().status().facts().get("permissions")).startsWith("checked");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a link needs a privilege there")
    void symbolicLink_isNotFollowed() throws IOException {
        for (Path path : new Path[] {
            vault.folder(), vault.header(), vault.keyFile(), vault.entries().get(0)
        }) {
            Path moved = place.resolve("moved");
            Files.move(path, moved);
            Files.createSymbolicLink(path, moved);
            for (boolean checked : new boolean[] {true, false}) {
                VaultCredentialStore store = VaultCredentialStore.open(
                        vault.but().checkPermissions(checked).build());
                assertThat(failure(Reason.UNUSABLE, () -> read(store, "name")))
                        .hasMessageContainingAll(path.toString(), "symbolic link", "real place");
            }
            Files.delete(path);
            Files.move(moved, path);
        }
        assertOldValueStays();
    }

    @Test
    void foreignKeyFile_isToldApartFromADamagedOne() throws IOException {
        VaultFixture other = VaultFixture.in(place.resolve("other"));
        write(other.open(), "name", "other");
        Files.write(vault.keyFile(), Files.readAllBytes(other.keyFile()));

        assertThat(failure(Reason.UNUSABLE, () -> read(vault.open(), "name")))
                .hasMessageContainingAll(
                        vault.keyFile().toString(),
                        "another vault",
                        vault.folder().toString(),
                        "vault.key-file");
    }

    @Test
    void missingKeyFile_isNeverMadeAnew() throws IOException {
        Path kept = place.resolve("kept");
        Files.move(vault.keyFile(), kept);

        assertThat(failure(Reason.UNUSABLE, () -> read(vault.open(), "name")))
                .hasMessageContainingAll(vault.keyFile().toString(), "missing", "backup", "vault.key-file");
        failure(Reason.UNUSABLE, () -> write(vault.open(), "name", "new"));
        assertThat(vault.keyFile()).doesNotExist();

        Files.move(kept, vault.keyFile());
        assertOldValueStays();
    }

    @Test
    void newerVault_isRefusedAndLeftAlone() throws IOException {
        byte[] header = Files.readAllBytes(vault.header());
        byte[] newer = java.util.Arrays.copyOf(header, header.length + 100);
        newer[9] = 2;
        VaultFixture.putChecksum(newer);
        for (Path copy : new Path[] {vault.header(), vault.secondHeader()}) {
            Files.write(copy, newer);
            assertThat(failure(Reason.UNUSABLE, () -> read(vault.open(), "name")))
                    .hasMessageContainingAll(copy.toString(), "newer version", "update the library");
            failure(Reason.UNUSABLE, () -> write(vault.open(), "name", "new"));
            assertThat(Files.readAllBytes(copy)).isEqualTo(newer);
            Files.write(copy, header);
        }
        assertOldValueStays();
    }

    @Test
    void newerCredentialFile_isRefusedAndLeftAlone() throws IOException {
        Path entry = vault.entries().get(0);
        byte[] newer = Files.readAllBytes(entry);
        newer[9] = 2;
        var crc = new java.util.zip.CRC32();
        crc.update(newer, 0, 20);
        java.nio.ByteBuffer.wrap(newer).putInt(20, (int) crc.getValue());
        Files.write(entry, newer);

        assertThat(failure(Reason.UNUSABLE, () -> read(vault.open(), "name")))
                .hasMessageContainingAll(entry.toString(), "newer version", "update the library");
        failure(Reason.UNUSABLE, () -> write(vault.open(), "name", "new"));
        failure(Reason.UNUSABLE, () -> vault.open().delete(io.github.wincred.credential.CredentialKey.generic("name")));
        assertThat(names(vault.open())).isEmpty();
        assertThat(Files.readAllBytes(entry)).isEqualTo(newer);
    }

    /** One of the ways to give the password; messages name them all. */
    private static final String SETTINGS = "give it by the setting vault.password-file or vault.password"
            + " (wincred.vault.password-file as a system property, WINCRED_VAULT_PASSWORD_FILE or WINCRED_VAULT_PASSWORD";

    @Test
    void wrongPasswordAndNone_differ() {
        VaultFixture locked = VaultFixture.in(place.resolve("locked"));
        write(locked.openWith("right"), "name", "secret");

        assertThat(failure(Reason.LOCKED, () -> locked.openWith("wrong")))
                .hasMessageContainingAll("password", "wrong", locked.folder().toString(), SETTINGS)
                .hasCauseInstanceOf(UnrecoverableKeyException.class);
        assertThat(failure(Reason.LOCKED, () -> read(locked.open(), "name")))
                .hasMessageContainingAll("locked by a password", locked.folder().toString(), SETTINGS)
                .hasNoCause();
    }

    @Test
    void lockedByAnotherWriter_isBusyAndWritesNothing() {
        VaultFiles files = new VaultFiles(vault.folder(), new GuardedFiles(new Disk(), true, CurrentUser.OF_PROCESS));
        VaultCredentialStore impatient = VaultCredentialStore.open(
                vault.but().lockPatience(Duration.ofMillis(50)).build());

        files.locked(Duration.ofSeconds(1), () -> {
            CredentialException busy = CompletableFuture.supplyAsync(
                            () -> failure(Reason.BUSY, () -> write(impatient, "name", "new")))
                    .join();
            assertThat(busy).hasMessageContainingAll("vault.lock", "50 ms", "nothing was written");
            assertThat(read(impatient, "name")).as("reading needs no lock").isEqualTo("old");
            return true;
        });
        assertOldValueStays();
    }

    @Test
    void interruptedThread_isToldSoAndStaysInterrupted() {
        VaultCredentialStore store = vault.open();
        Thread.currentThread().interrupt();
        try {
            assertThat(failure(Reason.CANCELLED, () -> write(store, "name", "new")))
                    .hasMessageContaining("interrupted");
            assertThat(failure(Reason.CANCELLED, () -> read(store, "name"))).hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertOldValueStays();
    }

    @Test
    void missingOrForeignKeyFile_showsInTheStatus() throws IOException {
        assertThat(vault.open().status().usable()).isTrue();
        Files.delete(vault.keyFile());

        assertThat(vault.open().status().usable()).isFalse();
        assertThat(vault.open().status().reason()).contains("missing");
    }

    @Test
    void placeThatIsAFile_isRefused() throws IOException {
        Path file = Files.createTempFile(place, "file", "");
        protect(file);
        VaultFixture broken = new VaultFixture(file, vault.keyFile());

        assertThat(failure(Reason.UNUSABLE, () -> names(broken.open())))
                .hasMessageContainingAll(file.toString(), "not a folder", "another place");
        failure(Reason.UNUSABLE, () -> write(broken.open(), "name", "new"));
    }
}
