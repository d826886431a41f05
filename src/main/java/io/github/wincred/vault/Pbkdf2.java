package io.github.wincred.vault;

import java.security.GeneralSecurityException;

/**
 * PBKDF2 with HMAC-SHA256 (RFC 8018), one block of output.
 *
 * <p>The JDK's own keeps the password in an object that only the garbage collector clears, and takes text, so that it cannot tell apart two
 * passwords that differ in unpaired surrogates. This one takes bytes and leaves none.
 */
final class Pbkdf2 {

    /** What OWASP asks for at the time of writing, and the least that this library accepts. */
    static final int LEAST_ITERATIONS = 600_000;

    /** Some ten seconds on a slow machine; a header that asks for more is damaged or hostile. */
    static final int MOST_ITERATIONS = 10_000_000;

    private Pbkdf2() {}

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
