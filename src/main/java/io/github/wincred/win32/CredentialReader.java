package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.rules.WindowsTime;
import java.util.List;

/**
 * {@code CREDENTIALW} in memory to {@link Credential}. Plain Java over {@link NativeMemory}, so it runs, and is tested, on any system and for
 * both pointer sizes.
 *
 * <p>Whatever the struct holds is kept: unknown types, persistence and flags, NULL apart from empty (R30), attributes in their order (R27).
 */
final class CredentialReader {

    private final CredentialLayout layout;

    CredentialReader(CredentialLayout layout) {
        this.layout = layout;
    }

    /** The TargetName of the struct at this address. */
    String targetName(NativeMemory memory, long address) {
        String name = string(memory, address + layout.targetName);
        return name == null ? "" : name;
    }

    /**
     * Copies the struct at this address.
     *
     * @param targetName the struct's own, read before
     * @param withSecret whether to copy the blob too. One of a type that Windows does not return (R22) is never copied: a system that returns
     *     it nevertheless, such as Wine, then looks the same.
     */
    Credential read(NativeMemory memory, long address, String targetName, boolean withSecret) {
        CredentialType type = CredentialType.of(memory.getInt(address + layout.type));
        Credential.Builder builder = Credential.builder(new CredentialKey(type, targetName))
                .flags(new CredentialFlags(memory.getInt(address + layout.flags)))
                .persistence(Persistence.of(memory.getInt(address + layout.persist)))
                .comment(string(memory, address + layout.comment))
                .targetAlias(string(memory, address + layout.targetAlias))
                .userName(string(memory, address + layout.userName))
                .lastWritten(WindowsTime.toInstant(memory.getFileTime(address + layout.lastWritten)));
        readAttributes(memory, address, builder);
        if (withSecret && type.returnsSecret()) {
            // Last, so that nothing can fail while a copy of the secret has no owner.
            builder.secret(Secret.takeOver(bytes(memory, address + layout.blob, address + layout.blobSize)));
        }
        return builder.build();
    }

    /** The attributes are an array of structs, not of pointers. */
    private void readAttributes(NativeMemory memory, long address, Credential.Builder builder) {
        int count = memory.getInt(address + layout.attributeCount);
        long attribute = memory.getPointer(address + layout.attributes);
        if (count == 0 || attribute == 0) {
            return;
        }
        CredentialAttribute[] attributes = new CredentialAttribute[count];
        for (int i = 0; i < count; i++) {
            String keyword = string(memory, attribute + layout.keyword);
            attributes[i] = CredentialAttribute.of(
                    keyword == null ? "" : keyword,
                    memory.getInt(attribute + layout.attributeFlags),
                    bytes(memory, attribute + layout.value, attribute + layout.valueSize));
            attribute += layout.attributeSize;
        }
        builder.attributes(List.of(attributes));
    }

    /** Zeroes the blob of the struct at this address, where it lies. */
    void wipe(NativeMemory memory, long address) {
        int size = memory.getInt(address + layout.blobSize);
        long blob = memory.getPointer(address + layout.blob);
        if (size != 0 && blob != 0) {
            memory.zero(blob, size);
        }
    }

    private static String string(NativeMemory memory, long field) {
        long string = memory.getPointer(field);
        return string == 0 ? null : memory.getString(string);
    }

    /** A NULL pointer and a size of 0 mean the same: no bytes (R15). */
    private static byte[] bytes(NativeMemory memory, long field, long sizeField) {
        long bytes = memory.getPointer(field);
        return bytes == 0 ? new byte[0] : memory.getBytes(bytes, memory.getInt(sizeField));
    }
}
