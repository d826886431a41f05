package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses files and folders that somebody else than the current user may read or change, and gives new ones the permissions it asks for.
 *
 * <p>A symbolic link in the last component is never followed, whatever the permissions.
 */
final class FileGuard {

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final FileAttribute<?>[] OWNER_FILE = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] OWNER_FOLDER = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
    private static final Set<PosixFilePermission> NOT_OWNER = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /**
     * Who may read everything on Windows anyway. The names depend on its language; these are the ones of the languages in which they are not
     * the English words.
     */
    private static final Set<String> WINDOWS_ITSELF = Set.of(
            "system",
            "système",
            "sistema",
            "система",
            "administrators",
            "administratoren",
            "administrateurs",
            "administradores",
            "administratori",
            "amministratori",
            "administratorzy",
            "administratörer",
            "администраторы");

    private final boolean checked;
    private final CurrentUser user;

    FileGuard(boolean checked, CurrentUser user) {
        this.checked = checked;
        this.user = user;
    }

    /** The attributes with which a file is created. */
    FileAttribute<?>[] ownerFile(Path file) {
        return hasView(file, "posix") ? OWNER_FILE.clone() : NO_ATTRIBUTES.clone();
    }

    /** The attributes with which a folder is created. */
    FileAttribute<?>[] ownerFolder(Path folder) {
        return hasView(folder, "posix") ? OWNER_FOLDER.clone() : NO_ATTRIBUTES.clone();
    }

    /** Checks a folder of ours, which must exist. */
    void checkFolder(Attempt attempt, Path folder) throws IOException {
        if (!check(attempt, folder, "folder", "700").isDirectory()) {
            throw attempt.failure(Reason.UNUSABLE, folder + " is not a folder; name another place for the vault");
        }
    }

    /** Checks a file of ours, which must exist. */
    void checkFile(Attempt attempt, Path file) throws IOException {
        if (!check(attempt, file, "file", "600").isRegularFile()) {
            throw attempt.failure(Reason.UNUSABLE, file + " is not a regular file; remove it");
        }
    }

    private BasicFileAttributes check(Attempt attempt, Path path, String what, String mode) throws IOException {
        Class<? extends BasicFileAttributes> kind =
                hasView(path, "posix") ? PosixFileAttributes.class : BasicFileAttributes.class;
        BasicFileAttributes attributes = Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw attempt.failure(
                    Reason.UNUSABLE,
                    what + " " + path + " is a symbolic link, which the vault does not follow; name the real place");
        }
        if (checked && attributes instanceof PosixFileAttributes owned) {
            checkPosix(attempt, path, owned, what, mode);
        } else if (checked) {
            checkAcl(attempt, path, what);
        }
        return attributes;
    }

    private void checkPosix(Attempt attempt, Path path, PosixFileAttributes attributes, String what, String mode) {
        if (!attributes.owner().equals(user.principal(attempt))) {
            throw attempt.failure(
                    Reason.UNUSABLE,
                    what + " " + path + " belongs to user " + attributes.owner().getName()
                            + ", not to the current user "
                            + user.principal(attempt).getName()
                            + "; run without sudo, change the owner with chown, or set vault.permissions=unchecked");
        }
        if (attributes.permissions().stream().anyMatch(NOT_OWNER::contains)) {
            throw attempt.failure(
                    Reason.UNUSABLE,
                    what + " " + path + " is open to other users ("
                            + PosixFilePermissions.toString(attributes.permissions()) + "); run chmod " + mode
                            + " on it, or set vault.permissions=unchecked");
        }
    }

    private static void checkAcl(Attempt attempt, Path path, String what) throws IOException {
        AclFileAttributeView view =
                Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || !Files.getFileStore(path).supportsFileAttributeView(AclFileAttributeView.class)) {
            throw attempt.failure(
                    Reason.UNUSABLE,
                    what + " " + path + " lies on a file system without permissions, where everyone can read it;"
                            + " name another place, or set vault.permissions=unchecked");
        }
        UserPrincipal owner = view.getOwner();
        for (AclEntry entry : view.getAcl()) {
            boolean mayRead =
                    entry.type() == AclEntryType.ALLOW && entry.permissions().contains(AclEntryPermission.READ_DATA);
            if (mayRead && !entry.principal().equals(owner) && !isWindowsItself(entry.principal())) {
                throw attempt.failure(
                        Reason.UNUSABLE,
                        what + " " + path + " is open to " + entry.principal().getName()
                                + "; remove that permission in its security properties, or set vault.permissions=unchecked");
            }
        }
    }

    private static boolean isWindowsItself(UserPrincipal principal) {
        String name = principal.getName();
        return WINDOWS_ITSELF.contains(
                name.substring(name.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean hasView(Path path, String view) {
        return path.getFileSystem().supportedFileAttributeViews().contains(view);
    }
}
