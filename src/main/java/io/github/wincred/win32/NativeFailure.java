package io.github.wincred.win32;

/** A function that is not part of the store failed, and the caller goes on without it. */
final class NativeFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private NativeFailure(String message) {
        super(message);
    }

    /** This system does not have the function. */
    static NativeFailure missing(String function) {
        return new NativeFailure(WindowsErrors.thisSystem() + " does not have " + function);
    }

    /** Returns {@code result}, a BOOL or a handle, or throws if it is FALSE or null; to be called directly after the function. */
    static long check(String function, long result) throws NativeFailure {
        if (result == 0) {
            throw new NativeFailure(function + " failed with Windows error "
                    + Integer.toUnsignedString(Bindings.get().lastError()));
        }
        return result;
    }
}
