package io.github.wincred.win32;

import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.PromptRules;

/**
 * The prompts of Windows itself: its dialog, {@code CredUIPromptForCredentialsW}, or its command line,
 * {@code CredUICmdLinePromptForCredentialsW}. Requests are checked by {@link PromptRules} first. Windows stores what is to be
 * stored, and keeps what waits to be confirmed. Buffers are zeroed after the call. No lock is held while somebody is asked.
 */
final class WindowsPrompter implements CredentialPrompter {

    private final PromptCalls calls;
    private final boolean commandLine;

    WindowsPrompter(OptionalCalls calls, boolean commandLine) {
        this.calls = new PromptCalls(calls);
        this.commandLine = commandLine;
    }

    @Override
    public PromptResult prompt(PromptRequest request) {
        try {
            if (commandLine) {
                PromptRules.checkCommandLine(request);
                return calls.commandLine(request);
            }
            PromptRules.checkDialog(request);
            return calls.dialog(request);
        } finally {
            request.password().ifPresent(Secret::close);
        }
    }

    @Override
    public void confirm(String targetName, boolean valid) {
        StoreLock.ofSystem().change(OptionalFunction.CREDUI_CONFIRM_CREDENTIALS.operation(), null, () -> {
            calls.confirm(targetName, valid);
            return true;
        });
    }
}
