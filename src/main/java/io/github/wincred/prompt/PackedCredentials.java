package io.github.wincred.prompt;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Secret;

/**
 * What the modern prompt of Windows returns.
 *
 * @param authenticationPackage the package that the buffer is for
 * @param buffer the authentication buffer; closed by {@link #close()}
 * @param save whether the person wants it saved; the prompt itself never saves
 */
public record PackedCredentials(int authenticationPackage, Secret buffer, boolean save) implements AutoCloseable {

    /** {@code CREDUI_MAX_CREDENTIALS_BLOB_SIZE}, in bytes. Not a limit here: the functions are asked for the size. */
    public static final int MAX_BUFFER_BYTES = 65535;

    /** {@code CREDUI_MAX_PACKED_CREDENTIALS_LENGTH}, in characters. Not a limit here: the functions are asked for the size. */
    public static final int MAX_PACKED_CHARS = 32765;

    /** Takes ownership of the buffer. */
    public PackedCredentials {
        requireNonNull(buffer, "buffer");
    }

    @Override
    public void close() {
        buffer.close();
    }
}
