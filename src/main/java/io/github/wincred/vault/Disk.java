package io.github.wincred.vault;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The file system calls that make up a change of a file. A test replaces single ones, to see their order or to make one fail.
 */
class Disk {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final int MOST_ATTEMPTS = 100;
    private static final int PAUSE_MILLIS = 10;

    /** More than the length of our longest file and the growth of a folder. */
    private static final long ROOM = 256 * 1024;

    /** A file system call. */
    interface Call<T> {
        T run() throws IOException;
    }

    /**
     * Windows denies access to a file while somebody else has it open in a conflicting way or is deleting it. Readers and writers of a vault, and
     * virus scanners, do so only for moments: there the call is retried, for a second. Java has no type of its own for a sharing violation.
     */
    static <T> T patiently(Call<T> call) throws IOException {
        for (int attempt = 1; WINDOWS && attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return call.run();
            } catch (FileSystemException e) {
                if (!(e instanceof AccessDeniedException) && e.getClass() != FileSystemException.class) {
                    throw e;
                }
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
        return call.run();
    }

    /** Creates a file that must not exist yet, for writing. */
    FileChannel create(Path file, FileAttribute<?>... attributes) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                attributes);
    }

    void write(FileChannel channel, byte[] content) throws IOException {
        writeAll(channel, content);
    }

    /** Writes in place what only running processes need: it is not forced, and a crash may leave anything of it. */
    void mark(FileChannel channel, byte[] content) throws IOException {
        writeAll(channel, content);
    }

    private static void writeAll(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    /** Replaces a file by another, in one step for every observer. */
    void rename(Path from, Path to) throws IOException {
        patiently(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Gives a file a second name, which must be free. */
    void link(Path file, Path name) throws IOException {
        Files.createLink(name, file);
    }

    /** Deletes a file; false if there was none. */
    boolean delete(Path file) throws IOException {
        return patiently(() -> Files.deleteIfExists(file));
    }

    /** The files in a folder that pass the filter, in no particular order. */
    List<Path> list(Path folder, DirectoryStream.Filter<Path> filter) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, filter)) {
            stream.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Makes the names in a folder survive a power failure. Windows has no such call and needs none. */
    void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Whether the disk may lack space for one of our files, given a file on it that need not exist. */
    boolean isFull(Path file) {
        return asked(file, store -> store.getUsableSpace() < ROOM);
    }

    /** Whether the disk is read-only, given a file on it that need not exist. */
    boolean isReadOnly(Path file) {
        return asked(file, FileStore::isReadOnly);
    }

    /** A question to a disk. */
    private interface Question {
        boolean ask(FileStore store) throws IOException;
    }

    /** The answer of the disk; false if it gives none. */
    private static boolean asked(Path file, Question question) {
        Path existing = file;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing != null && question.ask(Files.getFileStore(existing));
        } catch (IOException e) {
            return false;
        }
    }
}
