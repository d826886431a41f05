import io.github.wincred.WinCred;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;

/** Asks for a user name and a password, tries them, and stores them only if they worked. With the argument "dialog" in a window. */
public class PromptExample {

    private static final String TARGET = "wincred-example/server";

    public static void main(String[] arguments) {
        boolean dialog = arguments.length > 0 && arguments[0].equals("dialog");
        try (CredentialStore store = WinCred.open()) {
            CredentialPrompter prompter = dialog ? WinCred.dialogPrompter(store) : WinCred.consolePrompter(store);
            PromptRequest request = PromptRequest.builder(TARGET)
                    .caption("Log on")
                    .message("Enter any name, and the password 'example'.")
                    .flags(
                            PromptFlag.GENERIC_CREDENTIALS,
                            PromptFlag.EXCLUDE_CERTIFICATES,
                            PromptFlag.EXPECT_CONFIRMATION)
                    .build();
            try (PromptResult result = prompter.prompt(request)) {
                if (result instanceof PromptResult.Entered entered) {
                    boolean valid = logOn(entered);
                    System.out.println(entered.userName() + (valid ? " is in" : " stays out"));
                    if (entered.save()) {
                        prompter.confirm(TARGET, valid);
                    }
                } else {
                    System.out.println("cancelled");
                }
            }
            System.out.println("stored: " + store.delete(CredentialKey.generic(TARGET)));
        }
    }

    /** A server that knows one password. */
    private static boolean logOn(PromptResult.Entered entered) {
        char[] password = entered.password().toUtf16LeText().orElseThrow();
        try {
            return java.util.Arrays.equals(password, "example".toCharArray());
        } finally {
            java.util.Arrays.fill(password, '\0');
        }
    }
}
