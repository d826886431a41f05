package io.github.wincred.benchmarks;

import io.github.wincred.benchmarks.clients.Client;

/** Writes one credential through a client. */
public final class Prepare {

    private Prepare() {}

    /** Takes the client and the name of the credential. */
    public static void main(String[] arguments) throws Exception {
        Client.of(arguments[0]).write(arguments[1], "secret of 16 uni");
    }
}
