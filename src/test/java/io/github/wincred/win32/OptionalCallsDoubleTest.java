package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.ProtectionType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.credential.TargetInformationFlags;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PackFlag;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.UnpackedCredentials;
import io.github.wincred.prompt.WindowsPromptFlag;
import io.github.wincred.prompt.WindowsPromptRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every optional function on the C double: what goes in, what comes out, who frees, what is wiped, and each error. */
@ExtendWith(ExtrasDouble.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class OptionalCallsDoubleTest {

    private final WindowsFunctions functions = new WindowsFunctions(ExtrasDouble.calls());
    private final DomainCredentials domain = new WindowsDomainCredentials(
            ExtrasDouble.calls(), WincredDouble.store(new WindowsStoreOptions(true, false)));

    private final TargetInformation target = TargetInformation.builder()
            .targetName("files")
            .netbiosServerName("FILES")
            .dnsServerName("files.corp.example")
            .netbiosDomainName("CORP")
            .dnsDomainName("corp.example")
            .dnsTreeName("example")
            .packageName("Kerberos")
            .flags(TargetInformationFlags.ONLY_PASSWORD_REQUIRED)
            .credentialTypes(CredentialType.DOMAIN_PASSWORD, CredentialType.DOMAIN_CERTIFICATE)
            .build();

    private static CredentialException failure(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String text(Secret secret) {
        return new String(secret.toUtf16LeText().orElseThrow());
    }

    @Test
    void credRename_isCalledAndAnswers50() {
        CredentialException failure = failure(() -> functions.credRename(CredentialKey.generic("old"), "new"));

        assertThat(ExtrasDouble.trace()).containsExactly("CredRenameW old new 1 0");
        assertThat(failure.windowsCode()).isEqualTo(50);
    }

    @Test
    void findBestCredential_comesBackWhole() {
        try (Credential found = functions.findBestCredential("resource").orElseThrow()) {
            assertThat(found.targetName()).isEqualTo("best");
            assertThat(found.userName()).contains("CORP\\bob");
            assertThat(found.persistence()).isEqualTo(Persistence.ENTERPRISE);
            assertThat(found.secret().orElseThrow().toByteArray()).asString().isEqualTo("s3cret");
        }
        assertThat(ExtrasDouble.trace()).containsExactly("CredFindBestCredentialW resource 1 0");
    }

    @Test
    void findBestCredential_isEmptyFor1168AndFailsOtherwise() {
        ExtrasDouble.fail(1168);
        assertThat(functions.findBestCredential("resource")).isEmpty();
        ExtrasDouble.fail(1312);
        assertThat(failure(() -> functions.findBestCredential("resource")).reason())
                .isEqualTo(Reason.NO_LOGON_SESSION);
    }

    @Test
    void targetInformation_comesBackWholeWithUnknownValues() {
        assertThat(domain.targetInformation("files"))
                .contains(TargetInformation.builder()
                        .targetName("files")
                        .dnsServerName("files.corp.example")
                        .netbiosDomainName("")
                        .packageName("Kerberos")
                        .flags(new TargetInformationFlags(0x8021))
                        .credentialTypes(CredentialType.DOMAIN_CERTIFICATE, CredentialType.of(77))
                        .build());
        domain.targetInformationResolvingName("files");
        ExtrasDouble.fail(1168);
        assertThat(domain.targetInformation("files")).isEmpty();
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredGetTargetInfoW files 0", "CredGetTargetInfoW files 1", "CredGetTargetInfoW files 0");
    }

    @Test
    void readDomainCredentials_handsEveryMemberOver() {
        List<Credential> found = domain.read(target);
        domain.readAndCache(TargetInformation.builder().dnsServerName("a").build())
                .forEach(Credential::close);

        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredReadDomainCredentialsW [files|FILES|files.corp.example|CORP|corp.example|example|Kerberos] 0x4 2 3 flags 0",
                        "CredReadDomainCredentialsW [NULL|NULL|a|NULL|NULL|NULL|NULL] 0x0 flags 1");
        assertThat(found).extracting(Credential::targetName).containsExactly("best", "*.example");
        assertThat(found.get(1).flags()).isEqualTo(CredentialFlags.WILDCARD_MATCH);
        assertThat(found)
                .as("secrets")
                .allMatch(credential -> credential.secret().isEmpty());
        found.forEach(Credential::close);
    }

    @Test
    void readDomainCredentials_areEmptyFor1168AndFailOtherwise() {
        ExtrasDouble.fail(1168);
        assertThat(domain.read(target)).isEmpty();
        ExtrasDouble.fail(5);
        assertThat(failure(() -> domain.read(target)).reason()).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void writeDomainCredentials_handsBothStructsOver() {
        try (Credential credential = Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "FILES"))
                .userName("CORP\\bob")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            domain.write(target, credential);
            ExtrasDouble.fail(1312);
            assertThat(failure(() -> domain.write(target, credential)).reason()).isEqualTo(Reason.NO_LOGON_SESSION);
        }
        ExtrasDouble.trace();
        domain.writeKeepingSecret(
                target,
                Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "FILES"))
                        .userName("CORP\\bob")
                        .build());

        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredWriteDomainCredentialsW [files|FILES|files.corp.example|CORP|corp.example|example|Kerberos] 0x4 2 3 FILES 2 CORP\\bob persist 2 blob 0 attributes 0 flags 1");
    }

    @Test
    void marshaling_passesBothKinds() {
        byte[] hash = new byte[20];
        hash[0] = 7;
        hash[19] = 9;

        assertThat(functions.marshalCredential(CertificateReference.of(hash))).isEqualTo("@@marshaled");
        assertThat(functions.marshalCredential(new UserNameTarget("bob"))).isEqualTo("@@marshaled");
        assertThat(functions.isMarshaledCredential("@@x")).isTrue();
        assertThat(functions.isMarshaledCredential("x")).isFalse();
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredMarshalCredentialW 1 size 24 first 7 last 9",
                        "CredMarshalCredentialW 2 bob",
                        "CredIsMarshaledCredentialW @@x",
                        "CredIsMarshaledCredentialW x");
        ExtrasDouble.fail(87);
        assertThat(failure(() -> functions.marshalCredential(new UserNameTarget("")))
                        .reason())
                .isEqualTo(Reason.INVALID_PARAMETER);
    }

    @Test
    void unmarshaling_readsBothKindsAndRefusesOthers() {
        assertThat(functions.unmarshalCredential("@@C")).isEqualTo(new UserNameTarget("bob"));
        assertThat(((CertificateReference) functions.unmarshalCredential("@@B")).hash())
                .startsWith(0, 1, 2)
                .endsWith(18, 19);
        assertThat(failure(() -> functions.unmarshalCredential("@@D"))).hasMessageContaining("BinaryBlobCredential");
        ExtrasDouble.fail(87);
        assertThat(failure(() -> functions.unmarshalCredential("@@C")).windowsCode())
                .isEqualTo(87);
    }

    @Test
    void protection_asksForTheSizeAndWipes() {
        char[] text = "geheim".toCharArray();

        assertThat(functions.protect(true, text)).isEqualTo("mieheg".toCharArray());
        assertThat(functions.unprotect(false, text)).isEqualTo("mieheg".toCharArray());
        assertThat(functions.protectEx(Set.of(ProtectFlag.values()), text)).isEqualTo("mieheg".toCharArray());
        assertThat(functions.unprotectEx(Set.of(UnprotectFlag.ALLOW_TO_SYSTEM), text))
                .isEqualTo("mieheg".toCharArray());
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredProtectW 1 7 0",
                        "CredProtectW 1 7 7",
                        "CredUnprotectW 0 7 0",
                        "CredUnprotectW 0 7 7",
                        "CredProtectEx 3 7 0",
                        "CredProtectEx 3 7 7",
                        "CredUnprotectEx 2 7 0",
                        "CredUnprotectEx 2 7 7");
        assertThat(text).isEqualTo("geheim".toCharArray());
        ExtrasDouble.fail(775);
        assertThat(failure(() -> functions.unprotect(true, text)).windowsCode()).isEqualTo(775);
    }

    @Test
    void protectionOf_keepsUnknownTypes() {
        assertThat(functions.protectionOf("0".toCharArray())).isEqualTo(ProtectionType.UNPROTECTED);
        assertThat(functions.protectionOf("3".toCharArray())).isEqualTo(ProtectionType.FOR_SYSTEM);
        assertThat(functions.protectionOf("9".toCharArray())).hasToString("CRED_PROTECTION_TYPE(9)");
    }

    private static PromptRequest.Builder request() {
        return PromptRequest.builder("host").flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.EXCLUDE_CERTIFICATES);
    }

    @Test
    void dialog_handsEveryArgumentOver() {
        CredentialPrompter prompter = new WindowsPrompter(ExtrasDouble.calls(), false);
        Secret initial = Secret.ofUtf16Le("old".toCharArray());

        try (PromptResult.Entered entered = (PromptResult.Entered) prompter.prompt(request()
                .message("message")
                .caption("caption")
                .parentWindow(0x1234)
                .banner(0x5678)
                .errorCode(1326)
                .userName("bob")
                .password(initial)
                .save(false)
                .build())) {
            assertThat(entered.userName()).isEqualTo("CORP\\alice");
            assertThat(text(entered.password())).isEqualTo("geheim");
            assertThat(entered.save()).isTrue();
        }
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredUIPromptForCredentialsW 40 0000000000001234 message caption 0000000000005678 host 0000000000000000 error 1326 user bob/514 password old/257 save 0 flags 0x40008");
        assertThat(initial.isDestroyed()).isTrue();
    }

    @Test
    void commandLine_handsEveryArgumentOver() {
        CredentialPrompter prompter = new WindowsPrompter(ExtrasDouble.calls(), true);

        prompter.prompt(request().build()).close();

        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredUICmdLinePromptForCredentialsW host 0000000000000000 error 0 user /514 password /257 save 1 flags 0x40008");
    }

    @Test
    void prompt_isCancelledFor1223AndFailsOtherwise() {
        CredentialPrompter prompter = new WindowsPrompter(ExtrasDouble.calls(), false);
        ExtrasDouble.fail(1223);
        assertThat(prompter.prompt(request().build())).isEqualTo(new PromptResult.Cancelled());
        ExtrasDouble.fail(1312);
        assertThat(failure(() -> prompter.prompt(request().build())).reason()).isEqualTo(Reason.NO_LOGON_SESSION);
        ExtrasDouble.trace();
        assertThat(failure(() -> prompter.prompt(
                                request().flags(PromptFlag.ALWAYS_SHOW_UI).build()))
                        .windowsCode())
                .isEqualTo(1004);
        assertThat(ExtrasDouble.trace()).as("checked before the call").isEmpty();
    }

    @Test
    void confirm_passesTheAnswer() {
        CredentialPrompter prompter = new WindowsPrompter(ExtrasDouble.calls(), false);
        prompter.confirm("host", true);
        ExtrasDouble.fail(1168);
        assertThat(failure(() -> prompter.confirm("host", false)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(ExtrasDouble.trace())
                .containsExactly("CredUIConfirmCredentialsW host 1", "CredUIConfirmCredentialsW host 0");
    }

    @Test
    void windowsPrompt_handsEveryArgumentOverAndFreesComMemory() {
        try (Secret input = Secret.copyOf(new byte[] {1, 2, 3});
                PackedCredentials packed = functions
                        .promptForWindowsCredentials(new WindowsPromptRequest(
                                Optional.of("message"),
                                Optional.of("caption"),
                                0x1234,
                                1326,
                                5,
                                Optional.of(input),
                                false,
                                Set.of(WindowsPromptFlag.CHECKBOX, WindowsPromptFlag.DOWNLEVEL_HELLO_AS_SMART_CARD)))
                        .orElseThrow()) {
            assertThat(packed.buffer().toByteArray()).asString().isEqualTo("packed");
            assertThat(packed.authenticationPackage()).isEqualTo(9);
            assertThat(packed.save()).isTrue();
        }
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredUIPromptForWindowsCredentialsW 40 0000000000001234 message caption error 1326 package 5 in 3 save 0 flags 0x80000002");
        ExtrasDouble.fail(1223);
        assertThat(functions.promptForWindowsCredentials(WindowsPromptRequest.of("m", "c")))
                .isEmpty();
        ExtrasDouble.fail(31);
        assertThat(failure(() -> functions.promptForWindowsCredentials(WindowsPromptRequest.of("m", "c")))
                        .windowsCode())
                .isEqualTo(31);
    }

    @Test
    void parseUserName_passesTheDocumentedSizes() {
        assertThat(functions.parseUserName("CORP\\bob")).isEqualTo(new AccountName("bob", "CORP"));
        assertThat(ExtrasDouble.trace()).containsExactly("CredUIParseUserNameW CORP\\bob 514 338");
        ExtrasDouble.fail(1315);
        assertThat(failure(() -> functions.parseUserName("bob")).windowsCode()).isEqualTo(1315);
    }

    @Test
    void singleSignOn_takesTheRealmOrNoneAndFreesLocalMemory() {
        assertThat(functions.readSingleSignOnUser(null)).contains("bob@realm");
        assertThat(functions.readSingleSignOnUser("realm")).contains("bob@realm");
        ExtrasDouble.fail(1168);
        assertThat(functions.readSingleSignOnUser("realm")).isEmpty();
        functions.storeSingleSignOn(null, "bob", "geheim".toCharArray(), true);
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredUIReadSSOCredW NULL",
                        "CredUIReadSSOCredW realm",
                        "CredUIReadSSOCredW realm",
                        "CredUIStoreSSOCredW NULL bob geheim 1");
        ExtrasDouble.fail(5);
        assertThat(failure(() -> functions.storeSingleSignOn("realm", "bob", new char[0], false))
                        .reason())
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void authenticationBuffer_isSizedPackedAndUnpacked() {
        try (Secret packed = functions.packAuthenticationBuffer(
                Set.of(PackFlag.GENERIC_CREDENTIALS), "CORP\\bob", "geheim".toCharArray())) {
            assertThat(packed.toByteArray()).asString().isEqualTo("packed");
            try (UnpackedCredentials unpacked =
                    functions.unpackAuthenticationBuffer(Set.of(PackFlag.PROTECTED_CREDENTIALS), packed)) {
                assertThat(unpacked.userName()).isEqualTo("CORP\\bob");
                assertThat(unpacked.domain()).isEmpty();
                assertThat(text(unpacked.password())).isEqualTo("geheim");
            }
            ExtrasDouble.fail(775);
            assertThat(failure(() -> functions.unpackAuthenticationBuffer(Set.of(), packed))
                            .windowsCode())
                    .isEqualTo(775);
        }
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredPackAuthenticationBufferW 4 CORP\\bob geheim 0",
                        "CredPackAuthenticationBufferW 4 CORP\\bob geheim 6",
                        "CredUnPackAuthenticationBufferW 1 packed 514 338 257",
                        "CredUnPackAuthenticationBufferW 0 packed 514 338 257");
    }

    /** More than the documented limits, as the system packs it nevertheless. */
    @Test
    void bufferWithALongPassword_isUnpackedWithTheSizesAskedFor() {
        ExtrasDouble.passwordUnits(400);
        try (Secret packed = Secret.copyOf("packed".getBytes(StandardCharsets.US_ASCII));
                UnpackedCredentials unpacked = functions.unpackAuthenticationBuffer(Set.of(), packed)) {
            assertThat(unpacked.userName()).isEqualTo("CORP\\bob");
            assertThat(text(unpacked.password())).isEqualTo("x".repeat(400));
        }
        assertThat(ExtrasDouble.trace())
                .containsExactly(
                        "CredUnPackAuthenticationBufferW 0 packed 514 338 257",
                        "CredUnPackAuthenticationBufferW 0 packed 9 0 401");
    }

    @Test
    void textWithNul_isRefusedBeforeTheCallAndNamed() {
        char[] text = {'a', 0, 'b'};
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> functions.protect(true, text),
                () -> functions.unprotectEx(Set.of(), text),
                () -> functions.protectionOf(text),
                () -> functions.parseUserName("a\0b"),
                () -> functions.marshalCredential(new UserNameTarget("a\0b")),
                () -> functions.unmarshalCredential("a\0b"),
                () -> functions.isMarshaledCredential("a\0b"),
                () -> functions.readSingleSignOnUser("a\0b"),
                () -> functions.storeSingleSignOn(null, "bob", text, true),
                () -> functions.packAuthenticationBuffer(Set.of(), "bob", text),
                () -> new WindowsPrompter(ExtrasDouble.calls(), false).confirm("a\0b", true))) {
            CredentialException failure = failure(call);
            assertThat(failure.reason()).isEqualTo(Reason.INVALID_PARAMETER);
            assertThat(failure.operation()).startsWith("Cred");
            assertThat(failure).hasMessageContaining("U+0000 at index 1 of 3");
        }
        assertThat(ExtrasDouble.trace()).isEmpty();
    }

    @Test
    void successWithoutAResult_isAFailureThatNamesTheFunction() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> functions.findBestCredential("a"),
                () -> domain.targetInformation("a"),
                () -> domain.read(target),
                () -> functions.marshalCredential(new UserNameTarget("bob")),
                () -> functions.unmarshalCredential("@@C"),
                () -> functions.readSingleSignOnUser(null),
                () -> functions.promptForWindowsCredentials(WindowsPromptRequest.of("m", "c")))) {
            ExtrasDouble.returnNothing();
            assertThat(failure(call)).hasMessageContaining("without a result").hasMessageContaining("Cred");
        }
    }

    @Test
    void promptWithinACompoundOperation_isRefused() {
        CredentialPrompter prompter = new WindowsPrompter(ExtrasDouble.calls(), false);
        Secret initial = Secret.ofUtf16Le("old".toCharArray());

        assertThatThrownBy(() -> WincredDouble.store(WindowsStoreOptions.ofDefaults())
                        .exclusively(() ->
                                prompter.prompt(request().password(initial).build())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(initial.isDestroyed()).isTrue();
        assertThat(ExtrasDouble.trace()).isEmpty();
    }

    @Test
    void missingFunction_isNotAvailableAndNamesFunctionAndSystem() {
        WindowsFunctions nothing = new WindowsFunctions(new OptionalCalls(function -> Optional.empty()));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> nothing.findBestCredential("a"),
                () -> nothing.protect(true, new char[0]),
                () -> nothing.readSingleSignOnUser(null),
                () -> nothing.packAuthenticationBuffer(Set.of(), "a", new char[0]),
                () -> nothing.promptForWindowsCredentials(WindowsPromptRequest.of("m", "c")))) {
            CredentialException failure = failure(call);
            assertThat(failure.reason()).isEqualTo(Reason.NOT_AVAILABLE);
            assertThat(failure).hasMessageContaining(System.getProperty("os.name"));
        }
        assertThat(failure(() -> nothing.credRename(CredentialKey.generic("a"), "b"))
                        .windowsCode())
                .isEqualTo(50);
    }
}
