package io.github.wincred.benchmarks;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** What a Windows process holds, as its own system counts it. */
final class Gauge {

    private static final Pointer THIS_PROCESS = Pointer.createConstant(-1);

    private Gauge() {}

    /** Blocks that the measuring {@code advapi32} has given out and not got back. */
    static long blocks() {
        return Function.getFunction("advapi32", "BenchmarkBlocks").invokeLong(new Object[0]);
    }

    /** Handles of this process. */
    static long handles() {
        try (Memory count = new Memory(4)) {
            count.setInt(0, -1);
            Function.getFunction("kernel32", "GetProcessHandleCount").invokeInt(new Object[] {THIS_PROCESS, count});
            return count.getInt(0);
        }
    }
}
