package io.github.wincred.placeholder;

import org.jspecify.annotations.Nullable;

/**
 * A placeholder, or another name of a credential in a configuration, cannot be given its value. The message is one line: which credential, where
 * it was looked for, under which account, what to do. It holds no secret.
 */
public final class PlaceholderException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** A failure without another behind it. */
    public PlaceholderException(String message) {
        super(message);
    }

    /** A failure with the one behind it. */
    public PlaceholderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
