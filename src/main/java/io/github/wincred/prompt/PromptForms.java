package io.github.wincred.prompt;

import java.util.Optional;

/** From a request to the form that a surface shows. */
final class PromptForms {

    private PromptForms() {}

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
