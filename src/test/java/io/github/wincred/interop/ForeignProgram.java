package io.github.wincred.interop;

import java.io.IOException;
import java.util.Optional;

/** Another program that keeps passwords in the Credential Manager, run as its users run it. */
interface ForeignProgram extends AutoCloseable {

    void write(String service, String user, String secret) throws IOException;

    Optional<String> read(String service, String user) throws IOException;

    void delete(String service, String user) throws IOException;

    /** Ends what runs of it. */
    @Override
    void close() throws IOException;
}
