package io.github.wincred.win32;

import io.github.wincred.WinCredProvider;
import io.github.wincred.acceptance.HeapDumpProgram;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.win32.WincredDouble.Call;
import java.nio.ByteBuffer;
import java.security.Security;
import java.util.Arrays;
import java.util.Random;

/**
 * A main class that uses a secret in every way on the double, with failures, cleans up as a caller should, says so, and waits to be searched. The
 * arguments: the seed that the secret is made of, so that no text brings it, and {@code leak} to keep one copy on purpose outside of the heap.
 */
final class SecretMemoryProgram {

    private static final int LENGTH = 32;
    private static final String PREFIX = "memory/";

    private static ByteBuffer kept;

    private SecretMemoryProgram() {}

    /** Letters that only this seed gives. */
    static byte[] secret(long seed) {
        Random random = new Random(seed);
        byte[] secret = new byte[LENGTH];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) ('a' + random.nextInt(26));
        }
        return secret;
    }

    public static void main(String[] arguments) throws Exception {
        byte[] secret = secret(Long.parseLong(arguments[0]));
        Security.addProvider(new WinCredProvider());
        WindowsCredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());
        HeapDumpProgram.use(
                secret, PREFIX, WinCredLoadStoreParameter.builder().store(store).build(), store);
        useWithFailures(secret, store);
        if (arguments.length > 1) {
            kept = ByteBuffer.allocateDirect(LENGTH).put(secret);
        }
        Arrays.fill(secret, (byte) 0);
        WincredDouble.reset();
        WincredDouble.Accounts.assertBalanced();
        System.out.println("done");
        System.in.read();
        System.out.println(kept);
    }

    private static void useWithFailures(byte[] secret, WindowsCredentialStore store) {
        try (Credential credential = Credential.builder(CredentialKey.generic(PREFIX + "failing"))
                .secret(Secret.copyOf(secret))
                .build()) {
            store.write(credential);
            WincredDouble.fail(Call.WRITE, 1, 8);
            fails(() -> store.write(credential));
            WincredDouble.fail(Call.READ, 1, 5);
            fails(() -> store.write(credential));
            WincredDouble.pretend(Call.WRITE, 1);
            store.write(credential);
            WincredDouble.damage(0);
            fails(() -> store.find(credential.key()));
        }
    }

    private static void fails(Runnable use) {
        try {
            use.run();
        } catch (RuntimeException e) {
            WincredDouble.Accounts.assertBalanced();
            return;
        }
        throw new AssertionError("did not fail");
    }
}
