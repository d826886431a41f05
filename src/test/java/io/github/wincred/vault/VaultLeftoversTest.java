package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return VaultCredentialStore.open(
                VaultConfiguration.persistent(work.resolve("vault"), work.resolve("keys/vault.key")));
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
        Path folder = Files.createDirectory(temporary.resolve("folder.tmp"));
        Path note = Files.writeString(temporary.resolve("note.txt"), "not ours");
        Path leftover = Files.writeString(temporary.resolve("0.credential.tmp"), "half a file");

        write("second");

        assertThat(folder).isEmptyDirectory();
        assertThat(note).hasContent("not ours");
        assertThat(leftover).doesNotExist();
        try (CredentialStore store = open()) {
            assertThat(store.describe(CredentialKey.generic("second"))).isPresent();
        }
    }
}
