package io.github.wincred.prompt.local;

import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import java.util.Optional;

/**
 * What a {@link PromptSurface} shows.
 *
 * @param caption the title
 * @param message what is asked for
 * @param problem why the prompt is needed, or what is wrong with the last answer
 * @param refused whether the last answer was not acceptable, so that the user name must be entered again if it can be changed
 * @param userName the initial user name; may be empty
 * @param userNameFixed whether the user name cannot be changed
 * @param password the initial password, which stays the caller's
 * @param asksToSave whether to ask whether to save the password
 * @param save the initial answer to that question
 */
public record PromptForm(
        String caption,
        String message,
        Optional<String> problem,
        boolean refused,
        String userName,
        boolean userNameFixed,
        Optional<Secret> password,
        boolean asksToSave,
        boolean save) {

    /** What to show first; the command line ignores {@link PromptFlag#INCORRECT_PASSWORD}. */
    static PromptForm of(PromptRequest request, boolean commandLine) {
        String target = request.targetName().orElse("");
        boolean fixed =
                request.has(PromptFlag.KEEP_USERNAME) && request.userName().isPresent();
        return new PromptForm(
                request.caption().orElse(target.isEmpty() ? "Credentials" : "Connect to " + target),
                request.message().orElse("Enter the credentials for " + target + "."),
                problem(request, commandLine),
                false,
                request.userName().orElse(""),
                fixed,
                request.password(),
                asksToSave(request),
                request.save());
    }

    /** The same form, to be filled in again. */
    PromptForm again(String newProblem, PromptResult.Entered answer) {
        return new PromptForm(
                caption,
                message,
                Optional.of(newProblem),
                true,
                userNameFixed ? userName : answer.userName(),
                userNameFixed,
                Optional.empty(),
                asksToSave,
                answer.save());
    }

    private static boolean asksToSave(PromptRequest request) {
        return request.has(PromptFlag.DO_NOT_PERSIST)
                ? request.has(PromptFlag.SHOW_SAVE_CHECK_BOX)
                : !request.has(PromptFlag.PERSIST);
    }

    private static Optional<String> problem(PromptRequest request, boolean commandLine) {
        if (request.has(PromptFlag.INCORRECT_PASSWORD) && !commandLine) {
            return Optional.of("The user name or the password was wrong.");
        }
        return request.errorCode() == 0
                ? Optional.empty()
                : Optional.of(
                        "The last attempt failed with error " + Integer.toUnsignedString(request.errorCode()) + ".");
    }
}
