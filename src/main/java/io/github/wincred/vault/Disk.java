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
 * The calls that a change of a file is made of. A test replaces single ones, to see their order or to make one fail.
 */
class Disk {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final int MOST_ATTEMPTS = 100;
    private static final int PAUSE_MILLIS = 10;

    /** More than the longest of our files and what a folder grows by. */
    private static final long ROOM = 256 * 1024;

    /** A call of the file system. */
    interface Call<T> {
        T run() throws IOException;
    }

    /**
     * Windows denies access to a file for as long as somebody else has it open in the wrong way or is deleting it, which readers and writers of a
     * vault, and virus scanners, do for moments only: there the call is tried again, for a second. Java has no type of its own for a sharing
     * violation.
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

    /** Writes in place what only processes that run at this time need: it is not forced, and a crash may leave anything of it. */
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

    /** Puts a file in the place of another, in one step for every observer. */
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

    /** What is in a folder and passes the filter, in no order. */
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

    /** Whether a file as long as ours may find no room on the disk, given a file on it that need not exist. */
    boolean isFull(Path file) {
        return asked(file, store -> store.getUsableSpace() < ROOM);
    }

    /** Whether nothing can be written to the disk, given a file on it that need not exist. */
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
