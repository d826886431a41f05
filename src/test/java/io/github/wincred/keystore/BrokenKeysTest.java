package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.security.auth.DestroyFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and certificates of other providers that do not give what an entry needs: refused, with nothing staged. */
class BrokenKeysTest {

    private KeyStore keyStore;

    @BeforeEach
    void loadEmptyStore() throws Exception {
        keyStore = loaded(VaultCredentialStore.open(VaultConfiguration.inMemory()));
    }

    private static byte[] failing() {
        throw new IllegalStateException("the token is gone");
    }

    private static PublicKey failingKey() {
        throw new IllegalStateException("the token is gone");
    }

    private record OddSecret(String algorithm, String format, Callable<byte[]> encoded) implements SecretKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return format;
        }

        @Override
        public byte[] getEncoded() {
            return call(encoded);
        }
    }

    private record OddPrivate(String algorithm, String format, Callable<byte[]> encoded) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return format;
        }

        @Override
        public byte[] getEncoded() {
            return call(encoded);
        }
    }

    private static <T> T call(Callable<T> callable) {
        try {
            return callable.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The certificate {@code ec} with other answers. */
    private static final class OddCertificate extends Certificate {

        private static final long serialVersionUID = 1L;

        private final transient Callable<byte[]> encoded;
        private final transient Callable<PublicKey> publicKey;

        OddCertificate(String type, Callable<byte[]> encoded, Callable<PublicKey> publicKey) {
            super(type);
            this.encoded = encoded;
            this.publicKey = publicKey;
        }

        @Override
        public byte[] getEncoded() throws CertificateEncodingException {
            try {
                return encoded.call();
            } catch (CertificateEncodingException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public PublicKey getPublicKey() {
            return call(publicKey);
        }

        @Override
        public void verify(PublicKey key) {}

        @Override
        public void verify(PublicKey key, String provider) {}

        @Override
        public String toString() {
            return "odd";
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    private static byte[] der() throws Exception {
        return TestKeys.keys().getCertificate("ec").getEncoded();
    }

    private static PublicKey publicKey() throws Exception {
        return TestKeys.keys().getCertificate("ec").getPublicKey();
    }

    private static byte[] key() throws Exception {
        return TestKeys.entry("ec").getPrivateKey().getEncoded();
    }

    static Stream<SecretKey> secretKeys() throws DestroyFailedException {
        SecretKey destroyed = password("x");
        destroyed.destroy();
        return Stream.of(
                destroyed,
                new OddSecret(null, "RAW", () -> new byte[16]),
                new OddSecret(null, "RAW", () -> null),
                new OddSecret("AES", "RAW", BrokenKeysTest::failing),
                new OddSecret("AES", null, () -> null),
                new OddSecret("PBEWithMD5AndDES", "RAW", BrokenKeysTest::failing));
    }

    @ParameterizedTest
    @MethodSource("secretKeys")
    void secretKey_isRefused(SecretKey key) {
        assertThatThrownBy(() -> keyStore.setKeyEntry("odd", key, null, null)).isInstanceOf(KeyStoreException.class);
        assertThatThrownBy(() -> keyStore.setEntry("odd", new KeyStore.SecretKeyEntry(key), null))
                .isInstanceOf(KeyStoreException.class);

        assertNothingIsStaged();
    }

    static Stream<PrivateKey> privateKeys() {
        return Stream.of(
                new OddPrivate("EC", "PKCS#8", BrokenKeysTest::failing),
                new OddPrivate("EC", null, BrokenKeysTest::key),
                new OddPrivate(null, null, () -> null),
                new OddPrivate("EC", "PKCS#8", () -> new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("privateKeys")
    void privateKey_isRefused(PrivateKey key) throws Exception {
        Certificate[] chain = TestKeys.entry("ec").getCertificateChain();

        assertThatThrownBy(() -> keyStore.setKeyEntry("odd", key, null, chain)).isInstanceOf(KeyStoreException.class);

        assertNothingIsStaged();
    }

    static Stream<Certificate> certificates() {
        return Stream.of(
                new OddCertificate("X.509", BrokenKeysTest::der, () -> null),
                new OddCertificate("X.509", BrokenKeysTest::der, BrokenKeysTest::failingKey),
                new OddCertificate("X.509", BrokenKeysTest::failing, BrokenKeysTest::publicKey),
                new OddCertificate("X.509", () -> null, BrokenKeysTest::publicKey),
                new OddCertificate("X.509", () -> new byte[1], BrokenKeysTest::publicKey),
                new OddCertificate(
                        "X.509",
                        () -> {
                            throw new CertificateEncodingException("not encoded");
                        },
                        BrokenKeysTest::publicKey),
                new OddCertificate(null, BrokenKeysTest::der, BrokenKeysTest::publicKey),
                new OddCertificate("CVC", BrokenKeysTest::der, BrokenKeysTest::publicKey));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void certificate_isRefused(Certificate certificate) throws Exception {
        PrivateKey key = TestKeys.entry("ec").getPrivateKey();
        Certificate sound = TestKeys.keys().getCertificate("ec");

        assertThatThrownBy(() -> keyStore.setCertificateEntry("odd", certificate))
                .isInstanceOf(KeyStoreException.class);
        assertThatThrownBy(() -> keyStore.setKeyEntry("odd", key, null, new Certificate[] {certificate}))
                .isInstanceOf(KeyStoreException.class);
        assertThatThrownBy(() -> keyStore.setKeyEntry("odd", key, null, new Certificate[] {sound, certificate}))
                .isInstanceOf(KeyStoreException.class);

        assertNothingIsStaged();
    }

    @Test
    void chainWithAHole_isRefused() throws Exception {
        PrivateKey key = TestKeys.entry("ec").getPrivateKey();
        Certificate sound = TestKeys.keys().getCertificate("ec");

        for (Certificate[] chain : List.of(new Certificate[1], new Certificate[] {sound, null})) {
            assertThatThrownBy(() -> keyStore.setKeyEntry("odd", key, null, chain))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessageContaining("null");
        }

        assertNothingIsStaged();
    }

    private void assertNothingIsStaged() {
        assertThat(keyStore).satisfies(it -> {
            assertThat(it.containsAlias("odd")).isFalse();
            assertThat(it.size()).isZero();
        });
    }

    @Test
    void certificateThatIsNone_hasNoAlias() throws Exception {
        keyStore.setEntry("ec", TestKeys.entry("ec"), null);

        assertThat(keyStore.getCertificateAlias(null)).isNull();
        assertThat(keyStore.getCertificateAlias(
                        new OddCertificate("X.509", BrokenKeysTest::failing, BrokenKeysTest::publicKey)))
                .isNull();
        assertThat(keyStore.getCertificateAlias(new OddCertificate("X.509", () -> null, BrokenKeysTest::publicKey)))
                .isNull();
        assertThat(keyStore.getCertificateAlias(
                        new OddCertificate("X.509", BrokenKeysTest::der, BrokenKeysTest::failingKey)))
                .isEqualTo("ec");
    }
}
