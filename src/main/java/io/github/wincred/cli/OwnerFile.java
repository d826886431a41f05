package io.github.wincred.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.EnumSet;
import java.util.List;

/**
 * Files that only their owner may read. They are made under another name, with the final permissions before there is a byte in them, and get their own
 * name when they are whole. No link is followed: one of that name is in the way, or is replaced itself.
 */
final class OwnerFile {

    private OwnerFile() {}

    /**
     * Writes a file.
     *
     * @param force whether one that is there is replaced
     * @throws Failure if it is there, or cannot be written
     */
    static void write(Path file, byte[] content, boolean force) throws Failure {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Failure(Failure.FAILED, "'" + file + "' is a folder");
            }
            if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Path unfinished = Files.createTempFile(folder, ".wincred", ".tmp");
            try {
                protect(unfinished);
                try (OutputStream out =
                        Files.newOutputStream(unfinished, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                    out.write(content);
                }
                rename(unfinished, file, force);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Failure.FAILED, "'" + file + "' is there already: give --force to replace it");
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.FAILED, "the folder of '" + file + "' does not exist");
        } catch (IOException e) {
            throw new Failure(Failure.FAILED, "'" + file + "' cannot be written: " + e.getMessage());
        }
    }

    /** Where permissions are no part of making a file, a new one has those of its folder. */
    private static void protect(Path file) throws IOException {
        AclFileAttributeView access = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (access != null) {
            access.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(access.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }

    /** A second name, which nobody else can have made, is the one way not to replace a file. */
    private static void rename(Path unfinished, Path file, boolean force) throws IOException {
        if (force) {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.move(unfinished, file);
        }
    }
}
