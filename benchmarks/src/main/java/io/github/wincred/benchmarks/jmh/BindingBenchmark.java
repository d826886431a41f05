package io.github.wincred.benchmarks.jmh;

import io.github.wincred.benchmarks.clients.Client;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call of each library, on an {@code advapi32} that answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BindingBenchmark {

    private static final String NAME = "git:https://host.example";
    private static final String SECRET = "secret of 16 uni";

    /** The library. */
    @Param({"store", "keystore", "keyring", "microsoft"})
    public String client;

    private Client library;

    /** Opens the library. */
    @Setup
    public void open() throws Exception {
        library = Client.of(client);
    }

    /** Reads one secret. */
    @Benchmark
    public int read() throws Exception {
        return library.read(NAME);
    }

    /** Writes one secret. */
    @Benchmark
    public void write() throws Exception {
        library.write(NAME, SECRET);
    }

    /** Deletes one credential. */
    @Benchmark
    public void delete() throws Exception {
        library.delete(NAME);
    }
}
