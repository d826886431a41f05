package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.names;
import static io.github.wincred.vault.VaultFixture.protect;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the vault puts on the disk, and when. */
class VaultFilesTest {

    @TempDir
    private Path place;

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
    }

    @Test
    void lookingAtAVaultThatDoesNotExist_createsNothing() throws IOException {
        VaultCredentialStore store = vault.open();

        assertThat(store.find(CredentialKey.generic("x"))).isEmpty();
        assertThat(store.describe(CredentialKey.generic("x"))).isEmpty();
        assertThat(store.list(CredentialFilter.all())).isEmpty();
        assertThat(store.delete(CredentialKey.generic("x"))).isFalse();
        assertThat(store.unreadable()).isEmpty();
        assertThat(store.isLocked()).isFalse();
        assertThat(store.status().usable()).isTrue();
        store.unlock("pw".toCharArray());
        store.changePassword("other".toCharArray());
        store.close();

        try (Stream<Path> all = Files.list(place)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "FileVaultWindowsIT looks at the access control lists there")
    void firstWrite_createsFolderAndKeyForTheirOwnerOnly() throws IOException {
        write(vault.open(), "name", "secret");

        List<String> modes = new ArrayList<>();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode).as(path.toString()).endsWith("------");
                modes.add(mode);
            }
        }
        assertThat(modes).contains("rwx------", "rw-------");
        assertThat(vault.keyFile()).exists();
        assertThat(vault.entries()).hasSize(1);
    }

    @Test
    void files_revealNeitherNameNorSecretNorTheirLengths() throws IOException {
        write(vault.open(), "a", "s");
        long size = Files.size(vault.entries().get(0));
        write(vault.open(), "A-REVEALING-NAME", "a revealing secret");

        for (Path file : vault.files()) {
            assertThat(file.getFileName().toString()).doesNotContainIgnoringCase("reveal");
            String content = Files.readString(file, ISO_8859_1);
            assertThat(content).doesNotContain("REVEALING", "revealing", "R\0E\0V", "\0R\0E\0V");
        }
        for (Path entry : vault.entries()) {
            assertThat(Files.size(entry)).isEqualTo(size);
        }
    }

    @Test
    void sameNameInTwoVaultsWithOneKey_hasDifferentFiles() throws IOException {
        VaultFixture other = new VaultFixture(place.resolve("other"), vault.keyFile());
        write(vault.open(), "name", "one");
        write(other.open(), "name", "two");

        assertThat(vault.entries().get(0).getFileName())
                .isNotEqualTo(other.entries().get(0).getFileName());
        assertThat(read(vault.open(), "name")).isEqualTo("one");
        assertThat(read(other.open(), "name")).isEqualTo("two");

        Files.copy(
                vault.entries().get(0),
                other.folder().resolve(vault.entries().get(0).getFileName()),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(names(other.open())).containsExactly("name");
        assertThat(other.open().unreadable()).hasSize(1);
    }

    @Test
    void fileUnderTheNameOfAnother_isDamaged() throws IOException {
        write(vault.open(), "one", "1");
        Path one = vault.entries().get(0);
        write(vault.open(), "two", "2");
        Path two =
                vault.entries().stream().filter(p -> !p.equals(one)).findAny().orElseThrow();

        Files.delete(two);
        Files.move(one, two);

        assertThat(failure(Reason.DAMAGED, () -> read(vault.open(), "two"))).hasMessageContaining(two.toString());
        assertThat(vault.open().find(CredentialKey.generic("one"))).isEmpty();
    }

    @Test
    void sessionCredential_reachesNoFileAndOtherStoresOfTheProcess() {
        VaultCredentialStore store = vault.open();
        store.write(session("only"));

        assertThat(vault.folder()).doesNotExist();
        assertThat(read(vault.open(), "only")).isEqualTo("session");
        assertThat(vault.open().delete(CredentialKey.generic("ONLY"))).isTrue();

        write(store, "name", "file");
        store.write(session("name"));
        assertThat(vault.entries()).isEmpty();
        assertThat(read(vault.open(), "name")).isEqualTo("session");

        write(store, "Name", "file again");
        assertThat(vault.entries()).hasSize(1);
        assertThat(names(store)).containsExactly("Name");
        assertThat(read(store, "name")).isEqualTo("file again");
    }

    @Test
    void sessionCredentialReplacedByAnotherProcess_isGone() throws IOException {
        VaultCredentialStore store = vault.open();
        write(store, "name", "file");
        Path file = vault.entries().get(0);
        byte[] content = Files.readAllBytes(file);
        store.write(session("name"));

        Files.write(file, content); // as another process does
        protect(file);

        assertThat(names(store)).as("R18").containsExactly("name");
        assertThat(read(store, "name")).isEqualTo("file");
        Files.delete(file);
        assertThat(store.find(CredentialKey.generic("name"))).isEmpty();
    }

    @Test
    void refusedWrite_leavesEverythingAsItWas() throws IOException {
        VaultCredentialStore store = vault.open();
        write(store, "name", "old");
        byte[] before = Files.readAllBytes(vault.entries().get(0));

        try (Credential tooLong = Credential.generic("name")
                .secret(Secret.takeOver(new byte[2561]))
                .build()) {
            failure(Reason.TOO_LARGE, () -> store.write(tooLong));
        }

        assertThat(vault.entries()).hasSize(1);
        assertThat(Files.readAllBytes(vault.entries().get(0))).isEqualTo(before);
    }

    @Test
    void leftoversOfACrash_areRemovedByTheNextWrite() throws IOException {
        write(vault.open(), "name", "1");
        Path leftover = vault.folder().resolve("tmp/vault.header." + UUID.randomUUID() + ".tmp");
        Path keyLeftover = vault.keyFile().resolveSibling("vault.key." + UUID.randomUUID() + ".tmp");
        Path foreign = vault.keyFile().resolveSibling("other.key.tmp");
        Files.write(leftover, new byte[10]);
        Files.write(keyLeftover, new byte[10]);
        Files.write(foreign, new byte[10]);

        assertThat(read(vault.open(), "name")).isEqualTo("1");
        assertThat(leftover).exists();
        write(vault.open(), "name", "2");

        assertThat(leftover).doesNotExist();
        assertThat(keyLeftover).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void keyFileInsideTheVaultsFolder_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaultConfiguration.persistent(place, place.resolve("sub/../vault.key")))
                .withMessageContaining("vault.key");
    }

    @Test
    void closedStore_refusesEveryUseButItsStatus() {
        VaultCredentialStore store = vault.open();
        write(store, "name", "secret");
        store.close();
        store.close();

        assertThatIllegalStateException().isThrownBy(() -> store.find(CredentialKey.generic("name")));
        assertThatIllegalStateException().isThrownBy(() -> write(store, "name", "other"));
        assertThat(store.status().usable()).isTrue();
        assertThat(read(vault.open(), "name")).isEqualTo("secret");
    }

    @Test
    void vaultThatWasDeletedUnderAnOpenStore_isANewOne() throws IOException {
        VaultCredentialStore store = vault.open();
        write(store, "name", "old");
        try (Stream<Path> all = Files.walk(place)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .filter(path -> !path.equals(place))
                    .forEach(path -> path.toFile().delete());
        }

        assertThat(store.find(CredentialKey.generic("name"))).isEmpty();
        write(store, "name", "new");
        assertThat(read(store, "name")).isEqualTo("new");
        assertThat(read(vault.open(), "name")).isEqualTo("new");
    }

    @Test
    void whatAnotherStoreWrote_isSeenByTheNextRead() {
        VaultCredentialStore reader = vault.open();
        assertThat(names(reader)).isEmpty();
        VaultCredentialStore writer = vault.open();
        for (int i = 0; i < 3; i++) {
            write(writer, "name", "value " + i);
            assertThat(read(reader, "name")).isEqualTo("value " + i);
        }
        writer.delete(CredentialKey.generic("name"));
        assertThat(reader.find(CredentialKey.generic("name"))).isEmpty();
    }

    private static Credential session(String name) {
        return Credential.generic(name)
                .persistence(Persistence.SESSION)
                .secret(Secret.copyOf("session".getBytes(ISO_8859_1)))
                .build();
    }
}
