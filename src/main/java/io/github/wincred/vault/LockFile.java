package io.github.wincred.vault;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files by which the writers of a vault exclude each other: one that is locked, and beside it the mark of the writer that locked it last.
 *
 * @param folder that of the vault
 */
record LockFile(Path folder, GuardedFiles files) {

    Path path() {
        return folder.resolve("vault.lock");
    }

    FileChannel open() {
        return files.openOrCreate(path());
    }

    /** Leaves the mark of the writer that has taken the lock. */
    void mark(byte[] mark) {
        files.mark(markFile(), mark);
    }

    /** Whether the writer that took the lock last left this mark. */
    boolean hasMark(byte[] mark) {
        return files.readStart(markFile(), mark.length)
                .filter(found -> Arrays.equals(found, mark))
                .isPresent();
    }

    private Path markFile() {
        return folder.resolve("vault.writer");
    }
}
