package io.github.wincred.vault;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and creates whole files of the current user. Files and folders that somebody else may read or change are refused, and new ones get the
 * required permissions.
 *
 * <p>A symbolic link in the last component is never followed, whatever the permissions.
 */
final class GuardedFiles {

    /** The names that {@link #temporary} makes. */
    private static final Pattern TEMPORARY_NAME =
            Pattern.compile("(.+)\\.[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.tmp");

    private final Disk disk;
    private final boolean checked;
    private final FileAccess access;

    /** Files on this disk, which must belong to this user if permissions are checked. */
    GuardedFiles(Disk disk, boolean checked, CurrentUser user) {
        this.disk = disk;
        this.checked = checked;
        access = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new PosixAccess(user)
                : new WindowsAccess(user);
    }

    /**
     * The whole content of a file, or empty if there is none. The caller wipes it if it is secret.
     *
     * @param mostBytes a longer file is not one of ours and is reported as damaged
     */
    Optional<byte[]> read(Path file, String what, int mostBytes) {
        Optional<byte[]> content = readStart(file, mostBytes + 1);
        if (content.isPresent() && content.get().length > mostBytes) {
            throw VaultFailure.damaged(file, what);
        }
        return content;
    }

    /** The first bytes of a file, or all if there are fewer; empty if there is no file. */
    Optional<byte[]> readStart(Path file, int mostBytes) {
        try {
            return Optional.of(Disk.patiently(() -> {
                checkFile(file);
                return start(file, mostBytes);
            }));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw VaultFailure.unreadable(file, e);
        }
    }

    private static byte[] start(Path file, int mostBytes) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), mostBytes));
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // until it is full
            }
            if (content.hasRemaining()) {
                throw new EOFException("the file became shorter while it was read");
            }
            return content.array();
        }
    }

    /** Whether a folder exists; if so, it is checked. */
    boolean hasFolder(Path folder) {
        try {
            checkFolder(folder);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw VaultFailure.unreadable(folder, e);
        }
    }

    /** Creates a folder and its missing parents, open to the current user only; leaves an existing one unchanged. */
    void createFolder(Path folder) {
        if (exists(folder)) {
            return;
        }
        List<Path> missing = new ArrayList<>();
        for (Path path = folder; path != null && !exists(path); path = path.getParent()) {
            missing.add(0, path);
        }
        try {
            Files.createDirectories(folder, access.ownerFolder());
            protect(folder);
            for (Path created : missing) {
                // Otherwise a power failure may lose the entry of the new folder, and what is in it too.
                disk.forceFolder(requireNonNull(created.getParent()));
            }
        } catch (IOException e) {
            throw VaultFailure.unwritable(folder, e, disk);
        }
    }

    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Creates a file, open to the current user only, and forces its content to the disk. */
    void writeNew(Path file, byte[] content) throws IOException {
        try (FileChannel channel = disk.create(file, access.ownerFile())) {
            protect(file);
            disk.write(channel, content);
            disk.force(channel);
        }
    }

    /** A temporary file for the new content of a file, under a name that nobody else uses. */
    static Path temporary(Path folder, Path file) {
        return folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    /** Deletes a temporary file that is no longer needed. If that fails, a later writer removes it. */
    void discard(Path temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            // The change that used the temporary file is done, or fails for its own reason.
        }
    }

    /**
     * Removes temporary files that interrupted writers left. A folder or file that cannot be removed stays, since nothing depends on its removal; and
     * so does anything that only looks similar, since it may be a user's.
     *
     * @param isOurs whether a file has temporary files in this folder, by its name
     */
    void removeLeftovers(Path folder, Predicate<String> isOurs) {
        try {
            disk.list(folder, file -> isLeftover(file, isOurs)).forEach(this::discard);
        } catch (IOException e) {
            // As above.
        }
    }

    private static boolean isLeftover(Path file, Predicate<String> isOurs) {
        Matcher name = TEMPORARY_NAME.matcher(file.getFileName().toString());
        return name.matches() && isOurs.test(name.group(1)) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the beginning of a file in place, as {@link Disk#mark} does, and creates the file if it is missing. */
    void mark(Path file, byte[] content) {
        try (FileChannel channel = openOrCreate(file)) {
            disk.mark(channel, content);
        } catch (IOException e) {
            throw VaultFailure.unwritable(file, e, disk);
        }
    }

    /** Opens a file for locking or for writing in place, and creates it if it is missing. */
    FileChannel openOrCreate(Path file) {
        try {
            return Disk.patiently(() -> FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    access.ownerFile()));
        } catch (IOException e) {
            throw VaultFailure.unwritable(file, e, disk);
        }
    }

    /** Checks one of our folders, which must exist. */
    private void checkFolder(Path folder) throws IOException {
        if (!check(folder, "folder").isDirectory()) {
            throw new VaultFailure(Reason.UNUSABLE, folder + " is not a folder; name another place for the vault");
        }
    }

    /** Checks one of our files, which must exist. */
    private void checkFile(Path file) throws IOException {
        if (!check(file, "file").isRegularFile()) {
            throw new VaultFailure(Reason.UNUSABLE, file + " is not a regular file; remove it");
        }
    }

    private BasicFileAttributes check(Path path, String what) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, access.attributes(), LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw new VaultFailure(
                    Reason.UNUSABLE,
                    what + " " + path + " is a symbolic link, which the vault does not follow; name the real place");
        }
        String fault = checked ? access.fault(path, attributes) : "";
        if (!fault.isEmpty()) {
            throw new VaultFailure(
                    Reason.UNUSABLE, what + " " + path + " " + fault + ", or set vault.permissions=unchecked");
        }
        return attributes;
    }

    /** To be called for a file or folder just created with the attributes of its owner. */
    private void protect(Path created) throws IOException {
        if (checked) {
            access.protect(created);
        }
    }

    Disk disk() {
        return disk;
    }
}
