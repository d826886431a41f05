package io.github.wincred.win32;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** By JNA, on every Java and for both pointer sizes. */
final class JnaBinding extends Binding {

    /** JNA unloads a library that nobody refers to, and with it what the library knows. */
    private static final Map<String, NativeLibrary> LIBRARIES = new ConcurrentHashMap<>();

    private final int pointerSize;

    /** Loads JNA's own library. */
    JnaBinding() {
        pointerSize = Native.POINTER_SIZE;
    }

    /** The module of JNA; loads no library. */
    static Module jna() {
        return Native.class.getModule();
    }

    /**
     * A library whose functions are {@code stdcall} on 32-bit Windows. On 64-bit Windows there is one convention only, and JNA's direct mapping
     * refuses to be told of another.
     */
    static NativeLibrary library(String name) {
        NativeLibrary library = LIBRARIES.get(name);
        if (library == null) {
            Map<String, ?> convention = Native.POINTER_SIZE == 4
                    ? Map.of(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION)
                    : Map.of();
            library = NativeLibrary.getInstance(name, convention);
            LIBRARIES.put(name, library);
        }
        return library;
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
        return new JnaCredApi(library(library));
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
            return Optional.of(new JnaFunction(library(library).getFunction(name), shape));
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
