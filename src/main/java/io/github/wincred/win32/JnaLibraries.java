package io.github.wincred.win32;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The libraries of this process. JNA unloads one that nobody refers to, and with it what the library knows. */
final class JnaLibraries {

    private static final Map<String, NativeLibrary> LOADED = new ConcurrentHashMap<>();

    private JnaLibraries() {}

    /**
     * A library whose functions are {@code stdcall} on 32-bit Windows. On 64-bit Windows there is one convention only, and JNA's direct mapping
     * refuses to be told of another.
     */
    static NativeLibrary get(String name) {
        NativeLibrary library = LOADED.get(name);
        if (library == null) {
            Map<String, ?> convention = Native.POINTER_SIZE == 4
                    ? Map.of(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION)
                    : Map.of();
            library = NativeLibrary.getInstance(name, convention);
            LOADED.put(name, library);
        }
        return library;
    }
}
