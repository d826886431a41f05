package io.github.wincred.benchmarks.jmh;

import io.github.wincred.benchmarks.clients.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A key-file vault of a given size, made once and kept below {@code -Dbenchmarks.vaults}. */
final class Vault {

    private Vault() {}

    /** The name of one of the credentials. */
    static String name(int number) {
        return "app/secret-" + number;
    }

    /** A secret as long as that of a generated password. */
    static String secret(int number) {
        return "secret " + (100_000_000 + number);
    }

    /** Opens the vault of this size through one of the clients, and fills it first if need be. */
    static Client open(String client, int size) throws Exception {
        Path folder = folder(size);
        Path complete = folder.resolveSibling(size + ".complete");
        Files.createDirectories(
                folder.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        System.setProperty("wincred.store", "vault");
        System.setProperty("wincred.vault.folder", folder.toString());
        System.setProperty(
                "wincred.vault.key-file", folder.resolveSibling(size + ".key").toString());
        if (!Files.exists(complete)) {
            Client filler = Client.of("store");
            for (int i = 0; i < size; i++) {
                filler.write(name(i), secret(i));
            }
            Files.createFile(complete);
        }
        return Client.of(client);
    }

    /** One of the vault's files. */
    static Path anyFile(int size) throws IOException {
        try (var files = Files.newDirectoryStream(folder(size), "*.credential")) {
            return files.iterator().next();
        }
    }

    static Path folder(int size) {
        return Path.of(System.getProperty("benchmarks.vaults"), String.valueOf(size));
    }
}
