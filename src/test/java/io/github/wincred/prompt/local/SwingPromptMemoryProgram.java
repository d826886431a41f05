package io.github.wincred.prompt.local;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPasswordField;

/**
 * Meets the dialog in every way, and dumps its own heap. The passwords are made here, letter by letter, and written to files, so that no other
 * copy of them ever exists in this process. The arguments: files for the password that is given at first, for the one that is typed, and for the
 * dump.
 */
final class SwingPromptMemoryProgram {

    private static final int LETTERS = 24;

    private SwingPromptMemoryProgram() {}

    public static void main(String[] arguments) throws Exception {
        char[] given = letters(arguments[0]);
        char[] typed = letters(arguments[1]);
        try (CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory())) {
            StoringPrompter prompter = new StoringPrompter(store, new SwingSurface(), new PendingConfirmations());
            answered(prompter, given, "OK", dialog -> {});
            answered(prompter, given, "Cancel", dialog -> {});
            answered(prompter, given, "OK", dialog -> retype(dialog, typed));
            answered(prompter, given, "Cancel", dialog -> retype(dialog, typed));
            interrupted(prompter, given);
        }
        Arrays.fill(given, '\0');
        Arrays.fill(typed, '\0');
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], false);
        System.out.println("DONE");
    }

    private static char[] letters(String file) throws IOException {
        SecureRandom random = new SecureRandom();
        char[] letters = new char[LETTERS];
        try (FileOutputStream out = new FileOutputStream(file)) {
            for (int i = 0; i < LETTERS; i++) {
                letters[i] = (char) ('a' + random.nextInt(26));
                out.write(letters[i]);
            }
        }
        return letters;
    }

    private static PromptRequest request(char[] password) {
        return PromptRequest.builder("target")
                .userName("bob")
                .password(Secret.ofUtf16Le(password))
                .save(false)
                .flags(PromptFlag.GENERIC_CREDENTIALS)
                .build();
    }

    private interface Person {
        void meet(JDialog dialog) throws Exception;
    }

    private static void answered(StoringPrompter prompter, char[] given, String button, Person person)
            throws Exception {
        Thread driver = new Thread(() -> {
            try {
                JDialog dialog = awaitDialog();
                person.meet(dialog);
                EventQueue.invokeLater(
                        () -> find(dialog, JButton.class, b -> b.getText().equals(button))
                                .doClick());
            } catch (Exception e) {
                e.printStackTrace(System.out);
            }
        });
        driver.start();
        try (PromptResult result = prompter.prompt(request(given))) {
            System.out.println(button + " " + result);
        }
        driver.join();
    }

    /** What a person does who mistypes, deletes a part, moves the caret, and begins anew; each step as the key strokes would do it. */
    private static void retype(JDialog dialog, char[] typed) throws Exception {
        JPasswordField field = find(dialog, JPasswordField.class, any -> true);
        EventQueue.invokeAndWait(() -> {
            field.selectAll();
            field.replaceSelection("");
            for (char letter : typed) {
                field.replaceSelection(String.valueOf(letter));
            }
            field.select(1, LETTERS - 1);
            field.replaceSelection("");
            field.setCaretPosition(1);
            for (int i = 1; i < LETTERS - 1; i++) {
                field.replaceSelection(String.valueOf(typed[i]));
            }
        });
    }

    private static void interrupted(StoringPrompter prompter, char[] given) throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread asking = new Thread(() -> {
            try {
                prompter.prompt(request(given));
            } catch (CredentialException e) {
                cancelled.set(true);
            }
        });
        asking.start();
        awaitDialog();
        asking.interrupt();
        asking.join();
        while (dialog().isPresent()) {
            Thread.sleep(20);
        }
        System.out.println("INTERRUPTED " + cancelled);
    }

    private static JDialog awaitDialog() throws Exception {
        Optional<JDialog> dialog = dialog();
        while (dialog.isEmpty()) {
            Thread.sleep(20);
            dialog = dialog();
        }
        return dialog.get();
    }

    private static Optional<JDialog> dialog() throws InterruptedException, InvocationTargetException {
        AtomicReference<Optional<JDialog>> found = new AtomicReference<>(Optional.empty());
        EventQueue.invokeAndWait(() -> found.set(Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof JDialog && window.isShowing())
                .map(JDialog.class::cast)
                .findFirst()));
        return found.get();
    }

    private static <T extends Component> T find(Container parent, Class<T> type, Predicate<T> which) {
        for (Component component : parent.getComponents()) {
            if (type.isInstance(component) && which.test(type.cast(component))) {
                return type.cast(component);
            }
            if (component instanceof Container container && !(component instanceof JButton)) {
                T found = find(container, type, which);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
