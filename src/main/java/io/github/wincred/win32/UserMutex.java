package io.github.wincred.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;

/**
 * The named mutex of this user: held around each write or delete together with its read-back, and around each compound operation, so that
 * programs with this library do not lose each other's writes (R52). Other programs do not know it.
 *
 * <p>Its name carries the user's SID, and its security descriptor admits that SID and SYSTEM, so that an elevated process and a normal one of
 * the same user share it. It is global to the machine; where that cannot be made, it is the logon session's; where no mutex can be made (a
 * sandbox, an AppContainer), there is none, the JVM's lock alone remains, and {@link #description()} says so.
 *
 * <p>A mutex belongs to a thread and counts, so a holder may take it again. Callers hold {@link JvmLock#MONITOR} from before {@link #acquire}
 * to after {@link #release}; nothing in between may block, so a virtual thread stays on its carrier. The handle is kept until the process ends.
 */
final class UserMutex {

    private static final String BASE_NAME = "io.github.wincred-";
    private static final String[] NAMESPACES = {"Global\\", "Local\\"};
    private static final int SDDL_REVISION_1 = 1;

    /** How long one wait may keep this JVM's readers out. */
    private static final int SLICE_MILLIS = 50;

    private static UserMutex instance;

    private final Pointer handle;
    private final String description;

    /** How often the holder of the JVM's lock has taken the mutex: the system is asked for the first time alone. */
    private int depth;

    private UserMutex(Pointer handle, String description) {
        this.handle = handle;
        this.description = description;
    }

    /** The mutex of the user who runs this process; made on the first call. */
    static UserMutex get() {
        if (instance == null) {
            instance = create(BASE_NAME);
        }
        return instance;
    }

    /** Makes or opens the mutex whose name is this and the SID. */
    static UserMutex create(String baseName) {
        try {
            String sid = CurrentUser.sid();
            Pointer descriptor = securityDescriptor("D:P(A;;GA;;;".concat(sid).concat(")(A;;GA;;;SY)"));
            try {
                return create(baseName.concat(sid), descriptor);
            } finally {
                Kernel32.LocalFree(descriptor);
            }
        } catch (NativeFailure e) {
            return new UserMutex(null, none(e));
        }
    }

    private static UserMutex create(String name, Pointer descriptor) {
        StructLayout layout = securityAttributes(Native.POINTER_SIZE);
        Memory attributes = new Memory(layout.size());
        attributes.clear();
        attributes.setInt(layout.offset("nLength"), layout.size());
        attributes.setPointer(layout.offset("lpSecurityDescriptor"), descriptor);
        NativeFailure refusal = null;
        for (String namespace : NAMESPACES) {
            String path = namespace.concat(name);
            Pointer handle = Kernel32.CreateMutexW(attributes, 0, wide(path));
            try {
                NativeFailure.check("CreateMutex of ".concat(path), handle == null ? 0 : 1);
                return new UserMutex(handle, path);
            } catch (NativeFailure e) {
                refusal = e;
            }
        }
        return new UserMutex(null, none(refusal));
    }

    /** {@code SECURITY_ATTRIBUTES}. */
    static StructLayout securityAttributes(int pointerSize) {
        return StructLayout.of("SECURITY_ATTRIBUTES", pointerSize)
                .dword("nLength")
                .pointer("lpSecurityDescriptor")
                .dword("bInheritHandle");
    }

    private static String none(NativeFailure cause) {
        return "none, other processes are not waited for: ".concat(cause.getMessage());
    }

    private static Pointer securityDescriptor(String sddl) throws NativeFailure {
        PointerByReference descriptor = new PointerByReference();
        NativeFailure.check(
                "ConvertStringSecurityDescriptorToSecurityDescriptor",
                Advapi32Security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                        wide(sddl), SDDL_REVISION_1, descriptor.getPointer(), null));
        return descriptor.getValue();
    }

    private static Memory wide(String text) {
        Memory memory = new Memory((text.length() + 1L) * 2);
        memory.setWideString(0, text);
        return memory;
    }

    /** The mutex's name, or why there is none. */
    String description() {
        return description;
    }

    /**
     * Takes the mutex. While another process holds it, the JVM's lock is let go from time to time, so that readers get their turn.
     *
     * @param deadline when to give up, as {@link System#nanoTime()}; the mutex is tried at least once
     * @throws CredentialException {@link Reason#BUSY} if the deadline passes
     */
    void acquire(long deadline, String operation, CredentialKey key) {
        if (handle == null || depth > 0) {
            depth++;
            return;
        }
        boolean interrupted = false;
        try {
            while (!acquireWithinSlice(deadline, operation, key)) {
                try {
                    JvmLock.MONITOR.wait(1);
                } catch (InterruptedException e) {
                    // Does not end the wait, which is bounded.
                    interrupted = true;
                }
            }
            depth = 1;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean acquireWithinSlice(long deadline, String operation, CredentialKey key) {
        long left = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
        int result = Kernel32.WaitForSingleObject(handle, (int) Math.min(SLICE_MILLIS, left));
        switch (result) {
            // An abandoned mutex is an acquired one: its holder died, and each native call is done whole or not at all.
            case Kernel32.WAIT_OBJECT_0, Kernel32.WAIT_ABANDONED -> {
                return true;
            }
            case Kernel32.WAIT_TIMEOUT -> {
                if (left > 0) {
                    return false;
                }
                throw new CredentialException(
                        Reason.BUSY,
                        operation,
                        key,
                        "another process held the mutex " + description
                                + " for the whole waiting time; nothing was written");
            }
            default -> throw WindowsErrors.failure(operation, key, Native.getLastError());
        }
    }

    /** Gives the mutex back, once for each {@link #acquire} that returned. */
    void release() {
        depth--;
        if (handle != null && depth == 0) {
            Kernel32.ReleaseMutex(handle);
        }
    }
}
