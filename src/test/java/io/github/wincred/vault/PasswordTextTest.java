package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that lost letters, or gained some, on their way here: said before the vault is locked by another password than the one that was meant. */
class PasswordTextTest {

    private static final String LOST = "p\ufffd\ufffdss";

    @TempDir
    private Path place;

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
    }

    /** What Java makes of letters beyond ASCII in a variable or an option, in a POSIX locale. */
    @Test
    void passwordWhoseLettersWereLost_isRefusedWithTheRemedy() {
        VaultCredentialStore configured = VaultCredentialStore.open(
                vault.but().password(LOST::toCharArray).build());
        assertThat(failure(Reason.UNUSABLE, () -> write(configured, "name", "secret")))
                .hasMessageContainingAll("U+FFFD", "UTF-8", "vault.password-file");
        assertThat(vault.header()).doesNotExist();

        write(vault.openWith("right"), "name", "secret");
        VaultCredentialStore open = vault.openWith("right");
        assertThat(failure(Reason.UNUSABLE, () -> vault.openWith(LOST))).hasMessageContaining("U+FFFD");
        assertThat(failure(Reason.UNUSABLE, () -> open.changePassword(LOST.toCharArray())))
                .hasMessageContaining("U+FFFD");
        assertThat(vault.openWith("right").isLocked()).isFalse();
    }

    /** Rows of an escaped content, and what is to be said of it. */
    @ParameterizedTest
    @CsvSource({
        "'\ufeffpw', byte order mark",
        "'\ufeffpw\\n', byte order mark",
        "pw\\n\\n, line end",
        "pw\\r\\n\\r\\n, line end",
        "pw\\nmore, line end",
        "\\npw, line end",
        "pw\\r, line end",
        "p\ufffdw, U+FFFD"
    })
    void passwordFileThatHoldsMore_isRefusedAndSaysWhatWasFound(String content, String found) throws IOException {
        write(vault.openWith("pw"), "name", "secret");
        Path file = place.resolve("password");
        Files.writeString(file, content.translateEscapes());
        VaultConfiguration configuration =
                vault.but().passwordFile(file).checkPermissions(false).build();

        assertThat(failure(Reason.UNUSABLE, () -> write(VaultCredentialStore.open(configuration), "name", "other")))
                .hasMessageContainingAll(file.toString(), found)
                .hasMessageNotContaining("more\n");
    }
}
