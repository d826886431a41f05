package io.github.wincred.prompt;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * A request for the modern prompt: every argument of {@code CredUIPromptForWindowsCredentialsW}. It shows no banner.
 *
 * @param message the text above the fields, at most 1024 UTF-16 units
 * @param caption the title of the window, at most 128 UTF-16 units
 * @param parentWindow the {@code HWND} of the window to which the dialog belongs, or 0
 * @param errorCode the Windows error code that made the prompt necessary, or 0
 * @param authenticationPackage the package to ask for, or 0
 * @param input a packed buffer to begin with; stays the caller's
 * @param save the initial state of the check box for saving
 * @param flags the flags
 */
public record WindowsPromptRequest(
        Optional<String> message,
        Optional<String> caption,
        long parentWindow,
        int errorCode,
        int authenticationPackage,
        Optional<Secret> input,
        boolean save,
        Set<WindowsPromptFlag> flags) {

    private static final String OPERATION = "CredUIPromptForWindowsCredentials";

    /**
     * Checks the request.
     *
     * @throws CredentialException {@link Reason#INVALID_FLAGS} for flags that exclude each other, or IN_CRED_ONLY without an input, or with an empty one;
     *     {@link Reason#INVALID_PARAMETER} for an oversized text or one that holds U+0000
     */
    public WindowsPromptRequest {
        flags = Set.copyOf(flags);
        exclude(flags, WindowsPromptFlag.GENERIC, WindowsPromptFlag.SECURE_PROMPT);
        exclude(flags, WindowsPromptFlag.AUTHPACKAGE_ONLY, WindowsPromptFlag.IN_CRED_ONLY);
        if (flags.contains(WindowsPromptFlag.IN_CRED_ONLY)
                && input.map(Secret::isEmpty).orElse(true)) {
            throw new CredentialException(Reason.INVALID_FLAGS, OPERATION, null, "IN_CRED_ONLY needs an input");
        }
        PromptRules.check(OPERATION, "message", message, PromptRules.MAX_MESSAGE_CHARS);
        PromptRules.check(OPERATION, "caption", caption, PromptRules.MAX_CAPTION_CHARS);
    }

    /** A request with only a message, a caption and flags. */
    public static WindowsPromptRequest of(String message, String caption, WindowsPromptFlag... flags) {
        return new WindowsPromptRequest(
                Optional.of(message), Optional.of(caption), 0, 0, 0, Optional.empty(), false, Set.of(flags));
    }

    private static void exclude(Set<WindowsPromptFlag> flags, WindowsPromptFlag one, WindowsPromptFlag other) {
        if (flags.contains(one) && flags.contains(other)) {
            throw new CredentialException(
                    Reason.INVALID_FLAGS, OPERATION, null, one + " and " + other + " exclude each other");
        }
    }
}
