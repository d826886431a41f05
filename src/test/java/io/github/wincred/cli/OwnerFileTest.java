package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OwnerFileTest extends CommandTest {

    private Path file;

    @BeforeEach
    void storeSecret() {
        file = folder.resolve("secret.txt");
        vault.put("app/db", null, "s3cret");
    }

    private Wincred.Result get(String... more) {
        String[] arguments = {"get", "app/db", "--output", file.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Wincred.piped().run(all);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such permissions")
    void newFile_isItsOwnersAlone() throws Exception {
        assertThat(get().status()).isZero();

        assertThat(file).hasContent("s3cret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list())
                .as("nothing unfinished")
                .containsExactlyInAnyOrder("vault", "key", "secret.txt");
    }

    @Test
    void fileThatIsThere_isReplacedOnlyByForce() throws Exception {
        Files.writeString(file, "precious");

        Wincred.Result refused = get();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.errors()).contains("--force");
        assertThat(file).hasContent("precious");
        assertThat(get("--force").status()).isZero();
        assertThat(file).hasContent("s3cret");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void link_isNeverFollowed() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "precious");
        Files.createSymbolicLink(file, target);

        assertThat(get().status()).isEqualTo(1);
        assertThat(get("--force").status()).isZero();

        assertThat(target).hasContent("precious");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        Path dangling = folder.resolve("dangling");
        Files.createSymbolicLink(dangling, folder.resolve("nowhere"));
        file = dangling;
        assertThat(get().status()).isEqualTo(1);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void folder_isNamed() {
        file = folder.resolve("missing").resolve("secret.txt");
        assertThat(get().errors()).contains("missing", "does not exist");
        file = folder.resolve("vault");
        assertThat(get("--force").errors()).contains("is a folder");
    }
}
