package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
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
import io.github.wincred.testing.Build;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The system's own dialog on a real display, answered through the window messages of its controls. Only under Wine, whose controls have known
 * numbers; the dialog of Windows belongs to the person in front of it.
 */
@EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
class NativePromptWindowsIT {

    private static final String TARGET = "wincred-test/prompt";
    private static final int WM_SETTEXT = 0x000C;
    private static final int WM_COMMAND = 0x0111;
    private static final int BM_SETCHECK = 0x00F1;
    private static final int USER_NAME = 101;
    private static final int PASSWORD = 102;
    private static final int SAVE = 104;
    private static final int OK = 1;
    private static final int CANCEL = 2;

    private final CredentialPrompter prompter = WindowsPrompter.dialog();
    private final CredentialStore store = WindowsCredentialStore.open(WindowsStoreOptions.ofDefaults());

    @AfterEach
    void leaveNothingBehind() {
        store.delete(CredentialKey.generic(TARGET));
    }

    @Test
    void answerTypedTickedAndConfirmedWithOk_isReturnedAndStored() throws Exception {
        Secret initial = Secret.ofUtf16Le("old".toCharArray());
        CompletableFuture<Void> person = person(dialog -> {
            // With its domain: Wine would put the target before a bare name, of a generic credential too.
            type(dialog, USER_NAME, "CORP\\b\u00f6b");
            type(dialog, PASSWORD, "p\u00e4ss\ud83d\udd11");
            tick(dialog, true);
            shoot(dialog, "wine-prompt.png");
            press(dialog, OK);
        });

        try (PromptResult.Entered entered = (PromptResult.Entered) prompter.prompt(request()
                .message("Enter your account.")
                .userName("old")
                .password(initial)
                .save(false)
                .build())) {
            person.get(60, TimeUnit.SECONDS);
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
    }

    @Test
    void cancelledDialog_isCancelledAndStoresNothing() throws Exception {
        CompletableFuture<Void> person = person(dialog -> press(dialog, CANCEL));

        assertThat(prompter.prompt(request().build())).isEqualTo(new PromptResult.Cancelled());
        person.get(60, TimeUnit.SECONDS);
        assertThat(store.describe(CredentialKey.generic(TARGET))).isEmpty();
    }

    @Test
    void unticked_isReturnedAndNotStored() throws Exception {
        CompletableFuture<Void> person = person(dialog -> {
            type(dialog, USER_NAME, "bob");
            type(dialog, PASSWORD, "geheim");
            tick(dialog, false);
            press(dialog, OK);
        });

        try (PromptResult.Entered entered =
                (PromptResult.Entered) prompter.prompt(request().build())) {
            assertThat(entered.save()).isFalse();
        }
        person.get(60, TimeUnit.SECONDS);
        assertThat(store.describe(CredentialKey.generic(TARGET))).isEmpty();
    }

    @Test
    void expectedConfirmation_storesWhenConfirmedAndNotWhenDenied() throws Exception {
        for (boolean valid : new boolean[] {false, true}) {
            CompletableFuture<Void> person = person(dialog -> {
                type(dialog, USER_NAME, "bob");
                type(dialog, PASSWORD, "geheim");
                tick(dialog, true);
                press(dialog, OK);
            });
            prompter.prompt(request()
                            .flags(
                                    PromptFlag.GENERIC_CREDENTIALS,
                                    PromptFlag.ALWAYS_SHOW_UI,
                                    PromptFlag.EXPECT_CONFIRMATION)
                            .build())
                    .close();
            person.get(60, TimeUnit.SECONDS);
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

    private interface Person {
        void answer(Pointer dialog) throws Exception;
    }

    /** Waits for the dialog on a thread of its own, and answers. */
    private static CompletableFuture<Void> person(Person person) {
        return CompletableFuture.runAsync(() -> {
            try {
                Pointer dialog = User32.INSTANCE.FindWindowW(null, new WString("wincred-test"));
                for (int i = 0; dialog == null && i < 600; i++) {
                    TimeUnit.MILLISECONDS.sleep(100);
                    dialog = User32.INSTANCE.FindWindowW(null, new WString("wincred-test"));
                }
                person.answer(dialog);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void type(Pointer dialog, int control, String text) {
        User32.INSTANCE.SendMessageW(
                User32.INSTANCE.GetDlgItem(dialog, control), WM_SETTEXT, Pointer.NULL, new WString(text));
    }

    private static void tick(Pointer dialog, boolean ticked) {
        User32.INSTANCE.SendMessageW(
                User32.INSTANCE.GetDlgItem(dialog, SAVE), BM_SETCHECK, new Pointer(ticked ? 1 : 0), null);
    }

    private static void press(Pointer dialog, int button) {
        User32.INSTANCE.PostMessageW(dialog, WM_COMMAND, new Pointer(button), Pointer.NULL);
    }

    private static void shoot(Pointer dialog, String name) throws Exception {
        User32.INSTANCE.UpdateWindow(dialog);
        TimeUnit.MILLISECONDS.sleep(500);
        Path folder = Files.createDirectories(Build.classes().resolveSibling("screenshots"));
        BufferedImage picture = new Robot()
                .createScreenCapture(new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
        ImageIO.write(picture, "png", folder.resolve(name).toFile());
    }

    interface User32 extends StdCallLibrary {
        User32 INSTANCE = Native.load("user32", User32.class);

        Pointer FindWindowW(WString className, WString title);

        Pointer GetDlgItem(Pointer dialog, int control);

        Pointer SendMessageW(Pointer window, int message, Pointer wParam, WString lParam);

        int PostMessageW(Pointer window, int message, Pointer wParam, Pointer lParam);

        int UpdateWindow(Pointer window);
    }
}
