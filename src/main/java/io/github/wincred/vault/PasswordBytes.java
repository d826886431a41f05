package io.github.wincred.vault;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;

/** A password as the bytes from which a key is derived. */
final class PasswordBytes {

    private PasswordBytes() {}

    /**
     * UTF-16, so that no two passwords give the same bytes; and a last byte that is not zero, since HMAC takes a key and the same key with zeros
     * behind it for one. A new array, which the caller wipes.
     *
     * @throws IllegalArgumentException if the password is empty
     */
    static byte[] of(char[] password) {
        if (password.length == 0) {
            throw new IllegalArgumentException("the password is empty");
        }
        byte[] bytes = new byte[2 * password.length + 1];
        for (int i = 0; i < password.length; i++) {
            bytes[2 * i] = (byte) (password[i] >>> 8);
            bytes[2 * i + 1] = (byte) password[i];
        }
        bytes[2 * password.length] = 1;
        return bytes;
    }

    /**
     * Refuses a password that was not read as it was written: many others would be the same.
     *
     * @throws CredentialException {@link Reason#UNUSABLE}, with the remedy
     */
    static void checkWhole(Attempt attempt, byte[] password) {
        for (int i = 0; i + 1 < password.length; i += 2) {
            if (password[i] == (byte) 0xFF && password[i + 1] == (byte) 0xFD) {
                throw attempt.failure(
                        Reason.UNUSABLE,
                        "the password of the vault holds U+FFFD, which Java puts in the place of letters that it could not read: start the program"
                                + " in a UTF-8 locale, or write the password into a file in UTF-8 and name it with vault.password-file");
            }
        }
    }
}
