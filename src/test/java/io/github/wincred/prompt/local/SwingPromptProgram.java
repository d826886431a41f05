package io.github.wincred.prompt.local;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.awt.event.KeyEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.accessibility.AccessibleContext;
import javax.imageio.ImageIO;

/**
 * Shows the dialog and answers it with the keyboard alone, as a person would. The arguments: what to do ({@code answer}, {@code again} or
 * {@code cancel}), and a file for a screenshot.
 */
final class SwingPromptProgram {

    private static Keyboard keyboard;
    private static File screenshot;

    private SwingPromptProgram() {}

    public static void main(String[] arguments) throws Exception {
        keyboard = new Keyboard();
        screenshot = new File(arguments[1]);
        PromptRequest.Builder request = PromptRequest.builder("files.corp.example")
                .caption("Corporate files")
                .message("<html>Enter your account for the file server.")
                .save(false)
                .flags(PromptFlag.GENERIC_CREDENTIALS);
        Runnable person = switch (arguments[0]) {
            case "answer" -> SwingPromptProgram::answer;
            case "again" -> SwingPromptProgram::answerAgain;
            default -> () -> keyboard.close(KeyEvent.VK_ESCAPE);
        };
        if (arguments[0].equals("again")) {
            request.userName("bob")
                    .password(Secret.ofUtf16Le("old".toCharArray()))
                    .flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.INCORRECT_PASSWORD, PromptFlag.KEEP_USERNAME);
        }
        Thread driver = new Thread(() -> {
            keyboard.awaitFocus();
            person.run();
        });
        // The program ends with the dialog's answer; a person who waits in vain for the next field must not keep it
        // alive.
        driver.setDaemon(true);
        driver.start();
        ask(request.build());
    }

    private static void ask(PromptRequest request) {
        try (CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory())) {
            StoringPrompter prompter = new StoringPrompter(store, new SwingSurface(), new PendingConfirmations());
            try (PromptResult result = prompter.prompt(request)) {
                System.out.println("RESULT " + result);
                if (result instanceof PromptResult.Entered entered) {
                    System.out.println("PASSWORD "
                            + new String(entered.password().toUtf16LeText().orElseThrow()));
                }
            }
            for (Credential stored : store.list(CredentialFilter.all())) {
                System.out.println("STORED " + stored);
            }
        }
    }

    /** Fills in the fields, reaching each by Tab, ticks the box and presses Enter. */
    private static void answer() {
        sayFocus();
        keyboard.text("bob");
        keyboard.tab();
        sayFocus();
        keyboard.text("geheim");
        keyboard.tab();
        sayFocus();
        keyboard.toggle(KeyEvent.VK_SPACE);
        keyboard.tab();
        sayFocus();
        keyboard.tab();
        sayFocus();
        keyboard.tab();
        shoot();
        keyboard.close(KeyEvent.VK_ENTER);
    }

    /** Replaces the password, and ticks the box by its mnemonic. */
    private static void answerAgain() {
        sayFocus();
        keyboard.selectAll();
        keyboard.text("new");
        keyboard.toggle(KeyEvent.VK_ALT, KeyEvent.VK_R);
        shoot();
        keyboard.close(KeyEvent.VK_ENTER);
    }

    private static void shoot() {
        try {
            ImageIO.write(keyboard.screen(), "png", screenshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a screen reader would say of the component that has the focus. */
    private static void sayFocus() {
        AccessibleContext context = keyboard.focusOwner().getAccessibleContext();
        System.out.println("FOCUS " + context.getAccessibleRole() + " " + context.getAccessibleName());
    }
}
