package io.github.wincred.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The JDK's PKCS12 key store with the same secrets, as the JDK is configured out of the box. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Pkcs12Benchmark {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** How many secrets the file has; one of 100,000 takes longer to make than all of this table. */
    @Param({"10", "1000", "10000"})
    public int size;

    private Path file;
    private KeyStore loaded;

    /** Makes the file if it is not there. */
    @Setup
    public void open() throws Exception {
        file = Path.of(System.getProperty("benchmarks.vaults"), size + ".p12");
        if (!Files.exists(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            for (int i = 0; i < size; i++) {
                set(keyStore, Vault.name(i), Vault.secret(i));
            }
            Files.write(file, bytes(keyStore));
        }
        loaded = load();
    }

    private static void set(KeyStore keyStore, String name, String secret) throws GeneralSecurityException {
        keyStore.setKeyEntry(name, new SecretKeySpec(secret.getBytes(UTF_8), "AES"), PASSWORD, null);
    }

    private static byte[] bytes(KeyStore keyStore) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keyStore.store(bytes, PASSWORD);
        return bytes.toByteArray();
    }

    /** Loads the file. */
    @Benchmark
    public KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            keyStore.load(stream, PASSWORD);
        }
        return keyStore;
    }

    /** Gets one secret out of the loaded file. */
    @Benchmark
    public Key getOfLoaded() throws GeneralSecurityException {
        return loaded.getKey(Vault.name(size / 2), PASSWORD);
    }

    /** Adds one secret to the loaded file and stores it, forced to the disk. */
    @Benchmark
    public void addToLoaded() throws GeneralSecurityException, IOException {
        set(loaded, "added", "secret 100000000");
        byte[] bytes = bytes(loaded);
        loaded.deleteEntry("added");
        FileBenchmark.replace(file.resolveSibling(size + ".copy"), bytes);
    }
}
