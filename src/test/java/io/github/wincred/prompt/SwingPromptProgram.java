package io.github.wincred.prompt;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicReference;
import javax.accessibility.AccessibleContext;
import javax.imageio.ImageIO;

/**
 * Shows the dialog and answers it with the keyboard alone, as a person would. The arguments: what to do ({@code answer}, {@code again} or
 * {@code cancel}), and a file for a screenshot.
 */
final class SwingPromptProgram {

    private static Robot robot;
    private static File screenshot;

    private SwingPromptProgram() {}

    public static void main(String[] arguments) throws Exception {
        robot = new Robot();
        robot.setAutoDelay(20);
        screenshot = new File(arguments[1]);
        PromptRequest.Builder request = PromptRequest.builder("files.corp.example")
                .caption("Corporate files")
                .message("<html>Enter your account for the file server.")
                .save(false)
                .flags(PromptFlag.GENERIC_CREDENTIALS);
        Runnable person = switch (arguments[0]) {
            case "answer" -> SwingPromptProgram::answer;
            case "again" -> SwingPromptProgram::answerAgain;
            default -> () -> type(KeyEvent.VK_ESCAPE);
        };
        if (arguments[0].equals("again")) {
            request.userName("bob")
                    .password(Secret.ofUtf16Le("old".toCharArray()))
                    .flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.INCORRECT_PASSWORD, PromptFlag.KEEP_USERNAME);
        }
        Thread driver = new Thread(() -> {
            awaitFocus();
            person.run();
        });
        driver.start();
        ask(request.build());
        driver.join();
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
        text("bob");
        type(KeyEvent.VK_TAB);
        sayFocus();
        text("geheim");
        type(KeyEvent.VK_TAB);
        sayFocus();
        type(KeyEvent.VK_SPACE);
        type(KeyEvent.VK_TAB);
        sayFocus();
        type(KeyEvent.VK_TAB);
        sayFocus();
        type(KeyEvent.VK_TAB);
        shoot();
        type(KeyEvent.VK_ENTER);
    }

    /** Replaces the password, and ticks the box by its mnemonic. */
    private static void answerAgain() {
        sayFocus();
        robot.keyPress(KeyEvent.VK_CONTROL);
        type(KeyEvent.VK_A);
        robot.keyRelease(KeyEvent.VK_CONTROL);
        text("new");
        robot.keyPress(KeyEvent.VK_ALT);
        type(KeyEvent.VK_R);
        robot.keyRelease(KeyEvent.VK_ALT);
        shoot();
        type(KeyEvent.VK_ENTER);
    }

    private static void text(String letters) {
        letters.chars().map(KeyEvent::getExtendedKeyCodeForChar).forEach(SwingPromptProgram::type);
    }

    private static void type(int key) {
        robot.keyPress(key);
        robot.keyRelease(key);
        robot.waitForIdle();
    }

    private static void shoot() {
        try {
            Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
            ImageIO.write(robot.createScreenCapture(screen), "png", screenshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a screen reader would say of the component that has the focus. */
    private static void sayFocus() {
        AccessibleContext context = focusOwner().getAccessibleContext();
        System.out.println("FOCUS " + context.getAccessibleRole() + " " + context.getAccessibleName());
    }

    private static void awaitFocus() {
        while (focusOwner() == null) {
            robot.delay(50);
        }
        robot.waitForIdle();
    }

    private static Component focusOwner() {
        AtomicReference<Component> owner = new AtomicReference<>();
        try {
            EventQueue.invokeAndWait(() -> owner.set(
                    KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner()));
        } catch (InterruptedException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        return owner.get();
    }
}
