package io.github.wincred.placeholder;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a placeholder, or another name of a credential in a configuration, cannot be resolved. The message is one line: which credential,
 * where it was looked for, under which account, what to do. It contains no secret.
 */
public final class PlaceholderException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** A failure without a cause. */
    public PlaceholderException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public PlaceholderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
