package io.github.wincred.benchmarks.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.WinCredProvider;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** WinCred through {@code java.security.KeyStore}; a change is stored at once. */
public final class KeyStoreClient implements Client {

    private final KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME, WinCredProvider.install());
    private String prefix;
    private KeyStore below;

    KeyStoreClient() throws Exception {
        keyStore.load(null, null);
    }

    @Override
    public int read(String name) throws Exception {
        SecretKey key = (SecretKey) keyStore.getKey(name, null);
        byte[] secret = key.getEncoded();
        key.destroy();
        Arrays.fill(secret, (byte) 0);
        return secret.length;
    }

    @Override
    public boolean has(String name) throws Exception {
        return keyStore.containsAlias(name);
    }

    @Override
    public void write(String name, String secret) throws Exception {
        keyStore.setKeyEntry(name, new SecretKeySpec(secret.getBytes(UTF_8), "PBEWithMD5AndDES"), null, null);
        keyStore.store(null, null);
    }

    @Override
    public void delete(String name) throws Exception {
        keyStore.deleteEntry(name);
        keyStore.store(null, null);
    }

    @Override
    public String secret(String name) throws Exception {
        return new String(keyStore.getKey(name, null).getEncoded(), UTF_8);
    }

    /** All aliases of a key store that has the prefix as a setting. */
    @Override
    public int list(String wanted) throws Exception {
        if (!wanted.equals(prefix)) {
            prefix = wanted;
            below = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider().configure("prefix=" + prefix));
            below.load(null, null);
        }
        return Collections.list(below.aliases()).size();
    }
}
