package io.github.wincred.vault;

import io.github.wincred.credential.CredentialException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in the log that a listing is not complete, once for each set of failures: a listing has no other way to say so, and must neither fail nor
 * pass over it.
 */
final class UnreadableReport {

    private final String location;
    private Set<String> last = Set.of();

    /** A report on the vault at this place. */
    UnreadableReport(String location) {
        this.location = location;
    }

    synchronized void log(List<CredentialException> failures) {
        Set<String> messages =
                failures.stream().map(CredentialException::getMessage).collect(Collectors.toSet());
        if (!messages.equals(last) && !messages.isEmpty()) {
            // Asked for here, because a log takes longer to begin than a vault does.
            System.getLogger("io.github.wincred.vault")
                    .log(
                            Level.WARNING,
                            messages.size() + " of the files in " + location + " cannot be read and were left out: "
                                    + String.join(" ", messages));
        }
        last = messages;
    }
}
