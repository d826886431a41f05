package io.github.wincred.win32;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;

/**
 * A namespace for kernel objects that no other user can make before this one: the system demands the SID of its boundary in the token of the
 * process. Windows has had the functions since Vista; Wine 8 lacks them.
 *
 * <p>A process that has entered it names its objects {@code NAME\OBJECT}, and stays in it until it ends: if all leave, the namespace goes, and
 * who makes it anew does not find the objects that are still in use.
 */
final class PrivateNamespace {

    /** The only process in the namespace may end between our attempts to make it and to open it. */
    private static final int ATTEMPTS = 8;

    private final Function createBoundary;
    private final Function addSid;
    private final Function deleteBoundary;
    private final Function create;
    private final Function open;

    private PrivateNamespace(NativeLibrary library) {
        createBoundary = library.getFunction("CreateBoundaryDescriptorW");
        addSid = library.getFunction("AddSIDToBoundaryDescriptor");
        deleteBoundary = library.getFunction("DeleteBoundaryDescriptor");
        create = library.getFunction("CreatePrivateNamespaceW");
        open = library.getFunction("OpenPrivateNamespaceW");
    }

    /** The functions of a library, or empty if it does not have them all. */
    static Optional<PrivateNamespace> of(NativeLibrary library) {
        try {
            return Optional.of(new PrivateNamespace(library));
        } catch (UnsatisfiedLinkError missing) {
            return Optional.empty();
        }
    }

    /** Enters the namespace of this name and user, and makes it if nobody has. */
    void enter(String name, String sid, Pointer securityAttributes) throws NativeFailure {
        Pointer user = CurrentUser.parse(sid);
        PointerByReference boundary = new PointerByReference();
        try {
            boundary.setValue(createBoundary.invokePointer(new Object[] {NamedMutex.wide(name), 0}));
            NativeFailure.check("CreateBoundaryDescriptor", boundary.getValue());
            NativeFailure.check(
                    "AddSIDToBoundaryDescriptor", addSid.invokeInt(new Object[] {boundary.getPointer(), user}));
            enter(securityAttributes, boundary.getValue(), NamedMutex.wide(name));
        } finally {
            if (boundary.getValue() != null) {
                deleteBoundary.invokeVoid(new Object[] {boundary.getValue()});
            }
            Kernel32.LocalFree(user);
        }
    }

    private void enter(Pointer securityAttributes, Pointer boundary, Pointer name) throws NativeFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                NativeFailure.check(
                        "CreatePrivateNamespace",
                        create.invokePointer(new Object[] {securityAttributes, boundary, name}));
                return;
            } catch (NativeFailure e) {
                if (open.invokePointer(new Object[] {boundary, name}) != null) {
                    return;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
