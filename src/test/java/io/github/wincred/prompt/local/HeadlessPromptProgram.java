package io.github.wincred.prompt.local;

import io.github.wincred.credential.CredentialException;
import java.util.Optional;

/** Tries to show a dialog where there is no display. */
final class HeadlessPromptProgram {

    private HeadlessPromptProgram() {}

    public static void main(String[] arguments) {
        try {
            new SwingSurface()
                    .show(new PromptForm("", "", Optional.empty(), false, "", false, Optional.empty(), false, false));
        } catch (CredentialException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }
}
