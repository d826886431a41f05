package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.ProtectionType;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.UnpackedCredentials;
import io.github.wincred.prompt.WindowsPromptRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The right-hand lines of the porting tables that Windows alone can run, on the C double. */
@ExtendWith(ExtrasDouble.class)
class PortingWindowsIT {

    private final WindowsFunctions windows = new WindowsFunctions(ExtrasDouble.calls());
    private final char[] password = "0geheim".toCharArray();

    @Test
    void windowsLines_answer() {
        try (Credential best = windows.findBestCredential("host").orElseThrow()) {
            assertThat(best.targetName()).isEqualTo("best");
        }
        assertThat(windows.protect(true, password)).hasSize(7);
        assertThat(windows.unprotect(true, password)).hasSize(7);
        assertThat(windows.protectEx(Set.of(ProtectFlag.AS_SELF), password)).hasSize(7);
        assertThat(windows.unprotectEx(Set.of(UnprotectFlag.AS_SELF), password)).hasSize(7);
        assertThat(windows.protectionOf(password)).isEqualTo(ProtectionType.UNPROTECTED);
        assertThat(windows.readSingleSignOnUser(null)).contains("bob@realm");
        windows.storeSingleSignOn(null, "bob", password, true);
    }

    @Test
    void bufferLines_answer() {
        try (Secret packed = windows.packAuthenticationBuffer(Set.of(), "CORP\\bob", password);
                UnpackedCredentials unpacked = windows.unpackAuthenticationBuffer(Set.of(), packed);
                PackedCredentials asked = windows.promptForWindowsCredentials(
                                WindowsPromptRequest.of("Enter your account.", "Log on"))
                        .orElseThrow()) {
            assertThat(unpacked.userName()).isEqualTo("CORP\\bob");
            assertThat(asked.buffer()).isEqualTo(packed);
        }
    }
}
