package io.github.wincred.win32;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the fields of a C struct lie, by the natural alignment that Windows' headers use: each field at a multiple of its own alignment, the
 * whole size a multiple of the largest. Pointers have 4 or 8 bytes, so that both layouts can be computed on any system.
 *
 * <p>Offsets are asked for once, when a class is initialised; calls then use plain numbers.
 */
final class StructLayout {

    private final String name;
    private final int pointerSize;
    private final Map<String, Integer> offsets = new HashMap<>();
    private int end;
    private int alignment = 1;

    private StructLayout(String name, int pointerSize) {
        this.name = name;
        this.pointerSize = pointerSize;
    }

    /**
     * Starts the layout of a struct without fields.
     *
     * @param pointerSize 4 or 8
     */
    static StructLayout of(String name, int pointerSize) {
        return new StructLayout(name, pointerSize);
    }

    /** Adds a DWORD, ULONG, BOOL or enum: 4 bytes everywhere. */
    StructLayout dword(String field) {
        return add(field, 4, 4);
    }

    /** Adds a pointer or handle. */
    StructLayout pointer(String field) {
        return add(field, pointerSize, pointerSize);
    }

    /** Adds a FILETIME: two DWORDs, so 8 bytes aligned to 4 and not, as a 64-bit integer would be, to 8. */
    StructLayout fileTime(String field) {
        return add(field, 8, 4);
    }

    /** Adds an array of bytes. */
    StructLayout bytes(String field, int length) {
        return add(field, length, 1);
    }

    private StructLayout add(String field, int size, int fieldAlignment) {
        int offset = roundUp(end, fieldAlignment);
        offsets.put(field, offset);
        end = offset + size;
        alignment = Math.max(alignment, fieldAlignment);
        return this;
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** The offset of a field in bytes. */
    int offset(String field) {
        Integer offset = offsets.get(field);
        if (offset == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return offset;
    }

    /** {@code sizeof}: also the distance of two structs in an array. */
    int size() {
        return roundUp(end, alignment);
    }
}
