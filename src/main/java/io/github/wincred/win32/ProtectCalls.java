package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CRED_IS_PROTECTED;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.ProtectionType;

/** {@code CredProtectW}, {@code CredUnprotectW}, their Ex forms and {@code CredIsProtectedW}. Sizes are in characters with the terminator. */
final class ProtectCalls {

    private final OptionalCalls calls;

    ProtectCalls(OptionalCalls calls) {
        this.calls = calls;
    }

    /** Protects, or takes away the protection, in two calls: one for the size, one for the text. */
    char[] transform(OptionalFunction function, int selfOrFlags, char[] text) {
        // The forms that protect report the type in one argument more.
        boolean protects = function == OptionalFunction.CRED_PROTECT || function == OptionalFunction.CRED_PROTECT_EX;
        try (WipedMemory input = WipedMemory.of(text, text.length);
                WipedMemory size = WipedMemory.ofBytes(4)) {
            return JvmLock.hold(() -> {
                if (call(function, protects, selfOrFlags, input, text.length + 1, null, size) == 0) {
                    int code = calls.lastError();
                    if (code != WinError.ERROR_INSUFFICIENT_BUFFER) {
                        throw WindowsErrors.failure(function.operation(), null, code);
                    }
                }
                try (WipedMemory output = WipedMemory.ofBytes(2 * (size.getInt(0) + 1))) {
                    if (call(function, protects, selfOrFlags, input, text.length + 1, output, size) == 0) {
                        throw WindowsErrors.failure(function.operation(), null, calls.lastError());
                    }
                    return output.text();
                }
            });
        }
    }

    private int call(
            OptionalFunction function,
            boolean protects,
            int selfOrFlags,
            WipedMemory input,
            int inputChars,
            WipedMemory output,
            WipedMemory size) {
        return protects
                ? calls.call(
                        function,
                        selfOrFlags,
                        input.address(),
                        inputChars,
                        WipedMemory.addressOf(output),
                        size.address(),
                        0L)
                : calls.call(
                        function,
                        selfOrFlags,
                        input.address(),
                        inputChars,
                        WipedMemory.addressOf(output),
                        size.address());
    }

    ProtectionType typeOf(char[] text) {
        try (WipedMemory input = WipedMemory.of(text, text.length);
                WipedMemory type = WipedMemory.ofBytes(4)) {
            JvmLock.hold(() -> calls.check(null, CRED_IS_PROTECTED, input.address(), type.address()));
            return new ProtectionType(type.getInt(0));
        }
    }
}
