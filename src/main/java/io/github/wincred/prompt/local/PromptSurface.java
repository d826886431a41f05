package io.github.wincred.prompt.local;

import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.PromptRules;

/** Shows a form to a person and waits for the answer; decides nothing. */
public interface PromptSurface {

    /**
     * Shows the form.
     *
     * @return what was entered, unchecked, with the form's own {@code save} if that was not asked; or that the person cancelled or went away
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#NOT_AVAILABLE} if there is nobody to
     *     ask here
     */
    PromptResult show(PromptForm form);

    /** Whether requests follow the rules of the command line, {@link PromptRules#checkCommandLine}, instead of those of a dialog. */
    boolean isCommandLine();
}
