package io.github.wincred.prompt.local;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.prompt.PromptResult;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.lang.reflect.InvocationTargetException;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Asks in a modal dialog, which can be used with the keyboard alone and names every field for assistive technology. Needs the module
 * {@code java.desktop} and a display. May be called from any thread, the event dispatch thread included. Interrupting a thread that waits here
 * closes the dialog.
 *
 * <p>The characters of the password field are wiped when the dialog closes. Single key events of what is typed remain in the toolkit, and what is
 * pasted remains in the clipboard.
 */
public final class SwingSurface implements PromptSurface {

    private final @Nullable Component parent;

    /** Asks in the middle of the screen. */
    public SwingSurface() {
        this(null);
    }

    /**
     * Asks over a window.
     *
     * @param parent a component of the window to which the dialog belongs, or null
     */
    public SwingSurface(@Nullable Component parent) {
        this.parent = parent;
    }

    /** Whether this process has {@code java.desktop} and a display. */
    public static boolean isAvailable() {
        return ModuleLayer.boot().findModule("java.desktop").isPresent() && !GraphicsEnvironment.isHeadless();
    }

    @Override
    public boolean isCommandLine() {
        return false;
    }

    @Override
    public PromptResult show(PromptForm form) {
        if (!isAvailable()) {
            throw new CredentialException(
                    Reason.NOT_AVAILABLE,
                    "CredUIPromptForCredentials",
                    null,
                    "this process has no display to ask on; ask on the console");
        }
        if (EventQueue.isDispatchThread()) {
            return dialog(form).ask();
        }
        Question question = new Question(form);
        try {
            EventQueue.invokeAndWait(question::ask);
        } catch (InterruptedException e) {
            EventQueue.invokeLater(question::abandon);
            Thread.currentThread().interrupt();
            throw new CredentialException(
                    Reason.CANCELLED,
                    "CredUIPromptForCredentials",
                    null,
                    "the asking thread was interrupted; ask again",
                    e);
        } catch (InvocationTargetException e) {
            throw new CredentialException(
                    Reason.NOT_AVAILABLE,
                    "CredUIPromptForCredentials",
                    null,
                    "the dialog could not be shown; ask on the console: " + e.getCause(),
                    e.getCause());
        }
        return question.result;
    }

    private PromptDialog dialog(PromptForm form) {
        Window owner = parent == null ? null : SwingUtilities.windowForComponent(parent);
        return new PromptDialog(owner, form);
    }

    /** A dialog that another thread waits for. All but the result is used only on the event dispatch thread. */
    private final class Question {

        private final PromptForm form;
        private @Nullable PromptDialog dialog;
        private boolean abandoned;
        private volatile PromptResult result = new PromptResult.Cancelled();

        Question(PromptForm form) {
            this.form = form;
        }

        void ask() {
            if (abandoned) {
                return;
            }
            dialog = dialog(form);
            result = dialog.ask();
            if (abandoned) {
                result.close();
            }
        }

        /** Nobody waits any more: closes the dialog and wipes an answer that came too late. */
        void abandon() {
            abandoned = true;
            result.close();
            if (dialog != null) {
                dialog.close();
            }
        }
    }
}
