package io.github.wincred.vault;

import com.sun.security.auth.module.NTSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
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
     * A user in the forms in which file owners are given.
     *
     * @param number stored by a POSIX file system; meaningless on Windows
     * @param principal the same user with its name
     */
    record Identity(int number, UserPrincipal principal) {

        static Identity ofOwner(Path path) throws IOException {
            return new Identity(numberOfOwner(path), Files.getOwner(path));
        }
    }

    /**
     * The number of a file's owner. Java's own principals include the name, which is looked up each time in the system's list of users, possibly
     * across a network.
     */
    static int numberOfOwner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The user. Not looked up by name: in a container the user may have none, and {@code user.name} can be set by anyone. */
    synchronized Identity identity() throws IOException {
        Identity identity = known;
        if (identity == null) {
            try {
                identity = find();
            } catch (IOException | UnsupportedOperationException e) {
                throw new IOException(
                        "cannot find out who the current user is, so nobody's permissions can be checked;"
                                + " make the folder for temporary files writable, or set vault.permissions=unchecked",
                        e);
            }
            known = identity;
        }
        return identity;
    }

    private static Identity find() throws IOException {
        if (File.separatorChar == '\\') {
            return new Identity(0, account());
        }
        Path process = Path.of("/proc/self");
        if (Files.exists(process)) {
            return Identity.ofOwner(process.toRealPath());
        }
        return ofNewFile(Identity::ofOwner);
    }

    /**
     * The account on Windows, under the name that Windows gives it. The property {@code user.name} is taken from the variable USERNAME: for Windows
     * services that is the name of the computer, a different account without access to their own files.
     */
    private static UserPrincipal account() throws IOException {
        try {
            NTSystem account = new NTSystem();
            return FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(account.getDomain() + "\\" + account.getName());
        } catch (IOException | LinkageError e) {
            // The name cannot be looked up now, or this Java runtime has no library for it.
            return ofNewFile(Files::getOwner);
        }
    }

    private interface Question<T> {
        T ask(Path file) throws IOException;
    }

    private static <T> T ofNewFile(Question<T> question) throws IOException {
        Path file = Files.createTempFile("wincred", null);
        try {
            return question.ask(file);
        } finally {
            Files.delete(file);
        }
    }
}
