package io.github.wincred.win32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The native memory for the arguments of a call: a slot for the resulting pointer, one for a count, and a body for a name or a struct.
 *
 * <p>One buffer serves every call, since calls are serialised anyway: the caller holds {@link JvmLock#MONITOR}. Allocated by Java, so that it
 * goes with its owner and needs no cleaner thread; it stays reachable during a call because its owner does.
 */
final class CallBuffer {

    private static final int COUNT_OFFSET = 8;
    private static final int INITIAL_BODY_BYTES = 4096;

    private final ByteBuffer slots = allocate(16);
    private final Binding binding;
    private final long result;

    private ByteBuffer bodyBytes = allocate(INITIAL_BODY_BYTES);
    private long body;

    CallBuffer(Binding binding) {
        this.binding = binding;
        result = binding.addressOf(slots);
        body = binding.addressOf(bodyBytes);
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    private void reserve(int size) {
        if (size > bodyBytes.capacity()) {
            bodyBytes = allocate(2 * size);
            body = binding.addressOf(bodyBytes);
        }
    }

    /** Clears both slots and returns the address of the one for a pointer. */
    long clearedResult() {
        slots.putLong(0, 0);
        slots.putInt(COUNT_OFFSET, 0);
        return result;
    }

    /** The address of the slot for a count. */
    long count() {
        return result + COUNT_OFFSET;
    }

    /** What the call put into the slot for a pointer. */
    long resultAddress() {
        return binding.pointerSize() == 8 ? slots.getLong(0) : slots.getInt(0) & 0xFFFFFFFFL;
    }

    /** What the call put into the slot for a pointer, as 64 bits. */
    long resultLong() {
        return slots.getLong(0);
    }

    /** What the call put into the slot for a count. */
    int countValue() {
        return slots.getInt(COUNT_OFFSET);
    }

    /** Puts a string with its terminator into the body. */
    long put(String string) {
        reserve(2 * (string.length() + 1));
        CredentialImage.putString(bodyBytes, 0, string);
        return body;
    }

    /** Puts a credential into the body; the caller wipes the image after the call. */
    long put(CredentialImage image) {
        reserve(image.size());
        image.writeTo(bodyBytes, 0, body);
        return body;
    }

    /** Clears so many DWORDs in the body. */
    long clearedDwords(int number) {
        for (int i = 0; i < number; i++) {
            bodyBytes.putInt(4 * i, 0);
        }
        return body;
    }

    /** A DWORD of the body. */
    int dword(int position) {
        return bodyBytes.getInt(4 * position);
    }
}
