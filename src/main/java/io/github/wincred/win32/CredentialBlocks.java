package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.wincred.credential.Credential;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Credentials out of a block that the system returned: copied, then wiped where they lie. The caller frees the block. */
final class CredentialBlocks {

    private static final CredentialLayout LAYOUT = new CredentialLayout(Native.POINTER_SIZE);
    private static final CredentialReader READER = new CredentialReader(LAYOUT);

    private CredentialBlocks() {}

    /** The one struct at the beginning of a block, with its secret. */
    static Credential one(Pointer block) {
        return read(List.of(Pointer.nativeValue(block)), memory(), true).get(0);
    }

    /** The structs that an array at the beginning of a block points to, without their secrets. */
    static List<Credential> array(Pointer block, int count) {
        List<Long> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(Pointer.nativeValue(block.getPointer((long) i * Native.POINTER_SIZE)));
        }
        return read(addresses, memory(), false);
    }

    private static NativeMemory memory() {
        return new NativeMemory(CredentialBlocks::window, Native.POINTER_SIZE);
    }

    private static ByteBuffer window(long address) {
        return new Pointer(address).getByteBuffer(0, Integer.MAX_VALUE);
    }

    private static List<Credential> read(List<Long> addresses, NativeMemory memory, boolean withSecret) {
        List<Credential> credentials = new ArrayList<>();
        try {
            for (long address : addresses) {
                credentials.add(READER.read(memory, address, READER.targetName(memory, address), withSecret));
            }
            return credentials;
        } catch (RuntimeException | Error e) {
            credentials.forEach(Credential::close);
            throw e;
        } finally {
            for (long address : addresses) {
                READER.wipe(memory, address);
            }
        }
    }
}
