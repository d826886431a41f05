package io.github.wincred.win32;

import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.PromptRules;
import io.github.wincred.settings.Settings;

/**
 * The prompts of Windows itself: its dialog or its command line. Requests are checked by {@link PromptRules} first. Windows stores what is to be
 * stored, and keeps what waits to be confirmed. Buffers are zeroed after the call. No lock is held while somebody is asked.
 */
final class WindowsPrompter implements CredentialPrompter {

    private final PromptCalls calls;
    private final boolean commandLine;

    WindowsPrompter(OptionalCalls calls, boolean commandLine) {
        this.calls = new PromptCalls(calls);
        this.commandLine = commandLine;
    }

    /**
     * The dialog: {@code CredUIPromptForCredentialsW}.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if this is not Windows
     */
    static WindowsPrompter dialog() {
        return open(false);
    }

    /**
     * The command line: {@code CredUICmdLinePromptForCredentialsW}.
     *
     * @throws io.github.wincred.credential.CredentialException {@link io.github.wincred.credential.Reason#UNUSABLE} if this is not Windows
     */
    static WindowsPrompter commandLine() {
        return open(true);
    }

    private static WindowsPrompter open(boolean commandLine) {
        WindowsBackend.load(Settings.ofSystem().binding());
        return new WindowsPrompter(new OptionalCalls(OptionalFunction::find), commandLine);
    }

    /** Whether Windows can ask on a command line; Wine cannot. */
    static boolean hasCommandLine() {
        return WindowsBackend.isWindows()
                && OptionalFunction.CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS
                        .find()
                        .isPresent();
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
        JvmLock.hold(() -> calls.confirm(targetName, valid));
    }
}
