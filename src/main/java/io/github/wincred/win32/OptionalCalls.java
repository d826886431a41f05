package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.win32.Binding.NativeFunction;
import java.util.Optional;

/** Calls functions that the system may lack; a missing one is {@link Reason#NOT_AVAILABLE}. Chooses no lock: see each caller. */
final class OptionalCalls {

    /** Where functions come from: the system, or a DLL of the tests. */
    interface Source {
        Optional<NativeFunction> find(OptionalFunction function);
    }

    private final Source source;

    OptionalCalls(Source source) {
        this.source = source;
    }

    /** Whether the system has the function. */
    boolean has(OptionalFunction function) {
        return source.find(function).isPresent();
    }

    /** Calls a function that returns a BOOL, a DWORD or nothing. */
    int call(OptionalFunction function, Object... arguments) {
        return (int) function(function).call(arguments);
    }

    /** Throws unless the system has the function. */
    void require(OptionalFunction function) {
        if (!has(function)) {
            throw notAvailable(function);
        }
    }

    private NativeFunction function(OptionalFunction function) {
        return source.find(function).orElseThrow(() -> notAvailable(function));
    }

    private static CredentialException notAvailable(OptionalFunction function) {
        return new CredentialException(
                Reason.NOT_AVAILABLE,
                function.operation(),
                null,
                WindowsErrors.thisSystem() + " does not have " + function.exportName());
    }

    /** Calls a function that returns a BOOL, and throws its error if that is FALSE; {@code key} may be null. */
    void check(CredentialKey key, OptionalFunction function, Object... arguments) {
        if (call(function, arguments) == 0) {
            throw WindowsErrors.failure(function.operation(), key, lastError());
        }
    }

    /** Calls a function that returns an error code, and throws unless it is 0. */
    void checkCode(OptionalFunction function, Object... arguments) {
        int code = call(function, arguments);
        if (code != 0) {
            throw WindowsErrors.failure(function.operation(), null, code);
        }
    }

    /** The pointer that a call which succeeded put into a slot; output parameters mean something only then (R32). */
    static long result(OptionalFunction function, WipedMemory slot) {
        long result = slot.result();
        if (result == 0) {
            throw new CredentialException(
                    Reason.OTHER, function.operation(), null, "the call succeeded without a result");
        }
        return result;
    }

    /** The error of this thread's last call that failed. */
    int lastError() {
        return Bindings.get().lastError();
    }

    /** Frees a block that a Cred function returned, whose secrets are wiped already. */
    void free(long block) {
        call(OptionalFunction.CRED_FREE, block);
    }
}
