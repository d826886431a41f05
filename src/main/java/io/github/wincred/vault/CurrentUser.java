package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The user as whom this process creates files. Replaced in tests. */
class CurrentUser {

    /** The user of this process. */
    static final CurrentUser OF_PROCESS = new CurrentUser();

    private @Nullable UserPrincipal known;

    /**
     * The user, as the owner of files is given. Not looked up by name: in a container the user may have none, and {@code user.name} can be set
     * by anyone.
     */
    synchronized UserPrincipal principal(Attempt attempt) {
        UserPrincipal principal = known;
        if (principal == null) {
            try {
                principal = find();
            } catch (IOException | UnsupportedOperationException e) {
                throw attempt.failure(
                        Reason.UNUSABLE,
                        "cannot find out who the current user is, so nobody's permissions can be checked;"
                                + " make the folder for temporary files writable, or set vault.permissions=unchecked",
                        e);
            }
            known = principal;
        }
        return principal;
    }

    private static UserPrincipal find() throws IOException {
        Path process = Path.of("/proc/self");
        if (Files.exists(process)) {
            return Files.getOwner(process);
        }
        Path file = Files.createTempFile("wincred", null);
        try {
            return Files.getOwner(file);
        } finally {
            Files.delete(file);
        }
    }
}
