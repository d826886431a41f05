package io.github.wincred.win32;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A main class: another process that uses the user's mutex. */
final class MutexHolder {

    private MutexHolder() {}

    /**
     * {@code hold}: takes the mutex, says so, and keeps it until it reads a line; {@code hold NAME LIBRARY}: the one of this name, by the functions
     * for namespaces in this library. {@code turns FILE N}: takes turns.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("hold")) {
            synchronized (JvmLock.MONITOR) {
                UserMutex mutex = arguments.length == 1 ? UserMutex.get() : UserMutex.open(arguments[1], arguments[2]);
                mutex.acquire(in(60), "hold", null);
                say("held");
                System.in.read();
                mutex.release();
            }
            say("released");
        } else {
            takeTurns(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    /** While it has the mutex it makes a file that must not be there yet; two holders at once would meet there. */
    static void takeTurns(Path file, int turns) throws IOException {
        for (int i = 0; i < turns; i++) {
            synchronized (JvmLock.MONITOR) {
                UserMutex.get().acquire(in(60), "turn", null);
                try {
                    Files.createFile(file);
                    Files.delete(file);
                } finally {
                    UserMutex.get().release();
                }
            }
        }
    }

    private static long in(int seconds) {
        return System.nanoTime() + seconds * 1_000_000_000L;
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
        System.out.flush();
    }
}
