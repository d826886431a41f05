package io.github.wincred.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Owner and access control list: full control for the owner and the current user, and nothing for anybody else except Windows itself. Owner and user
 * differ when an elevated process creates files, which then belong to the administrators.
 *
 * <p>Accounts are compared as Java compares them, by SID: their names depend on the language, and anyone may be called Administrators.
 */
final class WindowsAccess implements FileAccess {

    /** The rights that nobody else may have: to read, to change, to remove, and to obtain the others. */
    private static final Set<AclEntryPermission> GUARDED = EnumSet.of(
            AclEntryPermission.READ_DATA,
            AclEntryPermission.WRITE_DATA,
            AclEntryPermission.APPEND_DATA,
            AclEntryPermission.WRITE_ATTRIBUTES,
            AclEntryPermission.WRITE_NAMED_ATTRS,
            AclEntryPermission.DELETE,
            AclEntryPermission.DELETE_CHILD,
            AclEntryPermission.WRITE_ACL,
            AclEntryPermission.WRITE_OWNER);

    private static final Set<AclEntryPermission> MODIFY =
            EnumSet.of(AclEntryPermission.READ_DATA, AclEntryPermission.WRITE_DATA, AclEntryPermission.DELETE);

    private final CurrentUser user;

    WindowsAccess(CurrentUser user) {
        this.user = user;
    }

    /** The accounts with power over every user. */
    private static final class Windows {

        static final Set<UserPrincipal> ITSELF = find();

        /**
         * Java has no look-up by SID. But the administrators and the system may modify the Windows folder, and anyone else who may do so can replace
         * every program of this computer.
         */
        private static Set<UserPrincipal> find() {
            @Nullable String folder = System.getenv("SystemRoot");
            try {
                @Nullable AclFileAttributeView view = folder == null ? null : view(Path.of(folder));
                return view == null ? Set.of() : whoMayModify(view.getAcl());
            } catch (IOException e) {
                return Set.of(); // then nobody but the user is let in
            }
        }
    }

    @Override
    public FileAttribute<?>[] ownerFile() throws IOException {
        return new FileAttribute<?>[] {
            new Acl(List.of(fullControl(user.identity().principal())))
        };
    }

    @Override
    public FileAttribute<?>[] ownerFolder() throws IOException {
        return ownerFile();
    }

    private record Acl(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {
        @Override
        public String name() {
            return "acl:acl";
        }
    }

    private static AclEntry fullControl(UserPrincipal principal) {
        return AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(principal)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                .build();
    }

    @Override
    public void protect(Path created) throws IOException {
        @Nullable AclFileAttributeView view = view(created);
        if (view != null) {
            Set<UserPrincipal> allowed = new LinkedHashSet<>();
            allowed.add(view.getOwner());
            allowed.add(user.identity().principal());
            view.setAcl(allowed.stream().map(WindowsAccess::fullControl).toList());
        }
    }

    @Override
    public Class<? extends BasicFileAttributes> attributes() {
        return BasicFileAttributes.class;
    }

    @Override
    public String fault(Path path, BasicFileAttributes attributes) throws IOException {
        @Nullable AclFileAttributeView view = view(path);
        return view == null
                ? "lies on a file system without permissions, where everyone can read it; name another place"
                : fault(view.getOwner(), view.getAcl(), user.identity().principal(), Windows.ITSELF);
    }

    /**
     * What is wrong with the permissions of a file or folder, and the first thing to do; empty if nothing is.
     *
     * @param windows the accounts that may have any right besides the user
     */
    static String fault(
            UserPrincipal owner, List<AclEntry> acl, UserPrincipal user, Collection<UserPrincipal> windows) {
        Set<UserPrincipal> allowed = new HashSet<>(windows);
        allowed.add(user);
        if (!allowed.contains(owner)) {
            return "belongs to " + owner.getName() + ", not to the current user " + user.getName()
                    + "; take it over in its security properties";
        }
        if (acl.isEmpty()) {
            return "has no access control list, so that everyone may use it; set permissions in its security properties";
        }
        return acl.stream()
                .filter(WindowsAccess::allowsHere)
                .filter(entry -> entry.permissions().stream().anyMatch(GUARDED::contains))
                .map(AclEntry::principal)
                .filter(principal -> !allowed.contains(principal))
                .findFirst()
                .map(stranger ->
                        "is open to " + stranger.getName() + "; remove that permission in its security properties")
                .orElse("");
    }

    /** The accounts that may change and remove the files in a folder. */
    static Set<UserPrincipal> whoMayModify(List<AclEntry> acl) {
        return acl.stream()
                .filter(WindowsAccess::allowsHere)
                .filter(entry -> entry.permissions().containsAll(MODIFY))
                .map(AclEntry::principal)
                .collect(Collectors.toSet());
    }

    /** Whether an entry gives rights to the file or folder itself, not only to what is created in it. */
    private static boolean allowsHere(AclEntry entry) {
        return entry.type() == AclEntryType.ALLOW && !entry.flags().contains(AclEntryFlag.INHERIT_ONLY);
    }

    /** Null on a file system without access control. */
    private static @Nullable AclFileAttributeView view(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(AclFileAttributeView.class)
                ? Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : null;
    }
}
