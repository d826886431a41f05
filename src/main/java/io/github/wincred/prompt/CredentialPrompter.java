package io.github.wincred.prompt;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;

/**
 * Asks a person for a user name and a password.
 *
 * <p>A call blocks until the person has answered; no lock of a store is held meanwhile. May be called by several threads, whose questions then
 * follow one after another or appear side by side, as the system has it.
 */
public interface CredentialPrompter {

    /**
     * Asks, and stores what was entered if the request and the person say so.
     *
     * <p>Without {@link PromptFlag#ALWAYS_SHOW_UI} a stored generic credential for the target is the answer, and nobody is asked. Unless
     * {@link PromptFlag#DO_NOT_PERSIST} was given, Windows declares the returned name and password opaque: only
     * {@link io.github.wincred.credential.AccountName} and functions that log on are meant to look at them.
     *
     * <p>The request's initial password is closed, whatever happens.
     *
     * @return what was entered, which the caller closes, or that the person cancelled (1223)
     * @throws CredentialException {@link Reason#INVALID_FLAGS} or {@link Reason#INVALID_PARAMETER} by {@link PromptRules};
     *     {@link Reason#NOT_AVAILABLE} where there is nobody to ask; otherwise as the store does on writing, with what was entered wiped
     */
    PromptResult prompt(PromptRequest request);

    /**
     * Ends a prompt that was made with {@link PromptFlag#EXPECT_CONFIRMATION}: {@code CredUIConfirmCredentialsW}.
     *
     * @param targetName the same text as in the request
     * @param valid whether the credential worked: true stores it, false forgets it
     * @throws CredentialException {@link Reason#NOT_FOUND} if none of this target waits; only the newest five do (R56); otherwise as the
     *     store does on writing
     */
    void confirm(String targetName, boolean valid);
}
