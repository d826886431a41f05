package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the vault's folder for temporary files and is not one of ours. */
class VaultLeftoversTest {

    @TempDir
    Path work;

    private Path temporary;

    @BeforeEach
    void makeAVault() {
        temporary = work.resolve("vault/tmp");
        write("first");
    }

    private void write(String name) {
        try (CredentialStore store = open()) {
            store.write(Credential.generic(name).build());
        }
    }

    private CredentialStore open() {
        return VaultCredentialStore.open(configuration());
    }

    private VaultConfiguration configuration() {
        return VaultConfiguration.persistent(work.resolve("vault"), work.resolve("keys/vault.key"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a link needs a privilege there")
    void linkInPlaceOfTheFolder_isRefusedAndWhatIsBehindItStays() throws IOException {
        Path thesis = Files.createDirectory(work.resolve("other")).resolve("thesis.tmp");
        Files.writeString(thesis, "three years of work");
        Files.delete(temporary);
        Files.createSymbolicLink(temporary, thesis.getParent());

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> write("second"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE))
                .withMessageContaining("tmp");
        assertThat(thesis).hasContent("three years of work");
    }

    @Test
    void filesOfAnotherName_stayAndDoNotStopAWrite() throws IOException {
        for (Path folder : new Path[] {temporary, work.resolve("keys")}) {
            String ours = folder.equals(temporary) ? "0".repeat(64) + ".credential" : "vault.key";
            List<Path> foreign = List.of(
                    Files.writeString(folder.resolve(ours + ".before-move.tmp"), "the user's backup"),
                    Files.writeString(folder.resolve(ours + ".0815.tmp"), "not ours"),
                    Files.writeString(folder.resolve(ours + ".tmp"), "not ours"),
                    Files.writeString(folder.resolve(ours + "." + UUID.randomUUID() + ".tmp.bak"), "not ours"),
                    Files.writeString(folder.resolve(ours + "2." + UUID.randomUUID() + ".tmp"), "not ours"),
                    Files.writeString(folder.resolve("thesis.tmp"), "not ours"),
                    Files.createDirectory(folder.resolve(ours + ".folder.tmp")),
                    Files.createDirectory(folder.resolve(ours + "." + UUID.randomUUID() + ".tmp")));
            Path leftover = Files.writeString(folder.resolve(ours + "." + UUID.randomUUID() + ".tmp"), "half a file");

            write("second");

            assertThat(foreign).allSatisfy(path -> assertThat(path).exists());
            assertThat(leftover).doesNotExist();
            try (CredentialStore store = open()) {
                assertThat(store.describe(CredentialKey.generic("second"))).isPresent();
            }
        }
    }

    @Test
    void cleaningUpThatFails_failsNoWrite() throws IOException {
        Files.writeString(temporary.resolve("vault.header." + UUID.randomUUID() + ".tmp"), "half a file");
        Files.writeString(work.resolve("keys/vault.key." + UUID.randomUUID() + ".tmp"), "half a file");
        Disk keeping = new Disk() {
            @Override
            boolean delete(Path file) throws IOException {
                throw new AccessDeniedException(file.toString());
            }
        };
        Disk hiding = new Disk() {
            @Override
            List<Path> list(Path folder, DirectoryStream.Filter<Path> filter) throws IOException {
                throw new AccessDeniedException(folder.toString());
            }
        };
        for (Disk disk : new Disk[] {keeping, hiding}) {
            try (CredentialStore store = VaultCredentialStore.open(
                    configuration().toBuilder().disk(disk).build())) {
                store.write(Credential.generic("second").build());
                assertThat(store.describe(CredentialKey.generic("second"))).isPresent();
            }
        }
    }

    @Test
    void newKeyWhoseTemporaryFileStays_isUsed() throws IOException {
        Disk keeping = new Disk() {
            @Override
            boolean delete(Path file) throws IOException {
                throw new AccessDeniedException(file.toString());
            }
        };
        VaultConfiguration other = VaultConfiguration.persistent(work.resolve("other"), work.resolve("other keys/key"));
        try (CredentialStore store =
                VaultCredentialStore.open(other.toBuilder().disk(keeping).build())) {
            store.write(Credential.generic("name").build());
        }
        try (CredentialStore store = VaultCredentialStore.open(other)) {
            store.write(Credential.generic("second").build());
            assertThat(store.describe(CredentialKey.generic("name"))).isPresent();
        }
        assertThat(work.resolve("other keys")).isDirectoryNotContaining("glob:**.tmp");
    }
}
