package io.github.wincred.win32;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;

/**
 * {@code advapi32.dll}, direct-mapped: JNA binds each native method to its function once, so that a call costs no reflection.
 *
 * <p>Only functions that every Windows has belong here, because direct mapping binds all of them or none; see {@link OptionalFunction} for the
 * others. No method declares {@code LastErrorException}: JNA would throw it after successful calls too (R53).
 */
final class Advapi32 implements CredApi {

    /**
     * {@code stdcall} on 32-bit Windows. On 64-bit Windows there is one convention only, and JNA's direct mapping refuses to be told of another.
     */
    static final Map<String, ?> CONVENTION =
            Native.POINTER_SIZE == 4 ? Map.of(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION) : Map.of();

    Advapi32() {
        Native.register(Advapi32.class, NativeLibrary.getInstance("advapi32", CONVENTION));
    }

    private static native int CredReadW(Pointer targetName, int type, int flags, Pointer credential);

    private static native int CredWriteW(Pointer credential, int flags);

    private static native int CredDeleteW(Pointer targetName, int type, int flags);

    private static native int CredEnumerateW(Pointer filter, int flags, Pointer count, Pointer credentials);

    private static native int CredGetSessionTypes(int maximumPersistCount, Pointer maximumPersist);

    private static native void CredFree(Pointer buffer);

    @Override
    public int credRead(Pointer targetName, int type, int flags, Pointer credential) {
        return CredReadW(targetName, type, flags, credential);
    }

    @Override
    public int credWrite(Pointer credential, int flags) {
        return CredWriteW(credential, flags);
    }

    @Override
    public int credDelete(Pointer targetName, int type, int flags) {
        return CredDeleteW(targetName, type, flags);
    }

    @Override
    public int credEnumerate(Pointer filter, int flags, Pointer count, Pointer credentials) {
        return CredEnumerateW(filter, flags, count, credentials);
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, Pointer maximumPersist) {
        return CredGetSessionTypes(maximumPersistCount, maximumPersist);
    }

    @Override
    public void credFree(Pointer buffer) {
        CredFree(buffer);
    }

    @Override
    public void systemTime(Pointer fileTime) {
        Kernel32.GetSystemTimeAsFileTime(fileTime);
    }

    @Override
    public int lastError() {
        return Native.getLastError();
    }
}
