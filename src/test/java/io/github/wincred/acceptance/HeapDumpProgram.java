package io.github.wincred.acceptance;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import java.io.FileOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Uses secrets in every way, cleans up as a caller should, and dumps its own heap. The secret is made here and written to a file, so that no
 * other copy of it ever exists in this process.
 */
public final class HeapDumpProgram {

    private static final String TEXT = "PBEWithMD5AndDES";
    private static final List<String> LEAK = new ArrayList<>();

    private HeapDumpProgram() {}

    /** Arguments: file for the secret, file for the dump, prefix of names, and {@code leak} to keep one copy on purpose. */
    public static void main(String[] args) throws Exception {
        byte[] marker = new byte[32];
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < marker.length; i++) {
            marker[i] = (byte) ('a' + random.nextInt(26));
        }
        try (FileOutputStream out = new FileOutputStream(args[0])) {
            out.write(marker);
        }
        use(marker, args[2], null, WinCred.open());
        if (args.length > 3) {
            LEAK.add(new String(marker, StandardCharsets.US_ASCII));
        }
        Arrays.fill(marker, (byte) 0);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(args[1], false);
    }

    /**
     * Uses a secret in every way.
     *
     * @param parameter what a key store on the same store is loaded with, or null
     */
    public static void use(byte[] marker, String prefix, KeyStore.LoadStoreParameter parameter, CredentialStore store)
            throws Exception {
        useThroughKeyStore(marker, prefix, parameter);
        useThroughStore(marker, prefix, store);
    }

    private static KeyStore loaded(KeyStore.LoadStoreParameter parameter) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred");
        keyStore.load(parameter);
        return keyStore;
    }

    private static void useThroughKeyStore(byte[] marker, String prefix, KeyStore.LoadStoreParameter parameter)
            throws Exception {
        KeyStore keyStore = loaded(parameter);
        put(keyStore, prefix + "text", TEXT, marker.clone());
        put(keyStore, prefix + "binary", "AES", marker.clone());
        keyStore.store(null, null);

        KeyStore reader = loaded(parameter);
        for (String name : List.of("text", "binary")) {
            SecretKey key = (SecretKey) reader.getKey(prefix + name, null);
            byte[] bytes = key.getEncoded();
            if (!Arrays.equals(bytes, marker)) {
                throw new AssertionError(name);
            }
            Arrays.fill(bytes, (byte) 0);
            key.destroy();
        }
        put(reader, prefix + "discarded", TEXT, marker.clone());
        reader.load(parameter);

        byte[] tooLarge = new byte[2_000_000];
        System.arraycopy(marker, 0, tooLarge, 1000, marker.length);
        try {
            put(reader, prefix + "too large", "Generic", tooLarge);
            throw new AssertionError("stored 2,000,000 bytes");
        } catch (KeyStoreException e) {
            put(reader, prefix + "overwritten", TEXT, marker.clone());
            put(reader, prefix + "overwritten", TEXT, new byte[] {'x'});
        }
        reader.store(null, null);
        for (String name : List.of("text", "binary", "overwritten")) {
            reader.deleteEntry(prefix + name);
        }
        reader.store(null, null);
    }

    private static void useThroughStore(byte[] marker, String prefix, CredentialStore store) {
        try (store;
                Credential credential = Credential.generic(prefix + "store")
                        .userName("bob")
                        .secret(Secret.copyOf(marker))
                        .build();
                Credential refused = Credential.generic(prefix + "refused")
                        .comment("c".repeat(257))
                        .secret(Secret.copyOf(marker))
                        .build()) {
            store.write(credential);
            store.write(credential);
            store.find(credential.key()).orElseThrow().close();
            store.listWithSecrets(CredentialFilter.startingWith(prefix)).forEach(Credential::close);
            store.list(CredentialFilter.startingWith(prefix));
            try {
                store.write(refused);
                throw new AssertionError("stored a comment of 257 characters");
            } catch (CredentialException e) {
                store.delete(credential.key());
            }
        }
    }

    private static void put(KeyStore keyStore, String alias, String algorithm, byte[] bytes) throws KeyStoreException {
        try (Secret secret = Secret.takeOver(bytes)) {
            keyStore.setKeyEntry(alias, secret.asKey(algorithm), null, null);
        }
    }
}
