package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.security.ProviderException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a store could not do what was asked. The library's one failure type.
 *
 * <p>Unchecked, because half the methods of {@code KeyStoreSpi} cannot throw a checked exception. The message says what was attempted, on which
 * credential, what is wrong and, where something helps, what to do next; it never holds a secret.
 */
public final class CredentialException extends ProviderException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int windowsCode;
    private final String operation;
    private final transient @Nullable CredentialKey key;

    /**
     * A failure with its own Windows code.
     *
     * @param reason why, in terms a caller can act on
     * @param windowsCode the Windows error code; what the system returned, or what Windows would have returned
     * @param operation the Windows function or the library's own operation, such as {@code CredWrite}
     * @param key the credential concerned, or null
     * @param detail what is wrong (field, limit and actual size for bad input) and what to do next, without a trailing full stop
     * @param cause the exception behind this one, or null
     */
    public CredentialException(
            Reason reason,
            int windowsCode,
            String operation,
            @Nullable CredentialKey key,
            String detail,
            @Nullable Throwable cause) {
        super(operation + (key == null ? "" : " of " + key) + ": " + detail, cause);
        this.reason = requireNonNull(reason, "reason");
        this.windowsCode = windowsCode;
        this.operation = requireNonNull(operation, "operation");
        this.key = key;
    }

    /** A failure detected by the library itself, with the reason's Windows code. */
    public CredentialException(Reason reason, String operation, @Nullable CredentialKey key, String detail) {
        this(reason, reason.windowsCode(), operation, key, detail, null);
    }

    /** A failure detected by the library itself, with the reason's Windows code and a cause. */
    public CredentialException(
            Reason reason, String operation, @Nullable CredentialKey key, String detail, @Nullable Throwable cause) {
        this(reason, reason.windowsCode(), operation, key, detail, cause);
    }

    /** Why the operation failed. */
    public Reason reason() {
        return reason;
    }

    /** The Windows error code, 0 if there is none. */
    public int windowsCode() {
        return windowsCode;
    }

    /** The operation that failed, such as {@code CredWrite}. */
    public String operation() {
        return operation;
    }

    /** The credential concerned; empty if there was none, and after deserialization. */
    public Optional<CredentialKey> key() {
        return Optional.ofNullable(key);
    }
}
