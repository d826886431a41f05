package io.github.wincred.benchmarks.jmh;

import io.github.wincred.benchmarks.clients.Client;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One credential in a vault of a given size; every write is forced to the disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VaultBenchmark {

    /** Relatively prime to all sizes, so that all credentials take turns. */
    private static final int STRIDE = 7919;

    /** The way to the vault. */
    @Param({"store", "keystore"})
    public String client;

    /** How many credentials the vault has. */
    @Param({"10", "1000", "10000", "100000"})
    public int size;

    private Client vault;
    private int next;

    /** Opens the vault. */
    @Setup
    public void open() throws Exception {
        vault = Vault.open(client, size);
    }

    private int next() {
        next = (next + STRIDE) % size;
        return next;
    }

    /** Reads the secret of one credential after the other. */
    @Benchmark
    public int read() throws Exception {
        return vault.read(Vault.name(next()));
    }

    /** Replaces one credential after the other. */
    @Benchmark
    public void replace() throws Exception {
        int number = next();
        vault.write(Vault.name(number), Vault.secret(number));
    }

    /** What is added is removed outside of the measurement. */
    @State(Scope.Benchmark)
    public static class Addition {

        private Client vault;

        /** Keeps the vault at its size. */
        @TearDown(Level.Invocation)
        public void remove() throws Exception {
            vault.delete("app/added");
        }
    }

    /** Adds one credential. */
    @Benchmark
    public void add(Addition addition) throws Exception {
        addition.vault = vault;
        vault.write("app/added", "secret 100000000");
    }

    /** What is deleted is put there outside of the measurement. */
    @State(Scope.Benchmark)
    public static class Removal {

        private Client vault;

        /** Opens the vault once more. */
        @Setup
        public void open(VaultBenchmark benchmark) throws Exception {
            vault = Vault.open(benchmark.client, benchmark.size);
        }

        /** Keeps the vault at its size. */
        @Setup(Level.Invocation)
        public void add() throws Exception {
            vault.write("app/deleted", "secret 100000000");
        }
    }

    /** Deletes one credential. */
    @Benchmark
    public void delete(Removal removal) throws Exception {
        removal.vault.delete("app/deleted");
    }

    /** Lists all credentials without their secrets. */
    @Benchmark
    public int list() throws Exception {
        return vault.list("");
    }
}
