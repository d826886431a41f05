package io.github.wincred.vault.crypto;

import io.github.wincred.credential.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM under a key that seals one message only; therefore the nonce is always zero.
 *
 * <p>Whole arrays are processed in a single call, into an output array of ours, so the JDK buffers no plaintext that could not be wiped.
 */
final class Sealing {

    /** How much longer a sealed message is. */
    static final int TAG_BYTES = 16;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final GCMParameterSpec NONCE = new GCMParameterSpec(TAG_BYTES * 8, new byte[12]);

    private Sealing() {}

    /**
     * Seals {@code plain}. The key is wiped; the plaintext stays the caller's.
     *
     * @param context what the result is bound to: the parts in this order
     */
    static byte[] seal(byte[] key, byte[] plain, byte[]... context) {
        byte[] sealed = new byte[plain.length + TAG_BYTES];
        try {
            run(Cipher.ENCRYPT_MODE, key, plain, sealed, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + TRANSFORMATION, e);
        }
        return sealed;
    }

    /** Opens what {@link #seal} made: a new array that the caller wipes, or empty if anything was changed. The key is wiped. */
    static Optional<byte[]> open(byte[] key, byte[] sealed, byte[]... context) {
        if (sealed.length < TAG_BYTES) {
            Hmac.wipe(key);
            return Optional.empty();
        }
        byte[] plain = new byte[sealed.length - TAG_BYTES];
        try {
            run(Cipher.DECRYPT_MODE, key, sealed, plain, context);
            return Optional.of(plain);
        } catch (AEADBadTagException e) {
            Arrays.fill(plain, (byte) 0);
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + TRANSFORMATION, e);
        }
    }

    private static void run(int mode, byte[] key, byte[] input, byte[] output, byte[]... context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        try (Secret owned = Secret.takeOver(key)) {
            cipher.init(mode, owned.asKey("AES"), NONCE);
            for (byte[] part : context) {
                cipher.updateAAD(part);
            }
            cipher.doFinal(input, 0, input.length, output, 0);
        } finally {
            // The cipher keeps its key until it gets another one.
            cipher.init(
                    Cipher.ENCRYPT_MODE, Secret.takeOver(new byte[Hmac.BYTES]).asKey("AES"), NONCE);
        }
    }
}
