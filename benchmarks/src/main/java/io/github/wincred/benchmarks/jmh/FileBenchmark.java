package io.github.wincred.benchmarks.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The floor: Java's own calls on a file as long as one of the vault's, without any cryptography, check or lock. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FileBenchmark {

    private Path original;
    private Path copy;
    private byte[] content;

    /** Takes one of a vault's files. */
    @Setup
    public void open() throws Exception {
        Vault.open("store", 10);
        original = Vault.anyFile(10);
        copy = Vault.folder(10).resolveSibling("floor").resolve("file");
        Files.createDirectories(copy.getParent());
        content = Files.readAllBytes(original);
    }

    /** Reads a file. */
    @Benchmark
    public byte[] read() throws IOException {
        return Files.readAllBytes(original);
    }

    /** Replaces a file so that it survives a power failure: new file, force, rename, force of the folder. */
    @Benchmark
    public void replace() throws IOException {
        replace(copy, content);
    }

    static void replace(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
