package io.github.wincred.vault.crypto;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.rules.WindowsTime;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A credential without its secret, as bytes. Numbers are big-endian, strings are their UTF-16 units after a length, -1 for an absent one. Zeros pad
 * to the next whole block, so that the length of a file reveals little about the name inside.
 */
final class MetadataCodec {

    private static final int BLOCK = 128;
    private static final int ABSENT = -1;

    private MetadataCodec() {}

    /** Encodes a credential that has been checked against its limits and stamped. */
    static byte[] encode(Credential credential) {
        ByteBuffer out = ByteBuffer.allocate(roundUp(size(credential)));
        out.putInt(credential.type().code());
        out.putInt(credential.flags().bits());
        out.putInt(credential.persistence().code());
        out.putLong(WindowsTime.toFileTime(credential.lastWritten().orElse(Instant.EPOCH)));
        putString(out, credential.targetName());
        putString(out, credential.comment().orElse(null));
        putString(out, credential.targetAlias().orElse(null));
        putString(out, credential.userName().orElse(null));
        out.putInt(credential.attributes().size());
        for (CredentialAttribute attribute : credential.attributes()) {
            putString(out, attribute.keyword());
            out.putInt(attribute.flags());
            out.putInt(attribute.valueLength());
            out.put(attribute.value());
        }
        return out.array();
    }

    /** Decodes into a builder without a secret; empty if {@link #encode} never produces these bytes. */
    static Optional<Credential.Builder> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            CredentialType type = CredentialType.of(in.getInt());
            CredentialFlags flags = new CredentialFlags(in.getInt());
            Persistence persistence = Persistence.of(in.getInt());
            Instant lastWritten = WindowsTime.toInstant(in.getLong());
            @Nullable String targetName = getString(in);
            if (targetName == null) {
                return Optional.empty();
            }
            Credential.Builder builder = Credential.builder(new CredentialKey(type, targetName))
                    .flags(flags)
                    .persistence(persistence)
                    .lastWritten(lastWritten)
                    .comment(getString(in))
                    .targetAlias(getString(in))
                    .userName(getString(in))
                    .attributes(getAttributes(in));
            return isFilling(in) ? Optional.of(builder) : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static List<CredentialAttribute> getAttributes(ByteBuffer in) {
        int count = checkedLength(in, in.getInt());
        List<CredentialAttribute> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            @Nullable String keyword = getString(in);
            if (keyword == null) {
                throw new BufferUnderflowException();
            }
            int flags = in.getInt();
            byte[] value = new byte[checkedLength(in, in.getInt())];
            in.get(value);
            attributes.add(CredentialAttribute.of(keyword, flags, value));
        }
        return attributes;
    }

    private static int size(Credential credential) {
        int size = 3 * Integer.BYTES + Long.BYTES + Integer.BYTES;
        size += size(credential.targetName())
                + size(credential.comment().orElse(null))
                + size(credential.targetAlias().orElse(null))
                + size(credential.userName().orElse(null));
        for (CredentialAttribute attribute : credential.attributes()) {
            size += size(attribute.keyword()) + 2 * Integer.BYTES + attribute.valueLength();
        }
        return size;
    }

    private static int size(@Nullable String text) {
        return Integer.BYTES + (text == null ? 0 : 2 * text.length());
    }

    private static int roundUp(int size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static void putString(ByteBuffer out, @Nullable String text) {
        if (text == null) {
            out.putInt(ABSENT);
            return;
        }
        out.putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.putChar(text.charAt(i));
        }
    }

    private static @Nullable String getString(ByteBuffer in) {
        int length = in.getInt();
        if (length == ABSENT) {
            return null;
        }
        if (length > in.remaining() / 2) {
            throw new BufferUnderflowException();
        }
        char[] units = new char[checkedLength(in, length)];
        for (int i = 0; i < length; i++) {
            units[i] = in.getChar();
        }
        return new String(units);
    }

    private static int checkedLength(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static boolean isFilling(ByteBuffer rest) {
        if (rest.remaining() >= BLOCK || rest.limit() % BLOCK != 0) {
            return false;
        }
        while (rest.hasRemaining()) {
            if (rest.get() != 0) {
                return false;
            }
        }
        return true;
    }
}
