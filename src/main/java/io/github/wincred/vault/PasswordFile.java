package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a password from a file in UTF-8; a line end at the end does not belong to it. Anything else that may be unintended is refused. */
final class PasswordFile {

    private static final int MOST_BYTES = 4096;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char REPLACEMENT = '\ufffd';
    private static final String WHAT = "password file";

    private PasswordFile() {}

    /** The password, which the caller wipes. */
    static char[] read(GuardedFiles files, Path file) {
        byte[] content = files.readStart(file, MOST_BYTES + 1)
                .orElseThrow(() -> new VaultFailure(
                        Reason.UNUSABLE,
                        WHAT + " " + file + " is missing; create it, or name it with vault.password-file"));
        try (Secret secret = Secret.takeOver(content)) {
            char[] text = secret.toUtf8Text()
                    .filter(chars -> content.length <= MOST_BYTES)
                    .orElseThrow(() -> new VaultFailure(
                            Reason.UNUSABLE,
                            WHAT + " " + file + " holds more than " + MOST_BYTES
                                    + " bytes or is not UTF-8; write the password alone"));
            char[] password = Arrays.copyOf(text, lengthWithoutLineEnd(text));
            Arrays.fill(text, '\0');
            String fault = fault(password);
            if (!fault.isEmpty()) {
                Arrays.fill(password, '\0');
                throw new VaultFailure(Reason.UNUSABLE, WHAT + " " + file + " " + fault);
            }
            return password;
        }
    }

    /** What is wrong with a password, and what to do; empty if nothing is. */
    private static String fault(char[] password) {
        if (password.length == 0) {
            return "is empty; write the password into it";
        }
        if (password[0] == BYTE_ORDER_MARK) {
            return "begins with a byte order mark, which would belong to the password; save it as UTF-8 without one";
        }
        for (char unit : password) {
            if (unit == '\n' || unit == '\r') {
                return "holds a line end in the password or more than one behind it; write the password alone, in one line";
            }
            if (unit == REPLACEMENT) {
                return "holds U+FFFD, which stands for letters that were lost; write the password anew, in UTF-8";
            }
        }
        return "";
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
