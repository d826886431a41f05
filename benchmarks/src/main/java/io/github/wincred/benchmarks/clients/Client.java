package io.github.wincred.benchmarks.clients;

import java.util.Locale;

/** One way to the credentials: the same work, done through one library. */
public interface Client {

    /** The user name of every credential that a client writes. */
    String USER = "bob@example";

    /** Reads a secret and lets go of it as the library wants; returns its length, so that nothing is optimised away. */
    int read(String name) throws Exception;

    /** Creates or replaces a credential with this secret. */
    void write(String name, String secret) throws Exception;

    /** Whether there is a credential. */
    default boolean has(String name) throws Exception {
        throw new UnsupportedOperationException("this library is not asked");
    }

    /** Deletes a credential that is there. */
    void delete(String name) throws Exception;

    /** The secret, for checks only. */
    String secret(String name) throws Exception;

    /** Lists what begins with the prefix, and returns the number. */
    default int list(String prefix) throws Exception {
        throw new UnsupportedOperationException("this library cannot list");
    }

    /** A client by the name that the tables use, in any case. */
    static Client of(String name) throws Exception {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "store" -> new StoreClient();
            case "keystore" -> new KeyStoreClient();
            case "java-keyring" -> new KeyringClient();
            case "microsoft" -> new MicrosoftClient();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
