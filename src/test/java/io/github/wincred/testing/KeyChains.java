package io.github.wincred.testing;

import java.io.InputStream;
import java.security.KeyStore;

/** Keys that take too long to make for every test. They guard nothing. */
public final class KeyChains {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private KeyChains() {}

    /** An RSA key of 4096 bits with a chain of three certificates, valid until 2126; too large for one credential. */
    public static KeyStore.PrivateKeyEntry rsa4096WithChainOfThree() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream stream = KeyChains.class.getResourceAsStream("/keys/rsa4096.p12")) {
            keyStore.load(stream, PASSWORD);
        }
        return (KeyStore.PrivateKeyEntry) keyStore.getEntry("leaf", new KeyStore.PasswordProtection(PASSWORD));
    }
}
