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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By {@code java.lang.foreign}, for 64 bits. Addresses and numbers of 32 bits all pass as 64-bit integers, which is the same to Windows and Linux on
 * x64 and ARM64: each has a place of 64 bits for every argument and result, and of one with 32 bits only the lower half is looked at. So functions
 * with the same number of arguments look alike to Java, which takes some twenty milliseconds to learn how to call each kind.
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
        Arrays.fill(arguments, JAVA_LONG);
        return LINKER.downcallHandle(symbol, FunctionDescriptor.of(JAVA_LONG, arguments), CAPTURE);
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

    /** Takes what lies in the place of a result after a call of a function that has none. */
    static void noResult(long anything) {}

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
            return (int) (long) wait.invokeExact(state(), handle, (long) milliseconds);
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
            return (int) (long) release.invokeExact(state(), handle);
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
            long[] numbers = new long[arguments.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = shape.charAt(i) == 'P' ? (Long) arguments[i] : (Integer) arguments[i];
            }
            try {
                long result = (long) link(symbol, shape)
                        .asSpreader(long[].class, numbers.length)
                        .invokeExact(state(), numbers);
                return switch (shape.charAt(shape.length() - 1)) {
                    case 'P' -> result;
                    case 'I' -> (int) result;
                    default -> 0;
                };
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }
}
