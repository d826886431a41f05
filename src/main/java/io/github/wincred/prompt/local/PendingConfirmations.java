package io.github.wincred.prompt.local;

import io.github.wincred.credential.Credential;
import io.github.wincred.prompt.CredentialPrompter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials that wait for {@link CredentialPrompter#confirm}: the newest five, each under the exact text of its target (R56). Dropped ones are
 * wiped. Safe for use by several threads.
 */
public final class PendingConfirmations {

    private static final int CAPACITY = 5;

    /** The oldest first. */
    private final Map<String, Credential> waiting = new LinkedHashMap<>();

    /** Creates an empty queue. */
    public PendingConfirmations() {}

    /** Adds a credential in place of an older one for the same target. */
    synchronized void add(String targetName, Credential credential) {
        take(targetName).ifPresent(Credential::close);
        waiting.put(targetName, credential);
        if (waiting.size() > CAPACITY) {
            take(waiting.keySet().iterator().next()).ifPresent(Credential::close);
        }
    }

    /** Removes the credential that waits for this target; the caller closes it. */
    synchronized Optional<Credential> take(String targetName) {
        return Optional.ofNullable(waiting.remove(targetName));
    }
}
