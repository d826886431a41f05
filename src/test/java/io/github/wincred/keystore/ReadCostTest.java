package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far it is from {@code KeyStore.getKey} to the store, and how often the secret is copied on the way back. */
class ReadCostTest {

    private static final int SHORT = 200;
    private static final int LONG = 1_200;

    /** A store that finds what it is given, under whatever key. */
    private static CredentialStore finding(Supplier<Credential> found) {
        return (CredentialStore) Proxy.newProxyInstance(
                ReadCostTest.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("find");
                    return Optional.of(found.get());
                });
    }

    private static Credential credential(int characters, Charset charset) {
        return Credential.generic("entry")
                .secret(Secret.takeOver("x".repeat(characters).getBytes(charset)))
                .build();
    }

    @Test
    void getKey_isFewFramesAboveTheStore() throws Exception {
        List<String> frames = new ArrayList<>();
        KeyStore keyStore = EngineProvider.loaded(finding(() -> {
            for (StackTraceElement frame : new Throwable().getStackTrace()) {
                if (frame.getClassName().equals(KeyStore.class.getName())) {
                    return credential(SHORT, UTF_16LE);
                }
                frames.add(frame.getClassName() + "." + frame.getMethodName());
            }
            throw new AssertionError(frames);
        }));

        assertThat(keyStore.getKey("entry", null)).isNotNull();

        assertThat(frames)
                .filteredOn(frame -> frame.startsWith("io.github.wincred.") && !frame.contains("ReadCostTest"))
                .hasSizeLessThanOrEqualTo(8);
    }

    /**
     * The array that the store gives, which is made before; and for each character of the secret the bytes of the blob, a {@code char}, and the byte
     * of the key.
     */
    @ParameterizedTest
    @CsvSource({"UTF-16LE, 5", "UTF-8, 4"})
    void getKey_makesThreeCopiesOfWhatTheStoreGives(Charset charset, int bytesForCharacter) throws Exception {
        List<Credential> credentials = new ArrayList<>();
        for (int characters : new int[] {SHORT, LONG, SHORT, LONG}) {
            credentials.add(credential(characters, charset));
        }
        List<Credential> waiting = new ArrayList<>(credentials);
        KeyStore keyStore = EngineProvider.loaded(finding(() -> waiting.remove(0)));
        getKey(keyStore, SHORT);
        getKey(keyStore, LONG);

        long ofShort = getKey(keyStore, SHORT);
        long ofLong = getKey(keyStore, LONG);

        assertThat(ofLong - ofShort).isEqualTo((long) bytesForCharacter * (LONG - SHORT));
        assertThat(credentials).allMatch(given -> given.secret().orElseThrow().isDestroyed());
    }

    /** The bytes that the call allocates. */
    private static long getKey(KeyStore keyStore, int characters) throws Exception {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        SecretKey key = (SecretKey) keyStore.getKey("entry", null);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(key.getEncoded()).isEqualTo("x".repeat(characters).getBytes(UTF_8));
        return allocated;
    }
}
