package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import io.github.wincred.testing.Build;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Wine's dialog for credentials, answered through the window messages of its controls by a person on a thread of its own. Each step is repeated
 * until it shows, so that nothing is lost on a machine that is slow.
 */
final class NativeDialog {

    static final int USER_NAME = 101;
    static final int PASSWORD = 102;
    static final int OK = 1;
    static final int CANCEL = 2;

    private static final int SAVE = 104;
    private static final int WM_SETTEXT = 0x000C;
    private static final int WM_GETTEXT = 0x000D;
    private static final int WM_GETTEXTLENGTH = 0x000E;
    private static final int EM_SETSEL = 0x00B1;
    private static final int BM_GETCHECK = 0x00F0;
    private static final int BM_SETCHECK = 0x00F1;
    private static final int WM_CHAR = 0x0102;
    private static final int WM_COMMAND = 0x0111;

    private static final long PATIENCE_SECONDS = 180;

    /** The banner alone has more. */
    private static final int COLOURS_OF_A_PAINTED_DIALOG = 20;

    private final Pointer window;

    private NativeDialog(Pointer window) {
        this.window = window;
    }

    /** What somebody does with the dialog. */
    interface Person {
        void answer(NativeDialog dialog) throws Exception;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits, on a thread of its own, for the dialog with this title, and answers it; cancels it rather than leave it for good. */
    static CompletableFuture<Void> person(String title, Person person) {
        return CompletableFuture.runAsync(() -> {
            try {
                person.answer(await(title));
            } catch (Exception | Error e) {
                Pointer left = User32.INSTANCE.FindWindowW(null, new WString(title));
                if (left != null) {
                    User32.INSTANCE.PostMessageW(left, WM_COMMAND, new Pointer(CANCEL), Pointer.NULL);
                }
                throw new IllegalStateException(e);
            }
        });
    }

    /** A visible dialog: only then are its controls made and filled. */
    private static NativeDialog await(String title) throws Exception {
        Pointer[] found = {null};
        until("the dialog is shown", () -> {
            found[0] = User32.INSTANCE.FindWindowW(null, new WString(title));
            return found[0] != null && User32.INSTANCE.IsWindowVisible(found[0]) != 0;
        });
        return new NativeDialog(found[0]);
    }

    private static void until(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("in vain waited until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private Pointer control(int number) {
        return User32.INSTANCE.GetDlgItem(window, number);
    }

    void type(int control, String text) throws Exception {
        until("control " + control + " shows the text", () -> {
            User32.INSTANCE.SendMessageW(control(control), WM_SETTEXT, Pointer.NULL, new WString(text));
            char[] shown = new char[256];
            User32.INSTANCE.SendMessageW(control(control), WM_GETTEXT, new Pointer(shown.length), shown);
            return Native.toString(shown).equals(text);
        });
    }

    /** Replaces the password letter by letter, so that no copy of it is made. */
    void typePassword(char[] letters) throws Exception {
        until("all letters are typed", () -> {
            User32.INSTANCE.SendMessageW(control(PASSWORD), EM_SETSEL, Pointer.NULL, new Pointer(-1));
            for (char letter : letters) {
                User32.INSTANCE.SendMessageW(control(PASSWORD), WM_CHAR, new Pointer(letter), Pointer.NULL);
            }
            return Pointer.nativeValue(User32.INSTANCE.SendMessageW(
                            control(PASSWORD), WM_GETTEXTLENGTH, Pointer.NULL, Pointer.NULL))
                    == letters.length;
        });
    }

    void tick(boolean ticked) throws Exception {
        Pointer wanted = new Pointer(ticked ? 1 : 0);
        until("the box is " + (ticked ? "" : "not ") + "ticked", () -> {
            User32.INSTANCE.SendMessageW(control(SAVE), BM_SETCHECK, wanted, Pointer.NULL);
            Pointer state = User32.INSTANCE.SendMessageW(control(SAVE), BM_GETCHECK, Pointer.NULL, Pointer.NULL);
            return Pointer.nativeValue(state) == Pointer.nativeValue(wanted);
        });
    }

    /** Presses a button until the dialog is gone. */
    void press(int button) throws Exception {
        until("the dialog is gone", () -> {
            User32.INSTANCE.PostMessageW(window, WM_COMMAND, new Pointer(button), Pointer.NULL);
            return User32.INSTANCE.IsWindow(window) == 0;
        });
    }

    /** Leaves a picture of the screen, once the dialog is painted, in the build's folder of screenshots. */
    void shoot(String name) throws Exception {
        Robot robot = new Robot();
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        BufferedImage[] picture = {null};
        until("the dialog is painted", () -> {
            User32.INSTANCE.UpdateWindow(window);
            picture[0] = robot.createScreenCapture(screen);
            int[] pixels = picture[0].getRGB(0, 0, screen.width, screen.height, null, 0, screen.width);
            return Arrays.stream(pixels).distinct().count() >= COLOURS_OF_A_PAINTED_DIALOG;
        });
        Path folder = Files.createDirectories(Build.classes().resolveSibling("screenshots"));
        ImageIO.write(picture[0], "png", folder.resolve(name).toFile());
    }

    interface User32 extends StdCallLibrary {
        User32 INSTANCE = Native.load("user32", User32.class);

        Pointer FindWindowW(WString className, WString title);

        int IsWindow(Pointer window);

        int IsWindowVisible(Pointer window);

        Pointer GetDlgItem(Pointer dialog, int control);

        Pointer SendMessageW(Pointer window, int message, Pointer wParam, WString lParam);

        Pointer SendMessageW(Pointer window, int message, Pointer wParam, char[] lParam);

        Pointer SendMessageW(Pointer window, int message, Pointer wParam, Pointer lParam);

        int PostMessageW(Pointer window, int message, Pointer wParam, Pointer lParam);

        int UpdateWindow(Pointer window);
    }
}
