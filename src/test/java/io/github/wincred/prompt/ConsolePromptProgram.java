package io.github.wincred.prompt;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;

/** Asks once on the console of this process and says what came of it. The arguments: target, user name or a dash, flags. */
final class ConsolePromptProgram {

    private ConsolePromptProgram() {}

    public static void main(String[] arguments) {
        PromptRequest.Builder request = PromptRequest.builder(arguments[0]);
        if (!arguments[1].equals("-")) {
            request.userName(arguments[1]);
        }
        PromptFlag[] flags = new PromptFlag[arguments.length - 2];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = PromptFlag.valueOf(arguments[i + 2]);
        }
        try (CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory())) {
            StoringPrompter prompter =
                    new StoringPrompter(store, ConsoleSurface.ofSystem(), new PendingConfirmations());
            try (PromptResult result = prompter.prompt(request.flags(flags).build())) {
                System.out.println("RESULT " + result);
                if (result instanceof PromptResult.Entered entered) {
                    System.out.println("PASSWORD "
                            + new StringBuilder(new String(
                                            entered.password().toUtf16LeText().orElseThrow()))
                                    .reverse());
                }
            }
            for (Credential stored : store.list(CredentialFilter.all())) {
                System.out.println("STORED " + stored);
            }
        }
    }
}
