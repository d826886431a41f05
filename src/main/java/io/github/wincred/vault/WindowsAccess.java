package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.FileSystems;
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
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access control lists: full control for the owner and the current user, and for nobody else but the system and its administrators. The two
 * differ where an elevated process creates files, which then belong to the administrators.
 */
final class WindowsAccess implements FileAccess {

    /** The names depend on the language of Windows; these are the ones that are not the English words. */
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

    private final Optional<UserPrincipal> user = currentUser();

    /** Empty where the account has no name that can be looked up; then the owner alone is let in. */
    private static Optional<UserPrincipal> currentUser() {
        @Nullable String domain = System.getenv("USERDOMAIN");
        String name = System.getProperty("user.name", "");
        try {
            return Optional.of(FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(domain == null ? name : domain + "\\" + name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public FileAttribute<?>[] ownerFile() {
        return user.<FileAttribute<?>[]>map(
                        principal -> new FileAttribute<?>[] {new Acl(List.of(fullControl(principal)))})
                .orElseGet(() -> new FileAttribute<?>[0]);
    }

    @Override
    public FileAttribute<?>[] ownerFolder() {
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
            user.ifPresent(allowed::add);
            view.setAcl(allowed.stream().map(WindowsAccess::fullControl).toList());
        }
    }

    @Override
    public Class<? extends BasicFileAttributes> attributes() {
        return BasicFileAttributes.class;
    }

    @Override
    public void check(Attempt attempt, Path path, BasicFileAttributes attributes, String what) throws IOException {
        @Nullable AclFileAttributeView view = view(path);
        if (view == null) {
            throw attempt.failure(
                    Reason.UNUSABLE,
                    what + " " + path + " lies on a file system without permissions, where everyone can read it;"
                            + " name another place, or set vault.permissions=unchecked");
        }
        UserPrincipal owner = view.getOwner();
        for (AclEntry entry : view.getAcl()) {
            boolean mayRead =
                    entry.type() == AclEntryType.ALLOW && entry.permissions().contains(AclEntryPermission.READ_DATA);
            if (mayRead && !isAllowed(entry.principal(), owner)) {
                throw attempt.failure(
                        Reason.UNUSABLE,
                        what + " " + path + " is open to " + entry.principal().getName()
                                + "; remove that permission in its security properties, or set vault.permissions=unchecked");
            }
        }
    }

    private boolean isAllowed(UserPrincipal principal, UserPrincipal owner) {
        String name = principal.getName();
        return principal.equals(owner)
                || principal.equals(user.orElse(null))
                || WINDOWS_ITSELF.contains(
                        name.substring(name.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT));
    }

    /** Null on a file system without access control. */
    private static @Nullable AclFileAttributeView view(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(AclFileAttributeView.class)
                ? Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : null;
    }
}
