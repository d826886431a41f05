package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a password from a file in UTF-8, which may end with a line end that does not belong to it. */
final class PasswordFile {

    private static final int MOST_BYTES = 4096;
    private static final String WHAT = "password file";

    private PasswordFile() {}

    /** The password, which the caller wipes. */
    static char[] read(Attempt attempt, GuardedFiles files, Path file) {
        byte[] content = files.readStart(attempt, file, MOST_BYTES + 1)
                .orElseThrow(() -> attempt.failure(
                        Reason.UNUSABLE,
                        WHAT + " " + file + " is missing; create it, or name it with vault.password-file"));
        try (Secret secret = Secret.takeOver(content)) {
            char[] text = secret.toUtf8Text()
                    .filter(chars -> content.length <= MOST_BYTES)
                    .orElseThrow(() -> attempt.failure(
                            Reason.UNUSABLE,
                            WHAT + " " + file + " holds more than " + MOST_BYTES
                                    + " bytes or is not UTF-8; write the password alone"));
            char[] password = Arrays.copyOf(text, lengthWithoutLineEnd(text));
            Arrays.fill(text, '\0');
            if (password.length == 0) {
                throw attempt.failure(Reason.UNUSABLE, WHAT + " " + file + " is empty; write the password into it");
            }
            return password;
        }
    }

    private static int lengthWithoutLineEnd(char[] text) {
        int length = text.length;
        if (length > 0 && text[length - 1] == '\n') {
            length--;
            if (length > 0 && text[length - 1] == '\r') {
                length--;
            }
        }
        return length;
    }
}
