package io.github.wincred.docs;

import static io.github.wincred.docs.PortingLines.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.WindowsPromptRequest;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import io.github.wincred.win32.WindowsFunctions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The right-hand lines of the porting tables that the vault, or any system, can run. */
class PortingTest implements PortingLines, PortingDomainLines {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
    private final WindowsFunctions windows = WinCred.windowsFunctions();
    private final char[] password = "geheim".toCharArray();

    @Override
    public CredentialStore store() {
        return store;
    }

    @Override
    public DomainCredentials domain() {
        return WinCred.domainCredentials(store);
    }

    @Test
    void allNamespaces_areListed() {
        store.write(Credential.generic("app").build());

        assertThat(store.listAllNamespaces())
                .extracting(Credential::targetName)
                .containsExactly("LegacyGeneric:target=app");
    }

    @Test
    void textLines_goThereAndBack() {
        byte[] hash = new byte[20];
        String text = WinCred.marshal(CertificateReference.of(hash));
        assertThat(WinCred.unmarshal(text)).isEqualTo(CertificateReference.of(hash));
        assertThat(WinCred.isMarshaled(text)).isTrue();
        assertThat(WinCred.marshal(new UserNameTarget("CORP\\bob"))).isEqualTo("@@CQAAAAADBwTAIFAQBAXAIGAvBgYAA");
        assertThat(WinCred.parseUserName("CORP\\bob")).isEqualTo(new AccountName("bob", "CORP"));
        assertThat(CredentialAttribute.of("Company_Key", new byte[] {1}).valueLength())
                .isEqualTo(1);
        assertThat(failure(() -> windows.credRename(CredentialKey.generic("app"), "app2"))
                        .windowsCode())
                .isEqualTo(50);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatWindowsAloneHas_saysSoHere() {
        Secret packed = Secret.copyOf(new byte[] {1});
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("CredFindBestCredential", () -> windows.findBestCredential("host"));
        calls.put("CredProtect", () -> windows.protect(true, password));
        calls.put("CredUnprotect", () -> windows.unprotect(true, password));
        calls.put("CredProtectEx", () -> windows.protectEx(Set.of(ProtectFlag.AS_SELF), password));
        calls.put("CredUnprotectEx", () -> windows.unprotectEx(Set.of(UnprotectFlag.AS_SELF), password));
        calls.put("CredIsProtected", () -> windows.protectionOf(password));
        calls.put("CredUIReadSSOCred", () -> windows.readSingleSignOnUser(null));
        calls.put("CredUIStoreSSOCred", () -> windows.storeSingleSignOn(null, "bob", password, true));
        calls.put(
                "CredPackAuthenticationBuffer",
                () -> windows.packAuthenticationBuffer(Set.of(), "CORP\\bob", password));
        calls.put("CredUnPackAuthenticationBuffer", () -> windows.unpackAuthenticationBuffer(Set.of(), packed));
        calls.put(
                "CredUIPromptForWindowsCredentials",
                () -> windows.promptForWindowsCredentials(WindowsPromptRequest.of("Enter your account.", "Log on")));
        calls.put("CredMarshalCredential", () -> windows.marshalCredential(new UserNameTarget("bob")));
        calls.put("CredUnmarshalCredential", () -> windows.unmarshalCredential("@@CKAAAAAhBAbAkGAjBQZAA"));
        calls.put("CredIsMarshaledCredential", () -> windows.isMarshaledCredential("@@CKAAAAAhBAbAkGAjBQZAA"));
        calls.put("CredUIParseUserName", () -> windows.parseUserName("CORP\\bob"));

        calls.forEach((function, call) -> {
            CredentialException failure = failure(call);
            assertThat(failure.reason()).as(function).isEqualTo(Reason.NOT_AVAILABLE);
            assertThat(failure)
                    .hasMessageStartingWith(function + ": ")
                    .hasMessageContaining(System.getProperty("os.name"));
        });
    }
}
