package io.github.wincred.win32;

import java.util.Optional;

/**
 * The kernel object behind {@link UserMutex}.
 *
 * <p>It lies in a {@link PrivateNamespace} of the user where the system has such, and otherwise under a global name that carries the user's SID,
 * which another user could take first. That choice depends on nothing that may fail in one process and succeed in another, since two that
 * choose differently exclude nobody. Either way the object's owner is this user, or it is not used. Its security descriptor admits the user and
 * SYSTEM, so that an elevated process and a normal one share it.
 *
 * @param handle kept until the process ends; 0 where no mutex can be had (a sandbox, an AppContainer, another user's object)
 * @param description its name, or why there is none
 */
record NamedMutex(long handle, String description) {

    private static final int SDDL_REVISION_1 = 1;

    /**
     * Makes or opens the mutex.
     *
     * @param name of the namespace, or the first part of the global name
     * @param library where the functions for the namespace are, or are not
     */
    static NamedMutex open(String name, String library) {
        try {
            String sid = AccountSids.ofProcess();
            long descriptor = securityDescriptor(
                    "O:".concat(sid).concat("D:P(A;;GA;;;").concat(sid).concat(")(A;;GA;;;SY)"));
            try (WipedMemory attributes = securityAttributes(descriptor)) {
                return open(name, sid, PrivateNamespace.of(library), attributes.address());
            } finally {
                SystemFunction.LOCAL_FREE.call(descriptor);
            }
        } catch (NativeFailure e) {
            return none(e.getMessage());
        }
    }

    private static NamedMutex open(String name, String sid, Optional<PrivateNamespace> namespace, long attributes)
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
            return mutex.handle == 0 ? none(e.getMessage()) : mutex;
        }
        return open(path, description, sid, attributes);
    }

    private static NamedMutex open(String path, String description, String sid, long attributes) throws NativeFailure {
        try (WipedMemory text = WipedMemory.of(path)) {
            long handle = NativeFailure.check(
                    "CreateMutex of ".concat(path), SystemFunction.CREATE_MUTEX.call(attributes, 0, text.address()));
            boolean ours = false;
            try {
                String owner = AccountSids.ownerOf(handle);
                ours = owner.equals(sid);
                return ours
                        ? new NamedMutex(handle, description)
                        : none(path.concat(" belongs to ").concat(owner));
            } finally {
                if (!ours) {
                    SystemFunction.CLOSE_HANDLE.call(handle);
                }
            }
        } catch (NativeFailure e) {
            return none(e.getMessage());
        }
    }

    private static NamedMutex none(String reason) {
        return new NamedMutex(0, "none, other processes are not waited for: ".concat(reason));
    }

    private static long securityDescriptor(String sddl) throws NativeFailure {
        try (WipedMemory text = WipedMemory.of(sddl);
                WipedMemory descriptor = WipedMemory.ofPointer()) {
            SystemFunction.CONVERT_STRING_SECURITY_DESCRIPTOR.check(
                    text.address(), SDDL_REVISION_1, descriptor.address(), 0L);
            return descriptor.result();
        }
    }

    /** For a security descriptor, which must outlive it. */
    static WipedMemory securityAttributes(long descriptor) {
        StructLayout layout = layout(Bindings.get().pointerSize());
        WipedMemory attributes = WipedMemory.ofBytes(layout.size());
        attributes.setInt(layout.offset("nLength"), layout.size());
        attributes.setPointer(layout.offset("lpSecurityDescriptor"), descriptor);
        return attributes;
    }

    /** {@code SECURITY_ATTRIBUTES}. */
    static StructLayout layout(int pointerSize) {
        return StructLayout.of("SECURITY_ATTRIBUTES", pointerSize)
                .dword("nLength")
                .pointer("lpSecurityDescriptor")
                .dword("bInheritHandle");
    }
}
