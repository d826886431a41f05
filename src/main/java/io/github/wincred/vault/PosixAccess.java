package io.github.wincred.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Owner and mode: the current user's, and no bit for group or others. */
final class PosixAccess implements FileAccess {

    private static final Set<PosixFilePermission> FOR_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final CurrentUser user;

    PosixAccess(CurrentUser user) {
        this.user = user;
    }

    @Override
    public FileAttribute<?>[] ownerFile() {
        return mode("rw-------");
    }

    @Override
    public FileAttribute<?>[] ownerFolder() {
        return mode("rwx------");
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    @Override
    public void protect(Path created) {
        // A mode given at creation is never widened.
    }

    @Override
    public Class<? extends BasicFileAttributes> attributes() {
        return PosixFileAttributes.class;
    }

    @Override
    public String fault(Path path, BasicFileAttributes attributes) throws IOException {
        PosixFileAttributes posix = (PosixFileAttributes) attributes;
        CurrentUser.Identity current = user.identity();
        if (CurrentUser.numberOfOwner(path) != current.number()) {
            return "belongs to user " + posix.owner().getName() + ", not to the current user "
                    + current.principal().getName() + "; run without sudo, change the owner with chown";
        }
        if (posix.permissions().stream().anyMatch(FOR_OTHERS::contains)) {
            return "is open to other users (" + PosixFilePermissions.toString(posix.permissions()) + "); run chmod "
                    + (posix.isDirectory() ? "700" : "600") + " on it";
        }
        return "";
    }
}
