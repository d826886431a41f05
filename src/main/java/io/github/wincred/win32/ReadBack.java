package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.rules.WindowsTime;
import java.util.Optional;

/**
 * Whether a write that returned TRUE is in the store, judged by what a read finds afterwards (R52). Pure.
 *
 * <p>A credential written after our call counts as applied, whoever wrote it: if it is another's, it came after ours and must not be
 * overwritten. One written before our call is a lost write, unless it is the same as ours, which a stepped clock can bring about. LastWritten
 * moves in the system clock's steps, so one of the same time may be either: then the secret decides, where the type returns it.
 */
final class ReadBack {

    private ReadBack() {}

    /**
     * Whether the write was applied.
     *
     * @param written what was written
     * @param keptSecret whether the write kept the stored blob, so that there is none to compare
     * @param found what is in the store now, with its secret
     * @param calledAt the system time just before the first call
     */
    static boolean isApplied(Credential written, boolean keptSecret, Credential found, long calledAt) {
        if (written.type().equals(CredentialType.DOMAIN_EXTENDED)) {
            // Several users may have one under the same name, and a read returns one of them: presence is all that can
            // be told.
            return true;
        }
        int order = Long.compare(WindowsTime.toFileTime(found.lastWritten().orElseThrow()), calledAt);
        if (order > 0) {
            return true;
        }
        if (keptSecret || !written.type().returnsSecret()) {
            return order == 0;
        }
        return sameSecret(written, found) && (order == 0 || sameTexts(written, found));
    }

    /** Whether a credential found after a delete was written after the delete was called, so that it is another's and stays. */
    static boolean isNewer(Credential found, long calledAt) {
        return WindowsTime.toFileTime(found.lastWritten().orElseThrow()) > calledAt;
    }

    /** No secret is written as an empty blob, and an empty blob is read as an empty secret. Constant time. */
    private static boolean sameSecret(Credential written, Credential found) {
        if (written.secret().isEmpty()) {
            return found.secret().isEmpty() || found.secret().get().isEmpty();
        }
        return written.secret().equals(found.secret());
    }

    /** Absent and empty count as the same, because Windows may not tell them apart (R30). */
    private static boolean sameTexts(Credential written, Credential found) {
        return same(written.userName(), found.userName())
                && same(written.comment(), found.comment())
                && same(written.targetAlias(), found.targetAlias());
    }

    private static boolean same(Optional<String> a, Optional<String> b) {
        return a.orElse("").equals(b.orElse(""));
    }
}
