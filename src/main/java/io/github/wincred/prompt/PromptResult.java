package io.github.wincred.prompt;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Secret;

/** The result of a prompt. */
public sealed interface PromptResult extends AutoCloseable permits PromptResult.Entered, PromptResult.Cancelled {

    /** Wipes the password, if there is one. May be called more than once. */
    @Override
    void close();

    /**
     * A name and a password: entered by the person, or stored already.
     *
     * @param userName the user name; may be empty if {@link PromptFlag#PASSWORD_ONLY_OK} was given or the credential is a generic one
     * @param password the password as UTF-16LE; closed by {@link #close()}
     * @param save the answer to the question whether to save; as requested, if it was not asked
     */
    record Entered(String userName, Secret password, boolean save) implements PromptResult {

        /** Takes ownership of the password. */
        public Entered {
            requireNonNull(userName, "userName");
            requireNonNull(password, "password");
        }

        @Override
        public void close() {
            password.close();
        }
    }

    /** The person cancelled: {@code ERROR_CANCELLED} (1223). */
    record Cancelled() implements PromptResult {
        @Override
        public void close() {}
    }
}
