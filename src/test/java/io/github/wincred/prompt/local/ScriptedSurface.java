package io.github.wincred.prompt.local;

import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A person who answers as told beforehand, and cancels after the last answer. */
final class ScriptedSurface implements PromptSurface {

    private final boolean commandLine;
    private final Deque<PromptResult> answers = new ArrayDeque<>();
    final List<PromptForm> shown = new ArrayList<>();

    ScriptedSurface(boolean commandLine) {
        this.commandLine = commandLine;
    }

    ScriptedSurface answer(String user, String password, boolean save) {
        answers.add(new PromptResult.Entered(user, Secret.ofUtf16Le(password.toCharArray()), save));
        return this;
    }

    @Override
    public PromptResult show(PromptForm form) {
        shown.add(form);
        return answers.isEmpty() ? new PromptResult.Cancelled() : answers.remove();
    }

    @Override
    public boolean isCommandLine() {
        return commandLine;
    }
}
