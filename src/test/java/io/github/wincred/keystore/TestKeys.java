package io.github.wincred.keystore;

import java.io.InputStream;
import java.security.KeyStore;

/**
 * Keys and certificates made by keytool of the JDK, valid until 2126: {@code rsa}, {@code ec} and {@code ed} sign themselves; {@code leaf} has a chain of
 * three. They guard nothing.
 */
final class TestKeys {

    static final char[] PASSWORD = "changeit".toCharArray();

    private static KeyStore keys;

    private TestKeys() {}

    /** A PKCS12 key store with the keys, which tests do not change. */
    static synchronized KeyStore keys() throws Exception {
        if (keys == null) {
            keys = KeyStore.getInstance("PKCS12");
            try (InputStream stream = TestKeys.class.getResourceAsStream("/keys/entries.p12")) {
                keys.load(stream, PASSWORD);
            }
        }
        return keys;
    }

    static KeyStore.PrivateKeyEntry entry(String alias) throws Exception {
        return (KeyStore.PrivateKeyEntry) keys().getEntry(alias, new KeyStore.PasswordProtection(PASSWORD));
    }
}
