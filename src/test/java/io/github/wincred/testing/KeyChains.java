package io.github.wincred.testing;

import java.io.InputStream;
import java.security.KeyStore;

/** Keys that take too long to make for every test, valid until 2126. They guard nothing. */
public final class KeyChains {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private KeyChains() {}

    /** An RSA key of 4096 bits with a chain of three certificates; too large for one credential. */
    public static KeyStore.PrivateKeyEntry rsa4096WithChainOfThree() throws Exception {
        return entry("rsa4096", "leaf");
    }

    /** A key for a TLS server on localhost. Its certificate, signed by itself, has the name {@code one}, {@code two} or {@code three}. */
    public static KeyStore.PrivateKeyEntry server(String name) throws Exception {
        return entry("servers", name);
    }

    /** An EC key of a TLS server on localhost with a chain of three certificates: its own, one between, and a root. */
    public static KeyStore.PrivateKeyEntry localhostWithChainOfThree() throws Exception {
        return entry("localhost", "localhost");
    }

    /** Another EC key, with a certificate for localhost that it signed itself. */
    public static KeyStore.PrivateKeyEntry localhostSignedByItself() throws Exception {
        return entry("localhost", "other");
    }

    private static KeyStore.PrivateKeyEntry entry(String file, String alias) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream stream = KeyChains.class.getResourceAsStream("/keys/" + file + ".p12")) {
            keyStore.load(stream, PASSWORD);
        }
        return (KeyStore.PrivateKeyEntry) keyStore.getEntry(alias, new KeyStore.PasswordProtection(PASSWORD));
    }
}
