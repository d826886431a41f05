package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The store functions of a library, direct-mapped: JNA binds each native method to its function once, so that a call costs no reflection. It
 * binds all of them or none, and one library for the whole class.
 *
 * <p>No method declares {@code LastErrorException}: JNA would throw it after successful calls too (R53).
 */
final class JnaCredApi implements CredApi {

    JnaCredApi(NativeLibrary library) {
        Native.register(JnaCredApi.class, library);
    }

    private static native int CredReadW(Pointer targetName, int type, int flags, Pointer credential);

    private static native int CredWriteW(Pointer credential, int flags);

    private static native int CredDeleteW(Pointer targetName, int type, int flags);

    private static native int CredEnumerateW(Pointer filter, int flags, Pointer count, Pointer credentials);

    private static native int CredGetSessionTypes(int maximumPersistCount, Pointer maximumPersist);

    private static native void CredFree(Pointer buffer);

    @Override
    public int credRead(long targetName, int type, int flags, long credential) {
        return CredReadW(new Pointer(targetName), type, flags, new Pointer(credential));
    }

    @Override
    public int credWrite(long credential, int flags) {
        return CredWriteW(new Pointer(credential), flags);
    }

    @Override
    public int credDelete(long targetName, int type, int flags) {
        return CredDeleteW(new Pointer(targetName), type, flags);
    }

    @Override
    public int credEnumerate(long filter, int flags, long count, long credentials) {
        return CredEnumerateW(new Pointer(filter), flags, new Pointer(count), new Pointer(credentials));
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, long maximumPersist) {
        return CredGetSessionTypes(maximumPersistCount, new Pointer(maximumPersist));
    }

    @Override
    public void credFree(long buffer) {
        CredFree(new Pointer(buffer));
    }

    @Override
    public void systemTime(long fileTime) {
        JnaKernel32.GetSystemTimeAsFileTime(new Pointer(fileTime));
    }

    @Override
    public int lastError() {
        return Native.getLastError();
    }
}
