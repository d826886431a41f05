package io.github.wincred.win32;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The calls into native code, by JNA or by {@code java.lang.foreign}. An address is a number, 0 for NULL; memory is a direct buffer. Everything
 * above is written once for both.
 */
abstract class Binding {

    /** What it is, with its version. */
    abstract String description();

    /** Whether native access was enabled before this made use of it, after which Java says that it is; empty where Java does not restrict it. */
    abstract Optional<Boolean> nativeAccess();

    /** The size of a pointer: 4 or 8. */
    abstract int pointerSize();

    /** Where a direct buffer begins. The caller keeps the buffer reachable as long as native code may use the address. */
    abstract long addressOf(ByteBuffer direct);

    /** A buffer in native byte order over memory that is not Java's, for as long as it is valid. */
    abstract ByteBuffer view(long address, int size);

    /** The store functions of a library. */
    abstract CredApi credApi(String library);

    /** {@code WaitForSingleObject}; around every call of the store, and therefore not among the functions that are looked up. */
    abstract int waitForSingleObject(long handle, int milliseconds);

    /** {@code ReleaseMutex}; as the one above. */
    abstract int releaseMutex(long handle);

    /**
     * A function of a library, or empty if there is no such library or function.
     *
     * @param shape a letter for each argument and, after {@code >}, one for the result: P for an address or handle, I for 32 bits, V for
     *     nothing, such as {@code PIP>I}. Those of the product stand in {@link SystemFunction} and {@link OptionalFunction} alone.
     */
    abstract Optional<NativeFunction> find(String library, String name, String shape);

    /** The error code of this thread's last call that failed; 0 if the system set none. */
    abstract int lastError();

    /** A function that was looked up. */
    interface NativeFunction {

        /**
         * Calls it.
         *
         * @param arguments an {@link Integer} for 32 bits, a {@link Long} for an address, as its shape says
         * @return what it returns: an address, a number of 32 bits, or 0 for nothing
         */
        long call(Object... arguments);
    }
}
