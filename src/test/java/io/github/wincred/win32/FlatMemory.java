package io.github.wincred.win32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A piece of memory at a made-up address, for mapping structs on any system and for both pointer sizes. */
final class FlatMemory {

    /** Above 2 GiB, so that a 32-bit pointer that is sign-extended anywhere goes astray. */
    static final long ADDRESS = 0x9000_0000L;

    final ByteBuffer bytes;
    private final int pointerSize;

    FlatMemory(int size, int pointerSize) {
        this.bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        this.pointerSize = pointerSize;
    }

    /** The memory as the reader sees it; nothing outside it can be touched. */
    NativeMemory view() {
        return new NativeMemory(this::from, pointerSize);
    }

    private ByteBuffer from(long address) {
        int offset = Math.toIntExact(address - ADDRESS);
        return bytes.slice(offset, bytes.capacity() - offset).order(ByteOrder.LITTLE_ENDIAN);
    }
}
