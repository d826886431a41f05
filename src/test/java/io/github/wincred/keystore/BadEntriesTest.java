package io.github.wincred.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.TestVault;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that cannot be read, among others: they are unreadable, and all the others work. */
class BadEntriesTest {

    @TempDir
    private Path folder;

    private TestVault vault;
    private KeyStore keyStore;

    @BeforeEach
    void fillVault() throws Exception {
        vault = new TestVault(folder).select();
        try (CredentialStore store = vault.open()) {
            BadEntries.fill(store);
        }
        keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
        keyStore.load(null, null);
    }

    @AfterEach
    void forgetVault() {
        vault.close();
    }

    @Test
    void badEntry_isThereAndHasNoCertificate() throws Exception {
        for (String alias : Stream.concat(BadEntries.KEYS.stream(), BadEntries.TRUSTED.stream())
                .filter(alias -> !alias.equals(BadEntries.UNKNOWN_ALGORITHM))
                .toList()) {
            assertThat(keyStore.containsAlias(alias)).as(alias).isTrue();
            assertThat(keyStore.getCertificate(alias)).as(alias).isNull();
            assertThat(keyStore.getCertificateChain(alias)).as(alias).isNull();
            assertThat(keyStore.getCreationDate(alias)).as(alias).isNotNull();
            assertThat(keyStore.isCertificateEntry(alias)).as(alias).isFalse();
            assertThat(keyStore.entryInstanceOf(alias, KeyStore.TrustedCertificateEntry.class))
                    .as(alias)
                    .isFalse();
            assertThatThrownBy(() -> keyStore.getEntry(alias, null))
                    .as(alias)
                    .isInstanceOf(UnrecoverableEntryException.class)
                    .hasMessageContaining("'" + alias + "'");
        }
        for (String alias : BadEntries.KEYS) {
            assertThatThrownBy(() -> keyStore.getKey(alias, null))
                    .as(alias)
                    .isInstanceOf(UnrecoverableKeyException.class)
                    .hasMessageContaining("'" + alias + "'");
        }
        for (String alias : BadEntries.TRUSTED) {
            assertThat(keyStore.isKeyEntry(alias)).as(alias).isFalse();
        }
    }

    @Test
    void keyOfAnUnknownAlgorithm_hasItsCertificate() throws Exception {
        String alias = BadEntries.UNKNOWN_ALGORITHM;

        assertThat(keyStore.isKeyEntry(alias)).isTrue();
        assertThat(keyStore.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class))
                .isTrue();
        assertThat(keyStore.getCertificateChain(alias)).hasSize(1);
        assertThat(keyStore.getCertificate(alias).getPublicKey().getAlgorithm()).isEqualTo(BadEntries.ALGORITHM);
        assertThat(keyStore.getCertificateAlias(keyStore.getCertificate(alias))).isEqualTo(alias);
        assertThatThrownBy(() -> keyStore.getKey(alias, null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContainingAll("'" + alias + "'", BadEntries.ALGORITHM)
                .hasMessageNotContainingAny("damage", "backup");
        assertThatThrownBy(() -> keyStore.getEntry(alias, null))
                .isInstanceOf(UnrecoverableEntryException.class)
                .hasMessageContainingAll("'" + alias + "'", BadEntries.ALGORITHM)
                .hasMessageNotContainingAny("damage", "backup");
    }

    @Test
    void certificateOfABadEntry_isFoundUnderASoundAliasAlone() throws Exception {
        Certificate ofKey = keyStore.getCertificate("sound/2");
        Certificate trusted = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(BadEntries.certificateOf("ml-dsa")));

        assertThat(keyStore.getCertificateAlias(ofKey)).isNotEqualTo("bad/part-key");
        assertThat(keyStore.getCertificateAlias(trusted)).isNull();
        keyStore.setCertificateEntry("sound", trusted);
        keyStore.store(null, null);
        for (int i = 0; i < 2; i++) {
            assertThat(keyStore.getCertificateAlias(ofKey)).isEqualTo("sound/10");
            assertThat(keyStore.getCertificateAlias(trusted)).isEqualTo("sound");
        }
    }

    @Test
    void certificateThatNoProviderReads_isNotCalledDamaged() {
        assertThatThrownBy(() -> keyStore.getKey("bad/certificate-key", null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContaining("no provider")
                .hasMessageNotContainingAny("damage", "backup");
    }

    @Test
    void keyPairsOfJava25_haveTheirCertificatesHere() throws Exception {
        try (CredentialStore store = vault.open()) {
            BadEntries.set(store, "ml-dsa", BadEntries.ofJava25("ml-dsa"));
            BadEntries.set(store, "ml-kem", BadEntries.ofJava25("ml-kem"));
        }
        assertThat(keyStore.getCertificateChain("ml-dsa")).hasSize(1);
        assertThat(keyStore.getCertificateChain("ml-kem")).hasSize(2);
        for (String alias : List.of("ml-dsa", "ml-kem")) {
            assertThat(keyStore.isKeyEntry(alias)).isTrue();
            String algorithm = keyStore.getCertificate(alias).getPublicKey().getAlgorithm();
            if (Runtime.version().feature() >= 24) {
                assertThat(keyStore.getKey(alias, null).getAlgorithm()).isEqualTo(algorithm);
            } else {
                assertThatThrownBy(() -> keyStore.getKey(alias, null))
                        .isInstanceOf(UnrecoverableKeyException.class)
                        .hasMessageContainingAll("'" + alias + "'", algorithm);
            }
        }
    }

    @Test
    void badEntries_canBeDeletedAndReplaced() throws Exception {
        keyStore.setEntry(BadEntries.UNKNOWN_ALGORITHM, TestKeys.entry("ec"), null);
        for (String alias : BadEntries.TRUSTED) {
            keyStore.deleteEntry(alias);
        }
        keyStore.store(null, null);

        assertThat(keyStore.getKey(BadEntries.UNKNOWN_ALGORITHM, null))
                .isEqualTo(TestKeys.entry("ec").getPrivateKey());
        assertThat(keyStore.size()).isEqualTo(BadEntries.SOUND + BadEntries.KEYS.size());
    }

    @Test
    void trustManagers_trustWhatCanBeRead() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(keyStore);

        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        assertThat(List.of(manager.getAcceptedIssuers()))
                .contains((X509Certificate) keyStore.getCertificate("sound/1"));
    }

    @Test
    void newSunX509_offersTheSoundKeys() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("NewSunX509");
        factory.init(keyStore, null);

        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        assertThat(manager.getServerAliases("EC", null))
                .anySatisfy(alias -> assertThat(alias).endsWith(".sound/0"));
        String alias = manager.chooseServerAlias("EC", null, null);
        assertThat(manager.getPrivateKey(alias)).isNotNull();
    }

    /** As with PKCS12: it asks for every key at once. */
    @Test
    void sunX509_namesTheKeyThatItCannotHave() throws Exception {
        for (String alias : Collections.list(keyStore.aliases())) {
            if (alias.startsWith("bad/") && !alias.equals(BadEntries.UNKNOWN_ALGORITHM)) {
                keyStore.deleteEntry(alias);
            }
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");

        assertThatThrownBy(() -> factory.init(keyStore, null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContainingAll("'" + BadEntries.UNKNOWN_ALGORITHM + "'", BadEntries.ALGORITHM);
        keyStore.deleteEntry(BadEntries.UNKNOWN_ALGORITHM);
        factory.init(keyStore, null);
    }
}
