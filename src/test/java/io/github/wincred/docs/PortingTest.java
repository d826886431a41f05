package io.github.wincred.docs;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.WinCred;
import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import io.github.wincred.win32.WindowsFunctions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Every right-hand line of the porting tables that the vault, or any system, can run. */
class PortingTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
    private final DomainCredentials domain = WinCred.domainCredentials(store);
    private final WindowsFunctions windows = WinCred.windowsFunctions();
    private final char[] password = "geheim".toCharArray();

    private Credential credential() {
        return Credential.generic("app")
                .userName("bob")
                .comment("note")
                .secret(Secret.ofUtf16Le(password))
                .build();
    }

    private static TargetInformation target() {
        return TargetInformation.builder()
                .targetName("files")
                .dnsServerName("files.corp.example")
                .build();
    }

    private static PromptRequest request() {
        return PromptRequest.builder("host")
                .caption("Log on")
                .message("Enter your account.")
                .flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.EXCLUDE_CERTIFICATES)
                .build();
    }

    @Test
    void everyLineOfTheTables_isALineOfTheTests() throws Exception {
        String tests =
                PortingTable.squeezed(readString(Path.of("src/test/java/io/github/wincred/docs/PortingTest.java"))
                        + readString(Path.of("src/test/java/io/github/wincred/win32/PortingWindowsIT.java")));

        List<String> lines = PortingTable.javaLines();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(18 + 4 + 9);
        assertThat(lines).allSatisfy(line -> assertThat(tests).contains(PortingTable.squeezed(line)));
    }

    @Test
    void storeLines_doWhatTheirCallsDid() {
        try (Credential credential = credential()) {
            store.write(credential);
            assertThat(store.find(CredentialKey.generic("app")).orElseThrow().secret())
                    .isEqualTo(credential.secret());
            Credential withoutSecret = credential.toBuilder().comment("changed").build();
            store.writeKeepingSecret(withoutSecret);
            assertThat(store.find(CredentialKey.generic("app")).orElseThrow().secret())
                    .isEqualTo(credential.secret());
            assertThat(store.listWithSecrets(CredentialFilter.parse("git:*"))).isEmpty();
            assertThat(store.listAllNamespaces())
                    .extracting(Credential::targetName)
                    .containsExactly("LegacyGeneric:target=app");
            assertThat(store.sessionTypes()).containsKey(CredentialType.GENERIC);
            assertThat(WinCred.renaming(store).rename(CredentialKey.generic("app"), "app2"))
                    .isTrue();
            assertThat(store.delete(CredentialKey.generic("app"))).isFalse();
            assertThat(store.delete(credential.key())).isFalse();
            assertThat(store.delete(CredentialKey.generic("app2"))).isTrue();
        }
        assertThat(CredentialAttribute.of("Company_Key", new byte[] {1}).valueLength())
                .isEqualTo(1);
    }

    @Test
    void domainLines_doWhatTheirCallsDid() {
        TargetInformation target = target();
        try (Credential domainPassword = Credential.builder(
                        new CredentialKey(CredentialType.DOMAIN_PASSWORD, "files.corp.example"))
                .userName("CORP\\bob")
                .secret(Secret.ofUtf16Le(password))
                .build()) {
            domain.write(target, domainPassword);
        }
        assertThat(domain.read(target)).extracting(Credential::targetName).containsExactly("files.corp.example");
        assertThat(domain.readAndCache(target)).hasSize(1);
        assertThat(domain.targetInformation("files")).contains(target);
        assertThat(domain.targetInformationResolvingName("files")).contains(target);
    }

    @Test
    void marshalingLines_goThereAndBack() {
        byte[] hash = new byte[20];
        String text = WinCred.marshal(CertificateReference.of(hash));
        assertThat(WinCred.unmarshal(text)).isEqualTo(CertificateReference.of(hash));
        assertThat(WinCred.isMarshaled(text)).isTrue();
        assertThat(WinCred.marshal(new UserNameTarget("CORP\\bob"))).isEqualTo("@@CQAAAAADBwTAIFAQBAXAIGAvBgYAA");
        assertThat(WinCred.parseUserName("CORP\\bob")).isEqualTo(new AccountName("bob", "CORP"));
    }

    @Test
    void promptLines_answerFromTheStore() {
        try (Credential stored = Credential.generic("host")
                .userName("bob")
                .secret(Secret.ofUtf16Le(password))
                .build()) {
            store.write(stored);
        }
        PromptRequest request = request();
        try (PromptResult console = WinCred.consolePrompter(store).prompt(request);
                PromptResult dialog = WinCred.dialogPrompter(store).prompt(request)) {
            assertThat(console).isEqualTo(dialog);
            assertThat(((PromptResult.Entered) dialog).userName()).isEqualTo("bob");
        }
        assertThat(failure(() -> WinCred.dialogPrompter(store).confirm("host", true))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatWindowsAloneHas_saysSoHere() {
        assertThat(failure(() -> windows.credRename(CredentialKey.generic("app"), "app2"))
                        .windowsCode())
                .isEqualTo(50);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> windows.readSingleSignOnUser(null),
                () -> windows.storeSingleSignOn(null, "bob", password, true),
                () -> windows.findBestCredential("host"),
                () -> windows.protect(true, password),
                () -> windows.packAuthenticationBuffer(Set.of(), "CORP\\bob", password))) {
            CredentialException failure = failure(call);
            assertThat(failure.reason()).isEqualTo(Reason.NOT_AVAILABLE);
            assertThat(failure)
                    .hasMessageContaining(System.getProperty("os.name"))
                    .hasMessageContaining("Cred");
        }
    }

    private static CredentialException failure(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
