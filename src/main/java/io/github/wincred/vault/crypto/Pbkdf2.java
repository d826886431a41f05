package io.github.wincred.vault.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * PBKDF2 with HMAC-SHA256 (RFC 8018), one block of output.
 *
 * <p>The JDK's own keeps the password in an object that only the garbage collector clears, and takes text, so it cannot distinguish two passwords
 * that differ in unpaired surrogates. This one takes bytes and leaves none behind.
 */
public final class Pbkdf2 {

    /** OWASP's recommendation at the time of writing, and the minimum that this library accepts. */
    public static final int LEAST_ITERATIONS = 600_000;

    /** Some ten seconds on a slow machine; a header that asks for more is damaged or hostile. */
    public static final int MOST_ITERATIONS = 10_000_000;

    private Pbkdf2() {}

    /**
     * A password as the bytes to derive from: UTF-16, so that no two passwords give the same bytes; and a last byte that is not zero, since HMAC
     * treats a key and the same key followed by zeros as one. A new array, which the caller wipes.
     *
     * @throws IllegalArgumentException if the password is empty
     */
    public static byte[] bytesOf(char[] password) {
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

    /** What is wrong with a password in which letters were lost, and what to do: many other passwords would become the same. */
    public static Optional<String> fault(byte[] password) {
        for (int i = 0; i + 1 < password.length; i += 2) {
            if (password[i] == (byte) 0xFF && password[i + 1] == (byte) 0xFD) {
                return Optional.of(
                        "the password of the vault holds U+FFFD, which Java puts in the place of letters that it could not read: start the program"
                                + " in a UTF-8 locale, or write the password into a file in UTF-8 and name it with vault.password-file");
            }
        }
        return Optional.empty();
    }

    /** Derives 32 bytes, a new array that the caller wipes. */
    static byte[] derive(byte[] password, byte[] salt, int iterations) {
        byte[] firstBlock = {0, 0, 0, 1};
        try (Hmac hmac = new Hmac(password)) {
            byte[] round = hmac.of(salt, firstBlock);
            byte[] result = round.clone();
            for (int i = 1; i < iterations; i++) {
                hmac.replace(round);
                for (int j = 0; j < result.length; j++) {
                    result[j] ^= round[j];
                }
            }
            Hmac.wipe(round);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
