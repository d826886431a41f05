package io.github.wincred.win32;

import static io.github.wincred.win32.ForeignBinding.noResult;
import static io.github.wincred.win32.ForeignBinding.rethrown;
import static io.github.wincred.win32.ForeignBinding.state;
import static io.github.wincred.win32.SystemFunction.CRED_DELETE;
import static io.github.wincred.win32.SystemFunction.CRED_ENUMERATE;
import static io.github.wincred.win32.SystemFunction.CRED_FREE;
import static io.github.wincred.win32.SystemFunction.CRED_GET_SESSION_TYPES;
import static io.github.wincred.win32.SystemFunction.CRED_READ;
import static io.github.wincred.win32.SystemFunction.CRED_WRITE;
import static io.github.wincred.win32.SystemFunction.GET_SYSTEM_TIME_AS_FILE_TIME;

import java.lang.invoke.MethodHandle;

/** The store functions of a library, each linked when it is first called: a program may want one of them and nothing more. */
final class ForeignCredApi implements CredApi {

    private static final SystemFunction[] FUNCTIONS = {
        CRED_READ, CRED_WRITE, CRED_DELETE, CRED_ENUMERATE, CRED_GET_SESSION_TYPES, CRED_FREE
    };

    private final ForeignBinding binding;
    private final String library;

    private MethodHandle read;
    private MethodHandle write;
    private MethodHandle delete;
    private MethodHandle enumerate;
    private MethodHandle sessionTypes;
    private MethodHandle free;
    private MethodHandle time;

    /** Looks for all functions, since a block must be freed that a call gave. */
    ForeignCredApi(ForeignBinding binding, String library) {
        this.binding = binding;
        this.library = library;
        for (SystemFunction function : FUNCTIONS) {
            binding.require(library, function);
        }
    }

    @Override
    public int credRead(long targetName, int type, int flags, long credential) {
        if (read == null) {
            read = binding.link(library, CRED_READ);
        }
        try {
            return (int) (long) read.invokeExact(state(), targetName, (long) type, (long) flags, credential);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int credWrite(long credential, int flags) {
        if (write == null) {
            write = binding.link(library, CRED_WRITE);
        }
        try {
            return (int) (long) write.invokeExact(state(), credential, (long) flags);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int credDelete(long targetName, int type, int flags) {
        if (delete == null) {
            delete = binding.link(library, CRED_DELETE);
        }
        try {
            return (int) (long) delete.invokeExact(state(), targetName, (long) type, (long) flags);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int credEnumerate(long filter, int flags, long count, long credentials) {
        if (enumerate == null) {
            enumerate = binding.link(library, CRED_ENUMERATE);
        }
        try {
            return (int) (long) enumerate.invokeExact(state(), filter, (long) flags, count, credentials);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, long maximumPersist) {
        if (sessionTypes == null) {
            sessionTypes = binding.link(library, CRED_GET_SESSION_TYPES);
        }
        try {
            return (int) (long) sessionTypes.invokeExact(state(), (long) maximumPersistCount, maximumPersist);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public void credFree(long buffer) {
        if (free == null) {
            free = binding.link(library, CRED_FREE);
        }
        try {
            noResult((long) free.invokeExact(state(), buffer));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public void systemTime(long fileTime) {
        if (time == null) {
            time = binding.link(GET_SYSTEM_TIME_AS_FILE_TIME);
        }
        try {
            noResult((long) time.invokeExact(state(), fileTime));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int lastError() {
        return ForeignBinding.error();
    }
}
