package io.github.wincred.win32;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By {@code java.lang.foreign}, for 64 bits. An address passes as a 64-bit integer, which is the same to every 64-bit calling convention, and
 * needs no object.
 */
@SuppressWarnings("restricted")
final class ForeignBinding extends Binding {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    /** What a call that failed leaves; elsewhere than on Windows, where tests run, {@code errno}. */
    private static final String ERROR = errorOffset("GetLastError") < 0 ? "errno" : "GetLastError";

    private static final long ERROR_OFFSET = errorOffset(ERROR);
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState(ERROR);

    private static final ThreadLocal<MemorySegment> STATES = new ThreadLocal<>();

    private final Map<String, Optional<SymbolLookup>> libraries = new ConcurrentHashMap<>();
    private final Optional<Boolean> nativeAccess =
            Optional.of(ForeignBinding.class.getModule().isNativeAccessEnabled());

    private MethodHandle wait;
    private MethodHandle release;

    /** Asks for native access, which Java may deny. */
    ForeignBinding() {
        AddressLayout address = ValueLayout.ADDRESS;
        if (address.byteSize() != Long.BYTES) {
            throw new UnsupportedOperationException("it needs 64 bits, and this JVM has " + 8 * address.byteSize());
        }
        MemorySegment.NULL.reinterpret(0);
    }

    /** Added up, since the way of Java to ask for it takes a program some ten milliseconds; negative if there is none. */
    private static long errorOffset(String name) {
        long offset = 0;
        for (MemoryLayout member : STATE.memberLayouts()) {
            if (member.name().orElse("").equals(name)) {
                return offset;
            }
            offset += member.byteSize();
        }
        return -1;
    }

    @Override
    Optional<Boolean> nativeAccess() {
        return nativeAccess;
    }

    /** The place for the error of this thread's next call. */
    static MemorySegment state() {
        MemorySegment state = STATES.get();
        if (state == null) {
            state = Arena.ofAuto().allocate(STATE);
            STATES.set(state);
        }
        return state;
    }

    /** The error of this thread's last call that failed. */
    static int error() {
        return state().get(JAVA_INT, ERROR_OFFSET);
    }

    /** A handle to a function that is there; its first argument is {@link #state()}. */
    MethodHandle link(String library, SystemFunction function) {
        return link(require(library, function), function.shape());
    }

    /** As the one above, in its own library. */
    MethodHandle link(SystemFunction function) {
        return link(function.library(), function);
    }

    /** A function that is there. */
    MemorySegment require(String library, SystemFunction function) {
        return symbol(library, function.exportName())
                .orElseThrow(() -> new UnsatisfiedLinkError(library + " does not have " + function.exportName()));
    }

    private static MethodHandle link(MemorySegment symbol, String shape) {
        MemoryLayout[] arguments = new MemoryLayout[shape.indexOf('>')];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = layout(shape.charAt(i));
        }
        char result = shape.charAt(arguments.length + 1);
        return LINKER.downcallHandle(
                symbol,
                result == 'V' ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(layout(result), arguments),
                CAPTURE);
    }

    private static ValueLayout layout(char letter) {
        return letter == 'P' ? JAVA_LONG : JAVA_INT;
    }

    private Optional<MemorySegment> symbol(String library, String name) {
        return libraries.computeIfAbsent(library, ForeignBinding::open).flatMap(lookup -> lookup.find(name));
    }

    private static Optional<SymbolLookup> open(String library) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(library, Arena.global()));
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /** A handle throws nothing of its own but errors. */
    static AssertionError rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new AssertionError(failure);
    }

    @Override
    String description() {
        return "java.lang.foreign of Java " + Runtime.version().feature() + ", 64 bits";
    }

    @Override
    int pointerSize() {
        return Long.BYTES;
    }

    @Override
    long addressOf(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct).address();
    }

    @Override
    ByteBuffer view(long address, int size) {
        return MemorySegment.ofAddress(address).reinterpret(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    CredApi credApi(String library) {
        return new ForeignCredApi(this, library);
    }

    @Override
    int waitForSingleObject(long handle, int milliseconds) {
        if (wait == null) {
            wait = link(SystemFunction.WAIT_FOR_SINGLE_OBJECT);
        }
        try {
            return (int) wait.invokeExact(state(), handle, milliseconds);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    int releaseMutex(long handle) {
        if (release == null) {
            release = link(SystemFunction.RELEASE_MUTEX);
        }
        try {
            return (int) release.invokeExact(state(), handle);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    Optional<NativeFunction> find(String library, String name, String shape) {
        Optional<MemorySegment> symbol = symbol(library, name);
        return symbol.isEmpty() ? Optional.empty() : Optional.of(new ForeignFunction(symbol.get(), shape));
    }

    @Override
    int lastError() {
        return error();
    }

    /** Linked when it is called: many are only looked up. */
    private record ForeignFunction(MemorySegment symbol, String shape) implements NativeFunction {

        @Override
        public long call(Object... arguments) {
            try {
                Object result = link(symbol, shape).bindTo(state()).invokeWithArguments(arguments);
                return result instanceof Number number ? number.longValue() : 0;
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }
}
