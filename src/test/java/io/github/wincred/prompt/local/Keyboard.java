package io.github.wincred.prompt.local;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.swing.JCheckBox;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;

/**
 * A person at the keyboard, who looks at the screen after each stroke, and presses the key again if nothing came of it. A stroke goes through the
 * display server and comes back as an event of its own, and one that meets a change of focus on its way is lost.
 */
final class Keyboard {

    /** How long a person looks before pressing again; long enough that a slow machine is not taken for a lost stroke. */
    private static final int PATIENCE_MILLIS = 5_000;

    private static final int LOOK_MILLIS = 20;

    private final Robot robot;

    Keyboard() throws AWTException {
        robot = new Robot();
        robot.setAutoDelay(LOOK_MILLIS);
    }

    /** Waits until some component has the focus. */
    void awaitFocus() {
        while (currentFocusOwner() == null) {
            robot.delay(LOOK_MILLIS);
        }
    }

    Component focusOwner() {
        awaitFocus();
        Component owner = currentFocusOwner();
        return owner == null ? focusOwner() : owner;
    }

    /** Types into the text field that has the focus, behind what it holds, or instead of what is selected there. */
    void text(String letters) {
        JTextComponent field = (JTextComponent) focusOwner();
        for (int key : letters.chars().map(KeyEvent::getExtendedKeyCodeForChar).toArray()) {
            String before = textOf(field);
            pressUntil(() -> !textOf(field).equals(before), key);
        }
    }

    void selectAll() {
        JTextComponent field = (JTextComponent) focusOwner();
        pressUntil(
                () -> onEventThread(() -> field.getSelectionEnd() - field.getSelectionStart()
                        == field.getDocument().getLength()),
                KeyEvent.VK_CONTROL,
                KeyEvent.VK_A);
    }

    /** Goes on to the next component. */
    void tab() {
        Component before = focusOwner();
        pressUntil(
                () -> {
                    Component now = currentFocusOwner();
                    return now != null && !now.equals(before);
                },
                KeyEvent.VK_TAB);
    }

    /** Ticks the box that has the focus, or the one whose mnemonic is pressed. */
    void toggle(int... keys) {
        JCheckBox box = onEventThread(() -> checkBox(openDialog()));
        boolean before = onEventThread(box::isSelected);
        pressUntil(() -> onEventThread(box::isSelected) != before, keys);
    }

    /** Presses the key that closes the dialog. */
    void close(int key) {
        pressUntil(() -> onEventThread(Keyboard::openDialog) == null, key);
    }

    BufferedImage screen() {
        return robot.createScreenCapture(
                new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    private void pressUntil(BooleanSupplier done, int... keys) {
        while (!done.getAsBoolean()) {
            for (int key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            for (int waited = 0; waited < PATIENCE_MILLIS && !done.getAsBoolean(); waited += LOOK_MILLIS) {
                robot.delay(LOOK_MILLIS);
            }
        }
    }

    private static @Nullable Window openDialog() {
        return Stream.of(Window.getWindows())
                .filter(window -> window instanceof Dialog && window.isVisible())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable JCheckBox checkBox(@Nullable Component place) {
        if (place instanceof JCheckBox box) {
            return box;
        }
        return place instanceof Container container
                ? Stream.of(container.getComponents())
                        .map(Keyboard::checkBox)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static String textOf(JTextComponent field) {
        return onEventThread(
                () -> field.getDocument().getText(0, field.getDocument().getLength()));
    }

    private static @Nullable Component currentFocusOwner() {
        return onEventThread(KeyboardFocusManager.getCurrentKeyboardFocusManager()::getFocusOwner);
    }

    private static <T extends @Nullable Object> T onEventThread(Callable<T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        try {
            EventQueue.invokeAndWait(() -> {
                try {
                    answer.set(question.call());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (InterruptedException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        return answer.get();
    }
}
