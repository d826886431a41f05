package io.github.wincred.win32;

import com.sun.jna.platform.win32.Wincon;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line that somebody types at the console of Windows, letter for letter, by {@code ReadConsoleW}. Java's {@link Console} reads in the code page of the
 * console, where a letter that this lacks is a question mark.
 */
final class ConsoleLine {

    private static final int CHUNK_CHARS = 4096;

    /** What Control-Z types; at the beginning of a line it ends the input. */
    private static final char END = '\u001A';

    private final long input;
    private final int mode;

    /** Whether the mode is, or needs to be, what it was. */
    private boolean ended;

    private ConsoleLine(long input, int mode) {
        this.input = input;
        this.mode = mode;
    }

    /**
     * Asks for a line, which the caller wipes; empty at the end of the input.
     *
     * @throws NativeFailure if standard input is no console of Windows, or cannot be read
     */
    static Optional<char[]> ask(Console console, String prompt, boolean echo) throws NativeFailure {
        try (WipedMemory mode = WipedMemory.ofBytes(Integer.BYTES)) {
            long input = SystemFunction.GET_STD_HANDLE.check(Wincon.STD_INPUT_HANDLE);
            SystemFunction.GET_CONSOLE_MODE.check(input, mode.address());
            return new ConsoleLine(input, mode.getInt(0)).answer(console, prompt, echo);
        }
    }

    private Optional<char[]> answer(Console console, String prompt, boolean echo) throws NativeFailure {
        int wholeLines = mode | Wincon.ENABLE_LINE_INPUT | Wincon.ENABLE_PROCESSED_INPUT;
        // Control-C ends the process while it waits; whoever uses the console next wants to see what he types.
        Thread restore = new Thread(this::end);
        try {
            Runtime.getRuntime().addShutdownHook(restore);
        } catch (IllegalStateException ending) {
            return Optional.empty();
        }
        try {
            if (!begin(echo ? wholeLines | Wincon.ENABLE_ECHO_INPUT : wholeLines & ~Wincon.ENABLE_ECHO_INPUT)) {
                return Optional.empty();
            }
            console.format("%s", prompt).flush();
            Optional<char[]> line = line();
            if (!echo) {
                console.format("%n").flush();
            }
            return line;
        } finally {
            end();
            try {
                Runtime.getRuntime().removeShutdownHook(restore);
            } catch (IllegalStateException ending) {
                // It runs, and does the same.
            }
        }
    }

    /** False once the process ends: then nobody would restore the mode. */
    private synchronized boolean begin(int newMode) throws NativeFailure {
        if (!ended) {
            SystemFunction.SET_CONSOLE_MODE.check(input, newMode);
        }
        return !ended;
    }

    private synchronized void end() {
        ended = true;
        try {
            SystemFunction.SET_CONSOLE_MODE.call(input, mode);
        } catch (NativeFailure e) {
            // It was there before, so there is nothing to restore.
        }
    }

    private Optional<char[]> line() throws NativeFailure {
        char[] line = {};
        try (WipedMemory chunk = WipedMemory.ofBytes(2 * CHUNK_CHARS);
                WipedMemory count = WipedMemory.ofBytes(Integer.BYTES)) {
            do {
                SystemFunction.READ_CONSOLE.check(input, chunk.address(), CHUNK_CHARS, count.address(), 0L);
                char[] longer = Arrays.copyOf(line, line.length + count.getInt(0));
                chunk.bytes().asCharBuffer().get(longer, line.length, count.getInt(0));
                Arrays.fill(line, '\0');
                line = longer;
            } while (count.getInt(0) > 0 && line[line.length - 1] != '\n');
            return line.length == 0 || line[0] == END ? Optional.empty() : Optional.of(withoutLineBreak(line));
        } finally {
            Arrays.fill(line, '\0');
        }
    }

    private static char[] withoutLineBreak(char[] line) {
        int end = line.length;
        while (end > 0 && (line[end - 1] == '\n' || line[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(line, end);
    }
}
