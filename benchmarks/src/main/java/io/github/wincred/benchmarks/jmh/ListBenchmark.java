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

/** A listing without secrets, on an {@code advapi32} that has it ready: the filter {@code list/N/*} covers N credentials. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListBenchmark {

    /** The library. */
    @Param({"store", "keystore"})
    public String client;

    /** How many credentials there are. */
    @Param({"1", "100", "1000", "10000"})
    public int size;

    private String prefix;
    private Client library;

    /** Opens the library. */
    @Setup
    public void open() throws Exception {
        prefix = "list/" + size + "/";
        System.setProperty("wincred.prefix", prefix);
        library = Client.of(client);
    }

    /** Lists all of them. */
    @Benchmark
    public int list() throws Exception {
        int found = library.list(prefix);
        if (found != size) {
            throw new IllegalStateException(found + " instead of " + size);
        }
        return found;
    }
}
