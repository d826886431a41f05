package io.github.wincred.benchmarks;

import com.sun.jna.Function;
import com.sun.jna.Memory;

/** What a Windows process holds, as its own system counts it. */
final class Gauge {

    private static final int SYSTEM_HANDLE_INFORMATION = 16;
    private static final int STATUS_INFO_LENGTH_MISMATCH = 0xC0000004;

    /** {@code SYSTEM_HANDLE_INFORMATION}: a count, then entries that begin with the number of the process. */
    private static final int FIRST_ENTRY = 8;

    private static final int ENTRY_BYTES = 24;

    private Gauge() {}

    /** Blocks that the measuring {@code advapi32} has given out and not got back. */
    static long blocks() {
        return Function.getFunction("advapi32", "BenchmarkBlocks").invokeLong(new Object[0]);
    }

    /** Handles of this process, out of the list of all handles: {@code GetProcessHandleCount} answers 0 under Wine. */
    static long handles() {
        int process = Function.getFunction("kernel32", "GetCurrentProcessId").invokeInt(new Object[0]);
        Function query = Function.getFunction("ntdll", "NtQuerySystemInformation");
        for (int size = 1 << 16; ; size *= 2) {
            try (Memory table = new Memory(size)) {
                int status = query.invokeInt(new Object[] {SYSTEM_HANDLE_INFORMATION, table, size, null});
                if (status != STATUS_INFO_LENGTH_MISMATCH) {
                    return count(table, process);
                }
            }
        }
    }

    private static long count(Memory table, int process) {
        long handles = 0;
        for (int i = 0; i < table.getInt(0); i++) {
            if (table.getInt(FIRST_ENTRY + (long) i * ENTRY_BYTES) == process) {
                handles++;
            }
        }
        return handles;
    }
}
