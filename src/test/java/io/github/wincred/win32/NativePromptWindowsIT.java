package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.WinCredProvider;
import io.github.wincred.acceptance.HeapDump;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.testing.RealStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system's own dialog on a real display, answered through the window messages of its controls. Only under Wine, whose controls have known
 * numbers; the dialog of Windows belongs to the person in front of it.
 */
@EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
class NativePromptWindowsIT {

    private static final String TARGET = RealStore.PREFIX + "/prompt";

    private final CredentialPrompter prompter = WindowsBackend.dialogPrompter();
    private final CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());

    @AfterEach
    void leaveNothingBehind() {
        store.delete(CredentialKey.generic(TARGET));
    }

    @Test
    void answerTypedTickedAndConfirmedWithOk_isReturnedAndStored() throws Exception {
        Secret initial = Secret.ofUtf16Le("old".toCharArray());
        CompletableFuture<Void> person = person(dialog -> {
            // With its domain: Wine would put the target before a bare name, of a generic credential too.
            dialog.type(NativeDialog.USER_NAME, "CORP\\b\u00f6b");
            dialog.type(NativeDialog.PASSWORD, "p\u00e4ss\ud83d\udd11");
            dialog.tick(true);
            dialog.shoot("wine-prompt.png");
            dialog.press(NativeDialog.OK);
        });

        try (PromptResult.Entered entered = (PromptResult.Entered) prompter.prompt(request()
                .message("Enter your account.")
                .userName("old")
                .password(initial)
                .save(false)
                .build())) {
            person.get(200, TimeUnit.SECONDS);
            assertThat(entered.userName()).isEqualTo("CORP\\b\u00f6b");
            assertThat(entered.password().toUtf16LeText().orElseThrow())
                    .isEqualTo("p\u00e4ss\ud83d\udd11".toCharArray());
            assertThat(entered.save()).isTrue();
        }
        assertThat(initial.isDestroyed()).isTrue();
        try (Credential stored = store.find(CredentialKey.generic(TARGET)).orElseThrow()) {
            assertThat(stored.userName()).contains("CORP\\b\u00f6b");
            assertThat(stored.secret().orElseThrow().toUtf16LeText().orElseThrow())
                    .isEqualTo("p\u00e4ss\ud83d\udd11".toCharArray());
            assertThat(stored.persistence()).isEqualTo(Persistence.ENTERPRISE);
        }
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(null, null);
        assertThat(keyStore.getKey(TARGET, null).getEncoded())
                .isEqualTo("p\u00e4ss\ud83d\udd11".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void cancelledDialog_isCancelledAndStoresNothing() throws Exception {
        CompletableFuture<Void> person = person(dialog -> dialog.press(NativeDialog.CANCEL));

        assertThat(prompter.prompt(request().build())).isEqualTo(new PromptResult.Cancelled());
        person.get(200, TimeUnit.SECONDS);
        assertThat(store.describe(CredentialKey.generic(TARGET))).isEmpty();
    }

    @Test
    void unticked_isReturnedAndNotStored() throws Exception {
        CompletableFuture<Void> person = person(dialog -> {
            dialog.type(NativeDialog.USER_NAME, "bob");
            dialog.type(NativeDialog.PASSWORD, "geheim");
            dialog.tick(false);
            dialog.press(NativeDialog.OK);
        });

        try (PromptResult.Entered entered =
                (PromptResult.Entered) prompter.prompt(request().build())) {
            assertThat(entered.save()).isFalse();
        }
        person.get(200, TimeUnit.SECONDS);
        assertThat(store.describe(CredentialKey.generic(TARGET))).isEmpty();
    }

    @Test
    void expectedConfirmation_storesWhenConfirmedAndNotWhenDenied() throws Exception {
        for (boolean valid : new boolean[] {false, true}) {
            CompletableFuture<Void> person = person(dialog -> {
                dialog.type(NativeDialog.USER_NAME, "bob");
                dialog.type(NativeDialog.PASSWORD, "geheim");
                dialog.tick(true);
                dialog.press(NativeDialog.OK);
            });
            prompter.prompt(request()
                            .flags(
                                    PromptFlag.GENERIC_CREDENTIALS,
                                    PromptFlag.ALWAYS_SHOW_UI,
                                    PromptFlag.EXPECT_CONFIRMATION)
                            .build())
                    .close();
            person.get(200, TimeUnit.SECONDS);
            assertThat(store.describe(CredentialKey.generic(TARGET))).isEmpty();

            prompter.confirm(TARGET, valid);

            assertThat(store.describe(CredentialKey.generic(TARGET)).isPresent())
                    .isEqualTo(valid);
        }
    }

    @Test
    void storedCredential_isTheAnswerWithoutAWindow() {
        try (Credential credential = Credential.generic(TARGET)
                .userName("alice")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            store.write(credential);
        }

        try (PromptResult.Entered entered = (PromptResult.Entered)
                prompter.prompt(request().flags(PromptFlag.GENERIC_CREDENTIALS).build())) {
            assertThat(entered.userName()).isEqualTo("alice");
            assertThat(entered.password().toUtf16LeText().orElseThrow()).isEqualTo("geheim".toCharArray());
        }
    }

    @Test
    void confirmOfAnUnknownTarget_isNotFound() {
        CredentialException failure = catchThrowableOfType(
                CredentialException.class, () -> prompter.confirm("wincred-test/never-asked", true));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
    }

    private static PromptRequest.Builder request() {
        return PromptRequest.builder(TARGET)
                .caption("wincred-test")
                .flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.ALWAYS_SHOW_UI);
    }

    private static CompletableFuture<Void> person(NativeDialog.Person person) {
        return NativeDialog.person("wincred-test", person);
    }

    @Test
    void passwordsOfTheDialog_areNowhereInTheHeap(@TempDir Path place) throws Exception {
        try (ChildJvm child = new ChildJvm(
                NativePromptMemoryProgram.class,
                place.resolve("given").toString(),
                place.resolve("typed").toString(),
                place.resolve("dump.hprof").toString())) {
            String entered = "Entered[userName=CORP\\bob, password=Secret[48 bytes], save=";
            child.expect(entered + "false]");
            child.expect("Cancelled[]");
            child.expect(entered + "true]");
            child.expect(entered + "false]");
            child.expect("STORED true");
            child.expect("Cancelled[]");
            child.expect("DONE");
            child.join();
        }
        HeapDump dump = new HeapDump(place.resolve("dump.hprof"));
        for (String password : new String[] {"given", "typed"}) {
            assertThat(dump.formsFound(Files.readString(place.resolve(password), StandardCharsets.US_ASCII)))
                    .as(password)
                    .isEmpty();
        }
    }
}
