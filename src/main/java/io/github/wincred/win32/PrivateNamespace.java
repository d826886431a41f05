package io.github.wincred.win32;

import io.github.wincred.win32.Binding.NativeFunction;
import java.util.Optional;

/**
 * A namespace for kernel objects that no other user can make before this one: the system demands the SID of its boundary in the token of the
 * process. Windows has had the functions since Vista; Wine 8 lacks them.
 *
 * <p>A process that has entered it names its objects {@code NAME\OBJECT}, and stays in it until it ends: if all leave, the namespace goes, and
 * who makes it anew does not find the objects that are still in use.
 */
record PrivateNamespace(
        NativeFunction createBoundary,
        NativeFunction addSid,
        NativeFunction deleteBoundary,
        NativeFunction create,
        NativeFunction open) {

    /** The only process in the namespace may end between our attempts to make it and to open it. */
    private static final int ATTEMPTS = 8;

    /** The functions of a library, or empty if it does not have them all. */
    static Optional<PrivateNamespace> of(String library) {
        Optional<NativeFunction> createBoundary = SystemFunction.CREATE_BOUNDARY_DESCRIPTOR.find(library);
        Optional<NativeFunction> addSid = SystemFunction.ADD_SID_TO_BOUNDARY_DESCRIPTOR.find(library);
        Optional<NativeFunction> deleteBoundary = SystemFunction.DELETE_BOUNDARY_DESCRIPTOR.find(library);
        Optional<NativeFunction> create = SystemFunction.CREATE_PRIVATE_NAMESPACE.find(library);
        Optional<NativeFunction> open = SystemFunction.OPEN_PRIVATE_NAMESPACE.find(library);
        return createBoundary.isEmpty()
                        || addSid.isEmpty()
                        || deleteBoundary.isEmpty()
                        || create.isEmpty()
                        || open.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrivateNamespace(
                        createBoundary.get(), addSid.get(), deleteBoundary.get(), create.get(), open.get()));
    }

    /** Enters the namespace of this name and user, and makes it if nobody has. */
    void enter(String name, String sid, long securityAttributes) throws NativeFailure {
        long user = AccountSids.parse(sid);
        try (WipedMemory boundary = WipedMemory.ofPointer();
                WipedMemory text = WipedMemory.of(name)) {
            boundary.setPointer(
                    0, NativeFailure.check("CreateBoundaryDescriptor", createBoundary.call(text.address(), 0)));
            try {
                NativeFailure.check("AddSIDToBoundaryDescriptor", addSid.call(boundary.address(), user));
                enter(securityAttributes, boundary.result(), text.address());
            } finally {
                deleteBoundary.call(boundary.result());
            }
        } finally {
            SystemFunction.LOCAL_FREE.call(user);
        }
    }

    private void enter(long securityAttributes, long boundary, long name) throws NativeFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                NativeFailure.check("CreatePrivateNamespace", create.call(securityAttributes, boundary, name));
                return;
            } catch (NativeFailure e) {
                if (open.call(boundary, name) != 0) {
                    return;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
