package io.github.wincred.prompt.local;

import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.PromptRules;
import java.util.Optional;

/** Checks an answer, and fills in a missing domain. */
final class EnteredName {

    private EnteredName() {}

    /** Why the person has to answer again; empty if the answer is acceptable. */
    static Optional<String> problem(PromptRequest request, PromptResult.Entered entered) {
        if (entered.password().length() > 2 * PromptRules.MAX_PASSWORD_CHARS) {
            return Optional.of(
                    "The password is too long; at most " + PromptRules.MAX_PASSWORD_CHARS + " characters fit.");
        }
        if (PromptRules.hasNul(entered.password())) {
            return Optional.of("The password holds the character U+0000, which ends a text in Windows.");
        }
        String name = completed(request, entered).userName();
        if (name.indexOf('\0') >= 0) {
            return Optional.of("The user name holds the character U+0000, which ends a text in Windows.");
        }
        int limit = request.has(PromptFlag.USERNAME_TARGET_CREDENTIALS)
                ? CredentialLimits.MAX_DOMAIN_TARGET_NAME_CHARS
                : PromptRules.MAX_USER_NAME_CHARS;
        if (name.length() > limit) {
            return Optional.of("The user name is too long; at most " + limit + " characters fit.");
        }
        if (name.isEmpty()) {
            if (!request.has(PromptFlag.GENERIC_CREDENTIALS) && isStored(request, entered)) {
                return Optional.of("A user name is needed to save the password.");
            }
            return request.has(PromptFlag.PASSWORD_ONLY_OK) || !isChecked(request)
                    ? Optional.empty()
                    : Optional.of("A user name is needed.");
        }
        return isChecked(request) && !AccountName.isComplete(name)
                ? Optional.of("The user name must be DOMAIN\\user or user@dns.domain.")
                : Optional.empty();
    }

    /** Whether the answer goes to the store. */
    static boolean isStored(PromptRequest request, PromptResult.Entered entered) {
        return request.has(PromptFlag.PERSIST) || (entered.save() && !request.has(PromptFlag.DO_NOT_PERSIST));
    }

    /**
     * The answer with the target as the domain of a bare name, where that is asked for. The target of a user-name-target credential names a program
     * and is only shown.
     */
    static PromptResult.Entered completed(PromptRequest request, PromptResult.Entered entered) {
        String name = entered.userName();
        boolean bare = !name.isEmpty() && name.indexOf('\\') < 0 && name.indexOf('@') < 0;
        return bare
                        && isCompleted(request)
                        && !request.has(PromptFlag.USERNAME_TARGET_CREDENTIALS)
                        && request.targetName().isPresent()
                ? new PromptResult.Entered(request.targetName().get() + "\\" + name, entered.password(), entered.save())
                : entered;
    }

    private static boolean isCompleted(PromptRequest request) {
        return !request.has(PromptFlag.GENERIC_CREDENTIALS) || request.has(PromptFlag.COMPLETE_USERNAME);
    }

    /** A name that the person cannot change is the caller's responsibility. */
    private static boolean isChecked(PromptRequest request) {
        boolean fixed =
                request.has(PromptFlag.KEEP_USERNAME) && request.userName().isPresent();
        return !fixed && (isCompleted(request) || request.has(PromptFlag.VALIDATE_USERNAME));
    }
}
