package io.github.wincred.prompt;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Secret;

/**
 * What an authentication buffer holds.
 *
 * @param userName the user name, with its domain before a backslash if it was packed so
 * @param domain the domain, or an empty string
 * @param password the password as UTF-16LE; closed by {@link #close()}
 */
public record UnpackedCredentials(String userName, String domain, Secret password) implements AutoCloseable {

    /** Takes ownership of the password. */
    public UnpackedCredentials {
        requireNonNull(userName, "userName");
        requireNonNull(domain, "domain");
        requireNonNull(password, "password");
    }

    @Override
    public void close() {
        password.close();
    }
}
