package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import java.util.ArrayList;
import java.util.List;

/** Credentials out of a block that the system returned: copied, then wiped where they lie. The caller frees the block. */
final class CredentialBlocks {

    private static final CredentialLayout LAYOUT =
            new CredentialLayout(Bindings.get().pointerSize());
    private static final CredentialReader READER = new CredentialReader(LAYOUT);

    private CredentialBlocks() {}

    /** The one struct at the beginning of a block, with its secret. */
    static Credential one(long block) {
        return read(List.of(block), NativeMemory.ofProcess(), true).get(0);
    }

    /** The structs that an array at the beginning of a block points to, without their secrets. */
    static List<Credential> array(long block, int count) {
        NativeMemory memory = NativeMemory.ofProcess();
        List<Long> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(memory.getPointer(block + (long) i * LAYOUT.pointerSize));
        }
        return read(addresses, memory, false);
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
