package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates on the curve of SM2, which the JDK cannot read and another provider can. */
class CertificateProvidersTest {

    private static final String NAME = "CurveTest";

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    @AfterEach
    void forgetProvider() {
        Security.removeProvider(NAME);
    }

    private static Certificate certificate() throws Exception {
        return CertificateFactory.getInstance("X.509", new CurveProvider())
                .generateCertificate(new ByteArrayInputStream(BadEntries.ofUnknownCurve()));
    }

    @Test
    void certificateOfALaterProvider_comesBack() throws Exception {
        Security.addProvider(new CurveProvider());
        PrivateKey key = TestKeys.entry("ec").getPrivateKey();
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("srv", key, null, new Certificate[] {certificate()});
        keyStore.setCertificateEntry("ca", certificate());
        keyStore.store(null, null);

        KeyStore stored = loaded(store);
        assertThat(stored.getCertificate("ca")).isEqualTo(certificate());
        assertThat(stored.isCertificateEntry("ca")).isTrue();
        assertThat(stored.getCertificateAlias(certificate())).isEqualTo("ca");
        assertThat(stored.getCertificateChain("srv")).containsExactly(certificate());
        assertThat(stored.getKey("srv", null)).isEqualTo(key);
        assertThat(((KeyStore.PrivateKeyEntry) stored.getEntry("srv", null)).getCertificate())
                .isEqualTo(certificate());
    }

    @Test
    void certificateThatNoRegisteredProviderReads_isRefused() throws Exception {
        KeyStore keyStore = loaded(store);
        KeyStore.PrivateKeyEntry sound = TestKeys.entry("ec");
        Certificate unknown = certificate();

        assertThatThrownBy(() -> keyStore.setCertificateEntry("ca", unknown))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("no provider");
        for (Certificate[] chain :
                List.of(new Certificate[] {unknown}, new Certificate[] {sound.getCertificate(), unknown})) {
            assertThatThrownBy(() -> keyStore.setKeyEntry("srv", sound.getPrivateKey(), null, chain))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessageContaining("no provider");
        }
        assertThat(keyStore.size()).isZero();
    }

    @Test
    void foreignPemThatThisJavaCannotRead_staysAText() throws Exception {
        byte[] key = TestKeys.entry("ec").getPrivateKey().getEncoded();
        byte[] certificate = TestKeys.keys().getCertificate("ec").getEncoded();
        List<EntryContent> unreadable = List.of(
                PemEntry.content(BadEntries.ofUnknownCurve()),
                PemEntry.content(new byte[] {0x30, 0}),
                PemEntry.content(key, List.of(BadEntries.ofUnknownCurve())),
                PemEntry.content(key, List.of(certificate, BadEntries.ofUnknownCurve())),
                PemEntry.content(new byte[] {0x30, 0}, List.of(certificate)));
        for (EntryContent content : unreadable) {
            String text = new String(content.bytes().toByteArray(), US_ASCII);
            String pem = text.substring(text.indexOf("-----BEGIN"));
            BadEntries.write(store, "text", pem.getBytes(US_ASCII));

            KeyStore keyStore = loaded(store, "pem", "entry");
            assertThat(keyStore.entryInstanceOf("text", KeyStore.SecretKeyEntry.class))
                    .isTrue();
            assertThat(keyStore.getKey("text", null)).isEqualTo(password(pem));
        }
    }

    @Test
    void textThatAnotherJavaReadsAsAnEntry_isStillKeptFromIt() throws Exception {
        String text =
                new String(PemEntry.content(BadEntries.ofUnknownCurve()).bytes().toByteArray(), US_ASCII);
        String pem = text.substring(text.indexOf("-----BEGIN"));
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("text", password(pem), null, null);
        keyStore.store(null, null);

        Security.addProvider(new CurveProvider());
        try (Credential bare = store.find(CredentialKey.generic("text")).orElseThrow().toBuilder()
                .attributes(List.of())
                .build()) {
            store.write(bare);
        }
        assertThat(loaded(store, "pem", "entry").isCertificateEntry("text")).isFalse();
    }

    /** A provider that reads certificates on that curve and no others. */
    static final class CurveProvider extends Provider {

        private static final long serialVersionUID = 1L;

        CurveProvider() {
            super(NAME, "1", "certificates on another curve");
            putService(new Service(this, "CertificateFactory", "X.509", CurveFactory.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new CurveFactory();
                }
            });
        }
    }

    static final class CurveFactory extends CertificateFactorySpi {

        @Override
        public Certificate engineGenerateCertificate(InputStream stream) throws CertificateException {
            try {
                byte[] der = stream.readAllBytes();
                if (!Arrays.equals(der, BadEntries.ofUnknownCurve())) {
                    throw new IllegalArgumentException("another curve");
                }
                return new CurveCertificate(der);
            } catch (IOException e) {
                throw new CertificateException(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public Collection<? extends Certificate> engineGenerateCertificates(InputStream stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CRL engineGenerateCRL(InputStream stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<? extends CRL> engineGenerateCRLs(InputStream stream) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class CurveCertificate extends Certificate {

        private static final long serialVersionUID = 1L;

        private final byte[] der;

        CurveCertificate(byte[] der) {
            super("X.509");
            this.der = der;
        }

        @Override
        public byte[] getEncoded() {
            return der.clone();
        }

        @Override
        public void verify(PublicKey key) {}

        @Override
        public void verify(PublicKey key, String provider) {}

        @Override
        public String toString() {
            return "CurveCertificate";
        }

        @Override
        public PublicKey getPublicKey() {
            try {
                return TestKeys.keys().getCertificate("ec").getPublicKey();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
