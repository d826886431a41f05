package io.github.wincred.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;

/**
 * The kernel object behind {@link UserMutex}.
 *
 * <p>It lies in a {@link PrivateNamespace} of the user where the system has such, and otherwise under a global name that carries the user's SID,
 * which another user could take first. That choice depends on nothing that may fail in one process and succeed in another, since two that
 * choose differently exclude nobody. Either way the object's owner is this user, or it is not used. Its security descriptor admits the user and
 * SYSTEM, so that an elevated process and a normal one share it.
 *
 * @param handle kept until the process ends; null where no mutex can be had (a sandbox, an AppContainer, another user's object)
 * @param description its name, or why there is none
 */
record NamedMutex(Pointer handle, String description) {

    private static final int SDDL_REVISION_1 = 1;

    /**
     * Makes or opens the mutex.
     *
     * @param name of the namespace, or the first part of the global name
     * @param library where the functions for the namespace are, or are not
     */
    static NamedMutex open(String name, NativeLibrary library) {
        try {
            String sid = CurrentUser.sid();
            Pointer descriptor = securityDescriptor(
                    "O:".concat(sid).concat("D:P(A;;GA;;;").concat(sid).concat(")(A;;GA;;;SY)"));
            try {
                return open(name, sid, PrivateNamespace.of(library), securityAttributes(descriptor));
            } finally {
                Kernel32.LocalFree(descriptor);
            }
        } catch (NativeFailure e) {
            return none(e.getMessage());
        }
    }

    private static NamedMutex open(String name, String sid, Optional<PrivateNamespace> namespace, Pointer attributes)
            throws NativeFailure {
        if (namespace.isEmpty()) {
            String path = "Global\\".concat(name).concat("-").concat(sid);
            return open(path, path.concat(", whose owner is this user"), sid, attributes);
        }
        String path = name.concat("\\store");
        String description = path.concat(" in the private namespace of ").concat(sid);
        try {
            namespace.get().enter(name, sid, attributes);
        } catch (NativeFailure e) {
            // Another copy of this library may have entered it for the whole process, which is no success of ours.
            NamedMutex mutex = open(path, description, sid, attributes);
            return mutex.handle == null ? none(e.getMessage()) : mutex;
        }
        return open(path, description, sid, attributes);
    }

    private static NamedMutex open(String path, String description, String sid, Pointer attributes)
            throws NativeFailure {
        Pointer handle = Kernel32.CreateMutexW(attributes, 0, wide(path));
        try {
            NativeFailure.check("CreateMutex of ".concat(path), handle);
            String owner = CurrentUser.ownerOf(handle);
            if (owner.equals(sid)) {
                return new NamedMutex(handle, description);
            }
            Kernel32.CloseHandle(handle);
            return none(path.concat(" belongs to ").concat(owner));
        } catch (NativeFailure e) {
            return none(e.getMessage());
        }
    }

    private static NamedMutex none(String reason) {
        return new NamedMutex(null, "none, other processes are not waited for: ".concat(reason));
    }

    private static Pointer securityDescriptor(String sddl) throws NativeFailure {
        PointerByReference descriptor = new PointerByReference();
        NativeFailure.check(
                "ConvertStringSecurityDescriptorToSecurityDescriptor",
                Advapi32Security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                        wide(sddl), SDDL_REVISION_1, descriptor.getPointer(), null));
        return descriptor.getValue();
    }

    private static Pointer securityAttributes(Pointer descriptor) {
        StructLayout layout = securityAttributes(Native.POINTER_SIZE);
        Memory attributes = new Memory(layout.size());
        attributes.clear();
        attributes.setInt(layout.offset("nLength"), layout.size());
        attributes.setPointer(layout.offset("lpSecurityDescriptor"), descriptor);
        return attributes;
    }

    /** {@code SECURITY_ATTRIBUTES}. */
    static StructLayout securityAttributes(int pointerSize) {
        return StructLayout.of("SECURITY_ATTRIBUTES", pointerSize)
                .dword("nLength")
                .pointer("lpSecurityDescriptor")
                .dword("bInheritHandle");
    }

    /** A text with its terminator. */
    static Pointer wide(String text) {
        Memory memory = new Memory((text.length() + 1L) * 2);
        memory.setWideString(0, text);
        return memory;
    }
}
