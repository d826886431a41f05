package io.github.wincred.win32;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Optional;

/** By JNA, on every Java and for both pointer sizes. */
final class JnaBinding extends Binding {

    private final Optional<Boolean> nativeAccess = askNativeAccess();
    private final int pointerSize;

    /** Loads JNA's own library. */
    JnaBinding() {
        pointerSize = Native.POINTER_SIZE;
    }

    /** The module of JNA; loads no library. */
    static Module jna() {
        return Native.class.getModule();
    }

    /** By reflection, for it is new in Java 22. */
    private static Optional<Boolean> askNativeAccess() {
        try {
            return Optional.of(Boolean.TRUE.equals(
                    Module.class.getMethod("isNativeAccessEnabled").invoke(jna())));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    Optional<Boolean> nativeAccess() {
        return nativeAccess;
    }

    @Override
    String description() {
        return "JNA " + Native.VERSION + ", native library " + Native.VERSION_NATIVE + ", " + Native.POINTER_SIZE * 8
                + " bits";
    }

    @Override
    int pointerSize() {
        return pointerSize;
    }

    @Override
    long addressOf(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    @Override
    ByteBuffer view(long address, int size) {
        return new Pointer(address).getByteBuffer(0, size);
    }

    @Override
    CredApi credApi(String library) {
        return new JnaCredApi(JnaLibraries.get(library));
    }

    @Override
    int waitForSingleObject(long handle, int milliseconds) {
        return JnaKernel32.WaitForSingleObject(new Pointer(handle), milliseconds);
    }

    @Override
    int releaseMutex(long handle) {
        return JnaKernel32.ReleaseMutex(new Pointer(handle));
    }

    @Override
    Optional<NativeFunction> find(String library, String name, String shape) {
        try {
            return Optional.of(new JnaFunction(JnaLibraries.get(library).getFunction(name), shape));
        } catch (UnsatisfiedLinkError missing) {
            return Optional.empty();
        }
    }

    @Override
    int lastError() {
        return Native.getLastError();
    }

    private record JnaFunction(Function function, String shape) implements NativeFunction {

        @Override
        public long call(Object... arguments) {
            Object[] passed = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                passed[i] = arguments[i] instanceof Long address ? new Pointer(address) : arguments[i];
            }
            return switch (shape.charAt(shape.length() - 1)) {
                case 'P' -> Pointer.nativeValue(function.invokePointer(passed));
                case 'I' -> function.invokeInt(passed);
                default -> {
                    function.invokeVoid(passed);
                    yield 0;
                }
            };
        }
    }
}
