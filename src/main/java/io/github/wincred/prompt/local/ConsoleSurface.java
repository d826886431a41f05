package io.github.wincred.prompt.local;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.win32.WindowsBackend;
import java.io.Console;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks on a console. The password is not echoed. A user name given in the request is not asked for again, as on the command line of Windows; an
 * empty answer keeps the password given in the request. The end of the input cancels. Control characters in the text shown, which could move the
 * cursor or change what is on the screen, appear as U+FFFD.
 *
 * <p>Copies of the password are wiped; in the buffer of {@link Console} itself a line remains until more input overwrites it.
 */
public final class ConsoleSurface implements PromptSurface {

    /** Control characters except line feed and tab. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

    /**
     * Asks on the console of this process, without echo.
     *
     * @return empty at the end of the input
     * @throws CredentialException {@link Reason#NOT_AVAILABLE} if this process has no console
     */
    public static Optional<char[]> password(String prompt) {
        return WindowsBackend.ask(systemConsole(), prompt, false);
    }

    @SuppressWarnings("SystemConsoleNull") // it is null before JDK 22, and from JDK 22 isTerminal says what null said
    private static @Nullable Console terminal() {
        Console console = System.console();
        return console != null && isTerminal(console) ? console : null;
    }

    /** Whether somebody can answer: from JDK 22 there may be a console without a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    @Override
    public boolean isCommandLine() {
        return true;
    }

    /**
     * As in {@link PromptSurface}.
     *
     * @throws CredentialException {@link Reason#NOT_AVAILABLE} if this process has no console
     */
    @Override
    public PromptResult show(PromptForm form) {
        return new Questions(systemConsole()).ask(form);
    }

    private static Console systemConsole() {
        Console console = terminal();
        if (console == null) {
            throw new CredentialException(
                    Reason.NOT_AVAILABLE,
                    "CredUICmdLinePromptForCredentials",
                    null,
                    "this process has no console to ask on; start it in a terminal");
        }
        return console;
    }

    /** The questions of one form. */
    private record Questions(Console console) {

        PromptResult ask(PromptForm form) {
            form.problem().ifPresent(this::say);
            say(form.message());
            Optional<String> userName = userName(form);
            if (userName.isEmpty()) {
                return new PromptResult.Cancelled();
            }
            Optional<Secret> password = password(form);
            if (password.isEmpty()) {
                return new PromptResult.Cancelled();
            }
            boolean complete = false;
            try {
                Optional<Boolean> save = form.asksToSave() ? save(form) : Optional.of(form.save());
                complete = save.isPresent();
                return complete
                        ? new PromptResult.Entered(userName.get(), password.get(), save.get())
                        : new PromptResult.Cancelled();
            } finally {
                if (!complete) {
                    password.get().close();
                }
            }
        }

        private void say(String text) {
            console.format("%s%n", CONTROL.matcher(text).replaceAll("\uFFFD"));
        }

        /** A name that was refused must be typed again, unless it cannot be changed. */
        private Optional<String> userName(PromptForm form) {
            boolean given = !form.userName().isEmpty() && (form.userNameFixed() || !form.refused());
            if (given) {
                say("User name: " + form.userName());
                return Optional.of(form.userName());
            }
            return WindowsBackend.ask(console, "User name: ", true).map(String::new);
        }

        private Optional<Secret> password(PromptForm form) {
            String prompt = form.password().isPresent() ? "Password (nothing keeps the present one): " : "Password: ";
            return WindowsBackend.ask(console, prompt, false).map(typed -> password(form, typed));
        }

        /** Wipes what was typed. */
        private static Secret password(PromptForm form, char[] typed) {
            try {
                return typed.length == 0 && form.password().isPresent()
                        ? form.password().get().copy()
                        : Secret.ofUtf16Le(typed);
            } finally {
                Arrays.fill(typed, '\0');
            }
        }

        private Optional<Boolean> save(PromptForm form) {
            while (true) {
                String answer = console.readLine("Save the password? [%s] ", form.save() ? "Y/n" : "y/N");
                if (answer == null) {
                    return Optional.empty();
                }
                switch (answer.strip().toLowerCase(Locale.ROOT)) {
                    case "" -> {
                        return Optional.of(form.save());
                    }
                    case "y", "yes" -> {
                        return Optional.of(true);
                    }
                    case "n", "no" -> {
                        return Optional.of(false);
                    }
                    default -> say("Please answer y or n.");
                }
            }
        }
    }
}
