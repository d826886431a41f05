package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under which of several aliases a certificate is found: the first one, a trusted certificate before a key. */
class CertificateAliasTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private KeyStore.PrivateKeyEntry key;
    private Certificate certificate;

    @BeforeEach
    void readKey() throws Exception {
        key = TestKeys.entry("ec");
        certificate = key.getCertificate();
    }

    private static List<String> shuffled(int seed) {
        List<String> aliases = new ArrayList<>(List.of("C", "d", "B_1", "b-2", "e", "F", "\u00e4", "g"));
        Collections.shuffle(aliases, new Random(seed));
        return aliases;
    }

    @Test
    void certificateUnderSeveralAliases_isFoundUnderTheFirst() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            KeyStore keyStore = loaded(store);
            for (String alias : shuffled(seed)) {
                keyStore.setEntry(alias, key, null);
                keyStore.setCertificateEntry("trusted " + alias, certificate);
            }
            assertFoundInTheOrderOfAliases(keyStore);
        }
    }

    @Test
    void storedEntries_areFoundInThatOrderToo() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            for (String alias : shuffled(seed)) {
                KeyStore keyStore = loaded(store);
                keyStore.setEntry(alias, key, null);
                keyStore.setCertificateEntry("trusted " + alias, certificate);
                keyStore.store(null, null);
            }
            KeyStore keyStore = loaded(store);
            assertFoundInTheOrderOfAliases(keyStore);
            keyStore.store(null, null);
        }
    }

    private void assertFoundInTheOrderOfAliases(KeyStore keyStore) throws Exception {
        List<String> expected = new ArrayList<>();
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isCertificateEntry(alias)) {
                expected.add(alias);
            }
        }
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isKeyEntry(alias)) {
                expected.add(alias);
            }
        }
        List<String> found = new ArrayList<>();
        for (String alias = keyStore.getCertificateAlias(certificate);
                alias != null;
                alias = keyStore.getCertificateAlias(certificate)) {
            found.add(alias);
            keyStore.deleteEntry(alias);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void stagedAndStoredEntries_areInOneOrder() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry("b", key, null);
        keyStore.setCertificateEntry("y", certificate);
        keyStore.store(null, null);
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("y");

        keyStore.setEntry("a", key, null);
        keyStore.setCertificateEntry("z", certificate);
        assertThat(keyStore.getCertificateAlias(certificate)).as("a stored one").isEqualTo("y");
        keyStore.setCertificateEntry("x", certificate);
        assertThat(keyStore.getCertificateAlias(certificate)).as("a staged one").isEqualTo("x");
        keyStore.store(null, null);
        assertThat(keyStore.getCertificateAlias(certificate)).as("once stored").isEqualTo("x");
    }

    @Test
    void writeThrough_isSeenAtOnce() throws Exception {
        KeyStore keyStore = loaded(store, "write-through", "true");
        for (String alias : List.of("c", "b", "a")) {
            keyStore.setEntry(alias, key, null);
            assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo(alias);
        }
    }

    @Test
    void trustedCertificateThatBecameAKey_isNoTrustedOneAnyMore() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setCertificateEntry("a", certificate);
        keyStore.setCertificateEntry("b", certificate);
        keyStore.store(null, null);
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("a");

        KeyStore other = loaded(store);
        other.setEntry("a", key, null);
        other.store(null, null);
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("b");
        store.delete(CredentialKey.generic("b"));
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("a");
    }
}
