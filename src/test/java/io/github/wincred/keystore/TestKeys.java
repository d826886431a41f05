package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and certificates made by the JDK's keytool, once for all tests: {@code rsa}, {@code ec} and {@code ed} sign themselves; {@code leaf} has a
 * chain of three.
 */
final class TestKeys {

    static final char[] PASSWORD = "changeit".toCharArray();

    private static KeyStore made;

    private TestKeys() {}

    /** A PKCS12 key store with the keys, which tests do not change. */
    static synchronized KeyStore keys() throws Exception {
        if (made == null) {
            made = make();
        }
        return made;
    }

    static KeyStore.PrivateKeyEntry entry(String alias) throws Exception {
        return (KeyStore.PrivateKeyEntry) keys().getEntry(alias, new KeyStore.PasswordProtection(PASSWORD));
    }

    private static KeyStore make() throws Exception {
        Path folder = Files.createTempDirectory("keys");
        Path file = folder.resolve("keys.p12");
        try {
            generate(file, "rsa", "-keyalg", "RSA", "-keysize", "2048");
            generate(file, "ec", "-keyalg", "EC", "-groupname", "secp256r1");
            generate(file, "ed", "-keyalg", "Ed25519");
            generate(file, "root", "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "bc:c");
            generate(file, "ca", "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "bc:c", "-signer", "root");
            generate(file, "leaf", "-keyalg", "RSA", "-keysize", "2048", "-signer", "ca");
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            try (InputStream stream = Files.newInputStream(file)) {
                keyStore.load(stream, PASSWORD);
            }
            return keyStore;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void generate(Path file, String alias, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }
}
