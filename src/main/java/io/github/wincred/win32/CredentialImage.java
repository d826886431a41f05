package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.Secret;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Credential} as one piece of memory: {@code CREDENTIALW}, then the attribute structs, then everything they point to. Plain Java, for
 * both pointer sizes. The secret goes straight from its own array to the image, in one place that can be wiped alone.
 */
final class CredentialImage {

    private final CredentialLayout layout;
    private final Credential credential;
    private final int secretLength;
    private final int secretOffset;
    private final int size;

    private ByteBuffer target;
    private int start;
    private long startAddress;
    private int end;

    CredentialImage(CredentialLayout layout, Credential credential) {
        this.layout = layout;
        this.credential = credential;
        List<CredentialAttribute> attributes = credential.attributes();
        secretLength =
                credential.secret().isPresent() ? credential.secret().get().length() : 0;
        secretOffset = layout.size + attributes.size() * layout.attributeSize;
        int bytes = secretOffset + even(secretLength) + bytes(credential.targetName());
        bytes += bytes(credential.comment()) + bytes(credential.targetAlias()) + bytes(credential.userName());
        for (int i = 0; i < attributes.size(); i++) {
            bytes += bytes(attributes.get(i).keyword()) + even(attributes.get(i).valueLength());
        }
        size = bytes;
    }

    /** Strings follow byte arrays, and begin at even addresses. */
    private static int even(int length) {
        return length + (length & 1);
    }

    private static int bytes(String string) {
        return 2 * (string.length() + 1);
    }

    private static int bytes(Optional<String> string) {
        return string.isPresent() ? bytes(string.get()) : 0;
    }

    /** The size of the whole image in bytes. */
    int size() {
        return size;
    }

    /**
     * Writes the image.
     *
     * @param target a buffer in native byte order with {@link #size()} bytes from {@code start}, which is a multiple of the pointer size
     * @param address the address of the byte at {@code start}
     */
    void writeTo(ByteBuffer target, int start, long address) {
        this.target = target;
        this.start = start;
        this.startAddress = address;
        end = secretOffset + even(secretLength);

        target.putInt(start + layout.flags, credential.flags().bits());
        target.putInt(start + layout.type, credential.type().code());
        putString(layout.targetName, credential.targetName());
        putString(layout.comment, credential.comment());
        // Ignored on writing (R10).
        target.putInt(start + layout.lastWritten, 0);
        target.putInt(start + layout.lastWritten + 4, 0);
        target.putInt(start + layout.persist, credential.persistence().code());
        putString(layout.targetAlias, credential.targetAlias());
        putString(layout.userName, credential.userName());
        putAttributes(credential.attributes());
        putSecret(credential.secret());
    }

    private void putAttributes(List<CredentialAttribute> attributes) {
        target.putInt(start + layout.attributeCount, attributes.size());
        putPointer(layout.attributes, attributes.isEmpty() ? 0 : startAddress + layout.size);
        int attribute = layout.size;
        for (int i = 0; i < attributes.size(); i++) {
            CredentialAttribute source = attributes.get(i);
            byte[] value = source.value();
            putString(attribute + layout.keyword, source.keyword());
            target.putInt(start + attribute + layout.attributeFlags, source.flags());
            target.putInt(start + attribute + layout.valueSize, value.length);
            putPointer(attribute + layout.value, value.length == 0 ? 0 : startAddress + end);
            target.put(start + end, value);
            end += even(value.length);
            attribute += layout.attributeSize;
        }
    }

    /** The pointer is NULL when there are no bytes. */
    private void putSecret(Optional<Secret> secret) {
        target.putInt(start + layout.blobSize, secretLength);
        putPointer(layout.blob, secretLength == 0 ? 0 : startAddress + secretOffset);
        if (secretLength > 0) {
            secret.get().copyTo(target, start + secretOffset);
        }
    }

    private void putString(int field, Optional<String> string) {
        if (string.isPresent()) {
            putString(field, string.get());
        } else {
            putPointer(field, 0);
        }
    }

    private void putString(int field, String string) {
        putPointer(field, startAddress + end);
        end = putString(target, start + end, string) - start;
    }

    /** Writes the units of a string and a terminator; returns the index behind it. */
    static int putString(ByteBuffer target, int index, String string) {
        int end = index;
        for (int i = 0; i < string.length(); i++) {
            target.putChar(end, string.charAt(i));
            end += 2;
        }
        target.putChar(end, '\0');
        return end + 2;
    }

    private void putPointer(int field, long value) {
        if (layout.pointerSize == 8) {
            target.putLong(start + field, value);
        } else {
            target.putInt(start + field, (int) value);
        }
    }

    /** Zeroes what held the secret. */
    void wipe() {
        if (secretLength > 0) {
            target.put(start + secretOffset, new byte[secretLength]);
        }
    }
}
