package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The vault's files as whole contents: read without a lock, replaced in one step under the vault's lock. Knows places and permissions, nothing of
 * what is inside.
 */
final class VaultFiles {

    private static final Pattern ENTRY_NAME = Pattern.compile("[0-9a-f]{64}\\.credential");
    private static final String ENTRY_SUFFIX = ".credential";
    private static final String TEMPORARY_SUFFIX = ".tmp";

    private final Path folder;
    private final Path keyFile;
    private final Disk disk;
    private final FileGuard guard;

    VaultFiles(Path folder, Path keyFile, Disk disk, FileGuard guard) {
        this.folder = folder;
        this.keyFile = keyFile;
        this.disk = disk;
        this.guard = guard;
    }

    Path folder() {
        return folder;
    }

    Path keyFile() {
        return keyFile;
    }

    /** The first copy of the header. */
    Path header() {
        return folder.resolve("vault.header");
    }

    /** The second copy of the header. */
    Path secondHeader() {
        return folder.resolve("vault.header.copy");
    }

    Path lockFile() {
        return folder.resolve("vault.lock");
    }

    Path entry(byte[] identity) {
        return folder.resolve(HexFormat.of().formatHex(identity) + ENTRY_SUFFIX);
    }

    static byte[] identityOf(Path entry) {
        String name = entry.getFileName().toString();
        return HexFormat.of().parseHex(name, 0, name.length() - ENTRY_SUFFIX.length());
    }

    FileGuard guard() {
        return guard;
    }

    /**
     * The whole content of a file, or empty if there is none. The caller wipes it where it is secret.
     *
     * @param mostBytes a longer file is not one of ours and is reported as damaged
     */
    Optional<byte[]> read(Attempt attempt, Path file, String what, int mostBytes) {
        Optional<byte[]> content = readStart(attempt, file, mostBytes + 1);
        if (content.isPresent() && content.get().length > mostBytes) {
            throw attempt.damaged(file, what);
        }
        return content;
    }

    /** The first bytes of a file, or all if there are fewer; empty if there is no file. */
    Optional<byte[]> readStart(Attempt attempt, Path file, int mostBytes) {
        try {
            guard.checkFile(attempt, file);
            try (SeekableByteChannel channel =
                    Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), mostBytes));
                while (content.hasRemaining() && channel.read(content) >= 0) {
                    // until it is full
                }
                if (content.hasRemaining()) {
                    throw new EOFException("the file became shorter while it was read");
                }
                return Optional.of(content.array());
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw attempt.unreadable(file, e);
        }
    }

    /** Whether the vault's folder is there; if it is, it is checked. */
    boolean hasFolder(Attempt attempt) {
        try {
            guard.checkFolder(attempt, folder);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw attempt.unreadable(folder, e);
        }
    }

    /** Creates the vault's folder if it is missing. */
    void createFolder(Attempt attempt) {
        if (!hasFolder(attempt)) {
            createFolder(attempt, folder);
            hasFolder(attempt); // some file systems ignore the permissions asked for
        }
    }

    /** Creates a folder and what is missing above it, open to the current user only. */
    private void createFolder(Attempt attempt, Path missing) {
        try {
            Files.createDirectories(missing, guard.ownerFolder(missing));
        } catch (IOException e) {
            throw attempt.unwritable(missing, e);
        }
    }

    /** The files of all credentials, in no order; none if there is no folder. */
    List<Path> entries(Attempt attempt) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, VaultFiles::isEntry)) {
            stream.forEach(found::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw attempt.unreadable(folder, e);
        }
        return found;
    }

    private static boolean isEntry(Path file) {
        return ENTRY_NAME.matcher(file.getFileName().toString()).matches();
    }

    boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Puts new content in the place of a file: afterwards the old or the new is there, whole, whatever happens. */
    void replace(Attempt attempt, Path file, byte[] content) {
        Path temporary = temporaryFolder().resolve(file.getFileName() + TEMPORARY_SUFFIX);
        try {
            if (!exists(temporaryFolder())) {
                Files.createDirectory(temporaryFolder(), guard.ownerFolder(temporaryFolder()));
            }
            writeNew(temporary, content);
            disk.rename(temporary, file);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw attempt.unwritable(file, e);
        }
        forceFolder(attempt, file);
    }

    /** Removes a file; false if there was none. */
    boolean delete(Attempt attempt, Path file) {
        try {
            if (!disk.delete(file)) {
                return false;
            }
        } catch (IOException e) {
            throw attempt.unwritable(file, e);
        }
        forceFolder(attempt, file);
        return true;
    }

    private void forceFolder(Attempt attempt, Path file) {
        try {
            disk.forceFolder(folder);
        } catch (IOException e) {
            throw attempt.failure(
                    Reason.NOT_APPLIED,
                    file + " was changed, but the change may not survive a power failure: " + e.getMessage(),
                    e);
        }
    }

    /** Removes what a crashed writer left. To be called with the vault's lock held, when there are no writers. */
    void removeLeftovers(Attempt attempt) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(temporaryFolder())) {
            for (Path leftover : stream) {
                disk.delete(leftover);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // nothing was ever written
        } catch (IOException e) {
            throw attempt.unwritable(temporaryFolder(), e);
        }
    }

    /**
     * Creates the key file, unless another process was faster; never replaces one.
     */
    void createKeyFile(Attempt attempt, byte[] content) {
        Path parent = keyFile.toAbsolutePath().getParent();
        createFolder(attempt, parent);
        Path temporary = parent.resolve(keyFile.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX);
        try {
            try {
                writeNew(temporary, content);
                linkOrRename(temporary);
            } catch (FileAlreadyExistsException e) {
                // another process was faster
            } finally {
                disk.delete(temporary);
            }
            disk.forceFolder(parent);
        } catch (IOException e) {
            throw attempt.unwritable(keyFile, e);
        }
    }

    /** Only a link fails when the name is taken; where there are no links, two creators at the same moment are not told apart. */
    private void linkOrRename(Path temporary) throws IOException {
        try {
            disk.link(temporary, keyFile);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            if (!exists(keyFile)) {
                disk.rename(temporary, keyFile);
            }
        }
    }

    /** Removes what a crash while creating the key file left beside it. To be called when there is a key file. */
    void removeKeyLeftovers(Attempt attempt) {
        Path parent = keyFile.toAbsolutePath().getParent();
        String prefix = keyFile.getFileName() + ".";
        DirectoryStream.Filter<Path> isLeftover = file -> {
            String name = file.getFileName().toString();
            return name.startsWith(prefix) && name.endsWith(TEMPORARY_SUFFIX);
        };
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, isLeftover)) {
            for (Path leftover : stream) {
                disk.delete(leftover);
            }
        } catch (IOException e) {
            throw attempt.unwritable(parent, e);
        }
    }

    private void writeNew(Path file, byte[] content) throws IOException {
        try (FileChannel channel = disk.create(file, guard.ownerFile(file))) {
            disk.write(channel, content);
            disk.force(channel);
        }
    }

    private void deleteQuietly(Path temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            // The next writer removes it.
        }
    }

    private Path temporaryFolder() {
        return folder.resolve("tmp");
    }
}
