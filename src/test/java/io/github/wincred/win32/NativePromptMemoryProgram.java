package io.github.wincred.win32;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.testing.RealStore;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Meets the system's dialog in every way, and dumps its own heap. The passwords are made here, letter by letter, and written to files, so that no
 * other copy of them ever exists in this process. The arguments: files for the password that is given at first, for the one that is typed, and for
 * the dump.
 */
final class NativePromptMemoryProgram {

    private static final int LETTERS = 24;
    private static final String TARGET = RealStore.PREFIX + "/prompt-memory";

    private NativePromptMemoryProgram() {}

    public static void main(String[] arguments) throws Exception {
        char[] given = letters(arguments[0]);
        char[] typed = letters(arguments[1]);
        answered(given, dialog -> dialog.press(NativeDialog.OK));
        answered(given, dialog -> dialog.press(NativeDialog.CANCEL));
        answered(given, dialog -> {
            dialog.typePassword(typed);
            dialog.tick(true);
            dialog.press(NativeDialog.OK);
        });
        storedIsTheAnswer(typed);
        answered(given, dialog -> {
            dialog.typePassword(typed);
            dialog.press(NativeDialog.CANCEL);
        });
        Arrays.fill(given, '\0');
        Arrays.fill(typed, '\0');
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], false);
        System.out.println("DONE");
    }

    private static char[] letters(String file) throws IOException {
        SecureRandom random = new SecureRandom();
        char[] letters = new char[LETTERS];
        try (FileOutputStream out = new FileOutputStream(file)) {
            for (int i = 0; i < LETTERS; i++) {
                letters[i] = (char) ('a' + random.nextInt(26));
                out.write(letters[i]);
            }
        }
        return letters;
    }

    private static void answered(char[] given, NativeDialog.Person person) throws Exception {
        CompletableFuture<Void> answer = NativeDialog.person(TARGET, person);
        try (PromptResult result = prompt(given, PromptFlag.ALWAYS_SHOW_UI)) {
            answer.get();
            System.out.println(result);
        }
    }

    private static PromptResult prompt(char[] given, PromptFlag... more) {
        PromptFlag[] flags = Arrays.copyOf(more, more.length + 1);
        flags[more.length] = PromptFlag.GENERIC_CREDENTIALS;
        CredentialPrompter prompter = WindowsBackend.dialogPrompter();
        return prompter.prompt(PromptRequest.builder(TARGET)
                .caption(TARGET)
                .userName("CORP\\bob")
                .password(Secret.ofUtf16Le(given))
                .save(false)
                .flags(flags)
                .build());
    }

    /** Answers from the store, and removes what was stored. */
    private static void storedIsTheAnswer(char[] expected) {
        try (PromptResult result = prompt(new char[0])) {
            System.out.println(result);
        }
        try (CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());
                Credential stored = store.find(CredentialKey.generic(TARGET)).orElseThrow();
                Secret secret = Secret.ofUtf16Le(expected)) {
            System.out.println("STORED " + stored.secret().orElseThrow().equals(secret));
            store.delete(stored.key());
        }
    }
}
