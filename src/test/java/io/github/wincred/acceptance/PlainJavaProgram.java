package io.github.wincred.acceptance;

import io.github.wincred.WinCred;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;

/** Asks the public API for what a Java without JNA, desktop and terminal cannot do, and prints each answer. */
final class PlainJavaProgram {

    private PlainJavaProgram() {}

    public static void main(String[] arguments) {
        try (CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory())) {
            print(() -> ask(WinCred.prompter(store)));
            print(() -> ask(WinCred.dialogPrompter(store)));
            print(() -> WinCred.windowsFunctions().findBestCredential("host"));
            print(() -> WinCred.windowsFunctions().protect(true, new char[] {'a'}));
            print(() -> WinCred.windowsFunctions().parseUserName("CORP\\bob"));
        }
    }

    private static void ask(CredentialPrompter prompter) {
        prompter.prompt(PromptRequest.builder("host")
                        .flags(PromptFlag.EXCLUDE_CERTIFICATES)
                        .build())
                .close();
    }

    private static void print(Runnable call) {
        try {
            call.run();
        } catch (CredentialException e) {
            System.out.println(e.reason() + " " + e.operation());
        }
    }
}
