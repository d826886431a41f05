package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.ProtectionType;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.docs.PortingDomainLines;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.UnpackedCredentials;
import io.github.wincred.prompt.WindowsPromptRequest;
import io.github.wincred.testing.NeedsNativeHelpers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The right-hand lines of the porting tables that Wine cannot run, on the C doubles. */
@ExtendWith({ExtrasDouble.class, WincredDouble.Accounts.class})
@NeedsNativeHelpers
class PortingWindowsIT implements PortingDomainLines {

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());
    private final WindowsFunctions windows = new WindowsFunctions(ExtrasDouble.calls());
    private final char[] password = "0geheim".toCharArray();

    @Override
    public DomainCredentials domain() {
        return new WindowsDomainCredentials(
                ExtrasDouble.calls(), WincredDouble.store(new WindowsStoreOptions(true, false)));
    }

    @Test
    void windowsLines_answer() {
        assertThat(catchThrowableOfType(
                                CredentialException.class,
                                () -> windows.credRename(CredentialKey.generic("app"), "app2"))
                        .windowsCode())
                .isEqualTo(50);
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

    @Test
    void allNamespaces_areListed() {
        store.write(Credential.generic("app").build());

        assertThat(store.listAllNamespaces())
                .extracting(Credential::targetName)
                .containsExactly("LegacyGeneric:target=app");
    }
}
