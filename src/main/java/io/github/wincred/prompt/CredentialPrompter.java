package io.github.wincred.prompt;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;

/**
 * Asks a person for a user name and a password.
 *
 * <p>A call blocks until the person has answered; no lock of a store is held meanwhile. May be called by several threads; their prompts then follow
 * one after another or appear side by side, depending on the system.
 */
public interface CredentialPrompter {

    /**
     * Asks, and stores what was entered if the request and the person say so.
     *
     * <p>Without {@link PromptFlag#ALWAYS_SHOW_UI} a stored generic credential for the target is returned, and nobody is asked. Unless
     * {@link PromptFlag#DO_NOT_PERSIST} was given, Windows declares the returned name and password opaque: only
     * {@link io.github.wincred.credential.AccountName} and logon functions are meant to look at them.
     *
     * <p>The request's initial password is always closed.
     *
     * @return what was entered, which the caller closes, or that the person cancelled (1223)
     * @throws CredentialException {@link Reason#INVALID_FLAGS} or {@link Reason#INVALID_PARAMETER} by {@link PromptRules};
     *     {@link Reason#NOT_AVAILABLE} if there is nobody to ask; otherwise as for a write to the store, after wiping what was entered
     */
    PromptResult prompt(PromptRequest request);

    /**
     * Completes a prompt that was made with {@link PromptFlag#EXPECT_CONFIRMATION}: {@code CredUIConfirmCredentialsW}.
     *
     * @param targetName the same text as in the request
     * @param valid whether the credential worked: true stores it, false discards it
     * @throws CredentialException {@link Reason#NOT_FOUND} if none waits for this target; only the newest five do (R56); otherwise as for a write to
     *     the store
     */
    void confirm(String targetName, boolean valid);
}
