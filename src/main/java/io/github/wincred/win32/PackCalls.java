package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CRED_PACK_AUTHENTICATION_BUFFER;
import static io.github.wincred.win32.OptionalFunction.CRED_UNPACK_AUTHENTICATION_BUFFER;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptRules;
import io.github.wincred.prompt.UnpackedCredentials;
import java.util.Arrays;
import java.util.Optional;

/** {@code CredPackAuthenticationBufferW} and {@code CredUnPackAuthenticationBufferW}: in credui, but BOOL with a last error. */
final class PackCalls {

    private final OptionalCalls calls;

    PackCalls(OptionalCalls calls) {
        this.calls = calls;
    }

    Secret pack(int flags, String userName, char[] password) {
        try (WipedMemory user = WipedMemory.of(userName);
                WipedMemory secret = WipedMemory.of(password, password.length);
                WipedMemory size = WipedMemory.ofBytes(4)) {
            pack(flags, user, secret, null, size);
            if (size.getInt(0) <= 0) {
                // A stub that reports success and writes nothing.
                throw new CredentialException(
                        Reason.NOT_AVAILABLE,
                        CRED_PACK_AUTHENTICATION_BUFFER.operation(),
                        null,
                        "this system exports the function but does not carry it out");
            }
            try (WipedMemory packed = WipedMemory.ofBytes(size.getInt(0))) {
                if (!pack(flags, user, secret, packed, size)) {
                    throw WindowsErrors.failure(
                            CRED_PACK_AUTHENTICATION_BUFFER.operation(), null, WinError.ERROR_INSUFFICIENT_BUFFER);
                }
                return Secret.takeOver(packed.getBytes(size.getInt(0)));
            }
        }
    }

    /** False if the buffer is too small; the size is then the one that is needed. */
    private boolean pack(int flags, WipedMemory user, WipedMemory password, WipedMemory packed, WipedMemory size) {
        if (calls.call(
                        CRED_PACK_AUTHENTICATION_BUFFER,
                        flags,
                        user.address(),
                        password.address(),
                        WipedMemory.addressOf(packed),
                        size.address())
                != 0) {
            return true;
        }
        int code = calls.lastError();
        if (code == WinError.ERROR_INSUFFICIENT_BUFFER) {
            return false;
        }
        throw WindowsErrors.failure(CRED_PACK_AUTHENTICATION_BUFFER.operation(), null, code);
    }

    /** With buffers of the documented limits first; if they do not do, with the sizes that the function then asks for. */
    UnpackedCredentials unpack(int flags, Secret packed) {
        byte[] bytes = packed.toByteArray();
        try (WipedMemory buffer = WipedMemory.of(bytes);
                WipedMemory sizes = WipedMemory.ofBytes(12)) {
            sizes.setInt(0, AccountName.MAX_USER_CHARS + 1);
            sizes.setInt(4, AccountName.MAX_DOMAIN_CHARS + 1);
            sizes.setInt(8, PromptRules.MAX_PASSWORD_CHARS + 1);
            return unpack(flags, buffer, bytes.length, sizes)
                    .or(() -> unpack(flags, buffer, bytes.length, sizes))
                    .orElseThrow(() -> WindowsErrors.failure(
                            CRED_UNPACK_AUTHENTICATION_BUFFER.operation(), null, WinError.ERROR_INSUFFICIENT_BUFFER));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Empty if a buffer is too small; the sizes are then those that are needed. After success they are not to be relied on: the buffers are zeroed
     * before, and read up to the terminator.
     */
    private Optional<UnpackedCredentials> unpack(int flags, WipedMemory packed, int packedSize, WipedMemory sizes) {
        try (WipedMemory user = text(sizes, 0);
                WipedMemory domain = text(sizes, 4);
                WipedMemory password = text(sizes, 8)) {
            int succeeded = calls.call(
                    CRED_UNPACK_AUTHENTICATION_BUFFER,
                    flags,
                    packed.address(),
                    packedSize,
                    user.address(),
                    sizes.address(),
                    domain.address(),
                    sizes.address() + 4,
                    password.address(),
                    sizes.address() + 8);
            if (succeeded == 0) {
                int code = calls.lastError();
                if (code == WinError.ERROR_INSUFFICIENT_BUFFER) {
                    return Optional.empty();
                }
                throw WindowsErrors.failure(CRED_UNPACK_AUTHENTICATION_BUFFER.operation(), null, code);
            }
            char[] text = password.text();
            try {
                return Optional.of(new UnpackedCredentials(
                        new String(user.text()), new String(domain.text()), Secret.ofUtf16Le(text)));
            } finally {
                Arrays.fill(text, '\0');
            }
        }
    }

    /** A buffer for as many characters as the size at this offset says. */
    private static WipedMemory text(WipedMemory sizes, int offset) {
        return WipedMemory.ofBytes(2 * sizes.getInt(offset));
    }
}
