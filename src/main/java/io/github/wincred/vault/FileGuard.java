package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;

/**
 * Refuses files and folders that somebody else than the current user may read or change, and gives new ones the permissions it asks for.
 *
 * <p>A symbolic link in the last component is never followed, whatever the permissions.
 */
final class FileGuard {

    private final boolean checked;
    private final FileAccess access;

    FileGuard(boolean checked, CurrentUser user) {
        this.checked = checked;
        access = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new PosixAccess(user)
                : new WindowsAccess(user);
    }

    /** The attributes with which a file is created. */
    FileAttribute<?>[] ownerFile() throws IOException {
        return access.ownerFile();
    }

    /** The attributes with which a folder is created. */
    FileAttribute<?>[] ownerFolder() throws IOException {
        return access.ownerFolder();
    }

    /** To be called for what was just created with those attributes. */
    void protect(Path created) throws IOException {
        if (checked) {
            access.protect(created);
        }
    }

    /** Checks a folder of ours, which must exist. */
    void checkFolder(Path folder) throws IOException {
        if (!check(folder, "folder").isDirectory()) {
            throw new VaultFailure(Reason.UNUSABLE, folder + " is not a folder; name another place for the vault");
        }
    }

    /** Checks a file of ours, which must exist. */
    void checkFile(Path file) throws IOException {
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
        if (checked) {
            access.check(path, attributes, what);
        }
        return attributes;
    }
}
