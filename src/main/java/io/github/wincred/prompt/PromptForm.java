package io.github.wincred.prompt;

import io.github.wincred.credential.Secret;
import java.util.Optional;

/**
 * What a {@link PromptSurface} shows.
 *
 * @param caption the title
 * @param message what is asked for
 * @param problem why it is asked, or what is wrong with the last answer
 * @param refused whether the last answer was not acceptable, so that the user name is to be given anew if it can be changed
 * @param userName the user name to begin with; may be empty
 * @param userNameFixed whether the user name cannot be changed
 * @param password the password to begin with, which stays the caller's
 * @param asksToSave whether to ask if the password is to be saved
 * @param save what that question begins with
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
}
