package io.github.wincred.prompt.local;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks once on the console of this process and says what came of it. The arguments: target, user name or a dash, flags, an error code, and a file
 * for a dump of the heap.
 */
final class ConsolePromptProgram {

    private ConsolePromptProgram() {}

    public static void main(String[] arguments) throws IOException {
        PromptRequest.Builder request = PromptRequest.builder(arguments[0]);
        if (!arguments[1].equals("-")) {
            request.userName(arguments[1]);
        }
        String dump = null;
        List<PromptFlag> flags = new ArrayList<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            if (argument.endsWith(".hprof")) {
                dump = argument;
            } else if (Character.isDigit(argument.charAt(0))) {
                request.errorCode(Integer.parseInt(argument));
            } else {
                flags.add(PromptFlag.valueOf(argument));
            }
        }
        try (CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory())) {
            StoringPrompter prompter = new StoringPrompter(store, new ConsoleSurface(), new PendingConfirmations());
            try (PromptResult result = prompter.prompt(request.flags(flags).build())) {
                System.out.println("RESULT " + result);
                if (result instanceof PromptResult.Entered entered && dump == null) {
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
        if (dump != null) {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump, false);
        }
    }
}
