package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The user as whom this process creates files. Replaced in tests. */
class CurrentUser {

    /** The user of this process. */
    static final CurrentUser OF_PROCESS = new CurrentUser();

    private @Nullable Identity known;

    /**
     * A user, as the owner of files is given.
     *
     * @param number what a file system keeps
     * @param principal the same with its name
     */
    record Identity(int number, UserPrincipal principal) {

        static Identity ofOwner(Path path) throws IOException {
            return new Identity(numberOfOwner(path), Files.getOwner(path));
        }
    }

    /**
     * The number of a file's owner. Java's own principals come with the name, which each time is looked up in the system's list of users, and
     * that may lie across a network.
     */
    static int numberOfOwner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The user. Not looked up by name: in a container the user may have none, and {@code user.name} can be set by anyone. */
    synchronized Identity identity(Attempt attempt) {
        Identity identity = known;
        if (identity == null) {
            try {
                identity = find();
            } catch (IOException | UnsupportedOperationException e) {
                throw attempt.failure(
                        Reason.UNUSABLE,
                        "cannot find out who the current user is, so nobody's permissions can be checked;"
                                + " make the folder for temporary files writable, or set vault.permissions=unchecked",
                        e);
            }
            known = identity;
        }
        return identity;
    }

    private static Identity find() throws IOException {
        Path process = Path.of("/proc/self");
        if (Files.exists(process)) {
            return Identity.ofOwner(process.toRealPath());
        }
        Path file = Files.createTempFile("wincred", null);
        try {
            return Identity.ofOwner(file);
        } finally {
            Files.delete(file);
        }
    }
}
