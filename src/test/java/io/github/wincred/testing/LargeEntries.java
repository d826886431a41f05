package io.github.wincred.testing;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;

/** Entries of any size in a store, set and read as a program does it: through a key store that is loaded for each step. */
public final class LargeEntries {

    private LargeEntries() {}

    private static KeyStore keyStore(CredentialStore store) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
        return keyStore;
    }

    /** A secret that says which it is, and is whole only if every byte fits that; at least four bytes. */
    public static byte[] content(int number, int length) {
        byte[] bytes = new byte[length];
        new Random(number).nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(number);
        return bytes;
    }

    /** Stores a secret under an alias. */
    public static void put(CredentialStore store, String alias, int number, int length) throws Exception {
        KeyStore keyStore = keyStore(store);
        keyStore.setKeyEntry(alias, new SecretKeySpec(content(number, length), "Blowfish"), null, null);
        keyStore.store(null, null);
    }

    /** Removes an entry, if it is there. */
    public static void remove(CredentialStore store, String alias) throws Exception {
        KeyStore keyStore = keyStore(store);
        keyStore.deleteEntry(alias);
        keyStore.store(null, null);
    }

    /**
     * The number of the secret under an alias; empty if there is none.
     *
     * @throws AssertionError if it is not one secret, whole
     */
    public static Optional<Integer> numberOf(CredentialStore store, String alias) throws Exception {
        Key key = keyStore(store).getKey(alias, null);
        if (key == null) {
            return Optional.empty();
        }
        byte[] bytes = key.getEncoded();
        int number = ByteBuffer.wrap(bytes).getInt();
        if (!Arrays.equals(bytes, content(number, bytes.length))) {
            throw new AssertionError("not a whole secret: " + bytes.length + " bytes that begin with " + number);
        }
        return Optional.of(number);
    }

    /** How many credentials whose TargetName begins so are there, and how many parts. */
    public static int credentials(CredentialStore store, String prefix) {
        return (int) store.list(CredentialFilter.all()).stream()
                .filter(credential -> credential.targetName().startsWith(prefix) || SplitSecrets.isPart(credential))
                .count();
    }

    /** How many credentials a secret of this length takes. */
    public static int credentialsOf(int length) {
        return length <= 2560 ? 1 : 1 + (length + 2559) / 2560;
    }
}
