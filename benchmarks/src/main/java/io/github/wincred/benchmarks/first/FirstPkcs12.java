package io.github.wincred.benchmarks.first;

import java.io.File;
import java.security.KeyStore;

/** Reads one secret out of a PKCS12 file. */
public final class FirstPkcs12 {

    private FirstPkcs12() {}

    /** Takes the file and the alias. */
    public static void main(String[] arguments) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keyStore = KeyStore.getInstance(new File(arguments[0]), password);
        if (keyStore.getKey(arguments[1], password).getEncoded().length == 0) {
            throw new IllegalStateException("no secret");
        }
    }
}
