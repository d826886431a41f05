package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys with their chains and trusted certificates, through {@code java.security.KeyStore}. */
class KeyAndCertificateEntriesTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private KeyStore stored(String alias, KeyStore.Entry entry) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(alias, entry, null);
        keyStore.store(null, null);
        return loaded(store);
    }

    private static KeyStore.TrustedCertificateEntry trusted(String alias) throws Exception {
        return new KeyStore.TrustedCertificateEntry(TestKeys.keys().getCertificate(alias));
    }

    private byte[] blob(String targetName) {
        try (Credential credential =
                store.find(CredentialKey.generic(targetName)).orElseThrow()) {
            return credential.secret().orElseThrow().toByteArray();
        }
    }

    private void write(String targetName, byte[] blob) {
        try (Credential credential =
                Credential.generic(targetName).secret(Secret.copyOf(blob)).build()) {
            store.write(credential);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec", "ed", "leaf"})
    void privateKey_comesBackWithItsChain(String name) throws Exception {
        KeyStore.PrivateKeyEntry given = TestKeys.entry(name);
        KeyStore staged = loaded(store);
        staged.setKeyEntry("srv", given.getPrivateKey(), "ignored".toCharArray(), given.getCertificateChain());

        for (KeyStore keyStore : List.of(staged, stored("srv", given))) {
            assertThat(keyStore.isKeyEntry("srv")).isTrue();
            assertThat(keyStore.isCertificateEntry("srv")).isFalse();
            assertThat(keyStore.entryInstanceOf("srv", KeyStore.PrivateKeyEntry.class))
                    .isTrue();
            assertThat(keyStore.entryInstanceOf("srv", KeyStore.SecretKeyEntry.class))
                    .isFalse();
            assertThat(keyStore.getKey("srv", null)).isEqualTo(given.getPrivateKey());
            assertThat(keyStore.getCertificateChain("srv")).containsExactly(given.getCertificateChain());
            assertThat(keyStore.getCertificate("srv")).isEqualTo(given.getCertificate());
            assertThat(keyStore.getCertificateAlias(given.getCertificate())).isEqualTo("srv");
            assertThat(keyStore.getCreationDate("srv")).isNotNull();
            KeyStore.PrivateKeyEntry entry = (KeyStore.PrivateKeyEntry) keyStore.getEntry("srv", null);
            assertThat(entry.getPrivateKey()).isEqualTo(given.getPrivateKey());
        }
    }

    @Test
    void privateKeyFromTheStore_signs() throws Exception {
        KeyStore keyStore = stored("srv", TestKeys.entry("ec"));

        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign((PrivateKey) keyStore.getKey("srv", null));
        byte[] signed = signature.sign();
        signature.initVerify(keyStore.getCertificate("srv"));

        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void trustedCertificate_comesBack() throws Exception {
        KeyStore.TrustedCertificateEntry given = trusted("root");
        KeyStore staged = loaded(store);
        staged.setCertificateEntry("ca", given.getTrustedCertificate());

        for (KeyStore keyStore : List.of(staged, stored("ca", given))) {
            assertThat(keyStore.isCertificateEntry("ca")).isTrue();
            assertThat(keyStore.isKeyEntry("ca")).isFalse();
            assertThat(keyStore.entryInstanceOf("ca", KeyStore.TrustedCertificateEntry.class))
                    .isTrue();
            assertThat(keyStore.getCertificate("ca")).isEqualTo(given.getTrustedCertificate());
            assertThat(keyStore.getCertificateChain("ca")).isNull();
            assertThat(keyStore.getKey("ca", null)).isNull();
            assertThat(keyStore.getCertificateAlias(given.getTrustedCertificate()))
                    .isEqualTo("ca");
            KeyStore.TrustedCertificateEntry entry = (KeyStore.TrustedCertificateEntry) keyStore.getEntry("ca", null);
            assertThat(entry.getTrustedCertificate()).isEqualTo(given.getTrustedCertificate());
        }
    }

    @Test
    void entryInTheStore_isPemThatOtherToolsRead() throws Exception {
        stored("srv", TestKeys.entry("ec"));
        stored("ca", trusted("root"));

        String key = new String(blob("srv"), US_ASCII);
        assertThat(key)
                .startsWith("WinCred entry 1: private key with 1 certificates\n-----BEGIN PRIVATE KEY-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n");
        assertThat(key.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(64));
        assertThat(new String(blob("ca"), US_ASCII))
                .isEqualTo("WinCred entry 1: trusted certificate\n-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(
                                        TestKeys.keys().getCertificate("root").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void entryLargerThanABlob_comesBack() throws Exception {
        KeyStore.PrivateKeyEntry given = TestKeys.entry("leaf");
        KeyStore keyStore = stored("srv", given);

        assertThat(new String(blob("srv"), UTF_8)).startsWith("WinCred split 1\nstate whole\nform private-key\n");
        assertThat(keyStore.getCertificateChain("srv")).hasSize(3);
        assertThat(Collections.list(keyStore.aliases())).containsExactly("srv");
        assertThat(keyStore.getCertificateAlias(given.getCertificate())).isEqualTo("srv");
    }

    @Test
    void certificateOfAKeyAndOfATrustedEntry_isFoundAsTheTrustedOne() throws Exception {
        stored("a key", TestKeys.entry("ec"));
        KeyStore keyStore = stored("trusted", trusted("ec"));
        Certificate certificate = TestKeys.keys().getCertificate("ec");

        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("trusted");
        keyStore.deleteEntry("trusted");
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("a key");
        keyStore.deleteEntry("a key");
        assertThat(keyStore.getCertificateAlias(certificate)).isNull();
    }

    @Test
    void certificateAlias_followsWhatAnotherProgramChanges() throws Exception {
        Certificate certificate = TestKeys.keys().getCertificate("ec");
        KeyStore keyStore = stored("one", trusted("ec"));
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("one");

        store.delete(CredentialKey.generic("one"));
        assertThat(keyStore.getCertificateAlias(certificate)).isNull();

        stored("two", trusted("ec"));
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("two");
    }

    @Test
    void certificateOverAKey_isRefusedAndOverACertificateIsNot() throws Exception {
        stored("key", new KeyStore.SecretKeyEntry(password("x")));
        KeyStore keyStore = stored("ca", trusted("root"));

        assertThatThrownBy(() -> keyStore.setEntry("key", trusted("ec"), null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("no trusted certificate");
        keyStore.setEntry("ca", trusted("ec"), null);
        assertThat(keyStore.getCertificate("ca")).isEqualTo(TestKeys.keys().getCertificate("ec"));
    }

    @Test
    void keyThatDoesNotFitItsCertificate_isRefused() throws Exception {
        KeyStore keyStore = loaded(store);
        PrivateKey rsa = TestKeys.entry("rsa").getPrivateKey();
        Certificate[] ec = TestKeys.entry("ec").getCertificateChain();

        assertThatThrownBy(() -> keyStore.setKeyEntry("srv", rsa, null, ec))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("EC");
    }

    @Test
    void chainWithAHole_isRefused() throws Exception {
        KeyStore keyStore = loaded(store);
        KeyStore.PrivateKeyEntry leaf = TestKeys.entry("leaf");
        Certificate[] chain = leaf.getCertificateChain();
        chain[1] = null;

        assertThatThrownBy(() -> keyStore.setKeyEntry("srv", leaf.getPrivateKey(), null, chain))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("a certificate of the chain is null");
    }

    @Test
    void keyOfAnotherType_isRefused() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setEntry("generic-certificate:srv", TestKeys.entry("ec"), null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("generic credentials");
        assertThatThrownBy(() -> keyStore.setCertificateEntry("ca", null)).isInstanceOf(KeyStoreException.class);
    }

    @Test
    void truncatedKey_isAnErrorThatNamesTheEntry() throws Exception {
        KeyStore.PrivateKeyEntry given = TestKeys.entry("ec");
        stored("srv", given);
        byte[] whole = blob("srv");

        for (int length = PemEntry.MAGIC.length(); length < whole.length; length++) {
            write("srv", Arrays.copyOf(whole, length));
            KeyStore keyStore = loaded(store);
            if (length == whole.length - 1) {
                assertThat(keyStore.getKey("srv", null)).isEqualTo(given.getPrivateKey());
                continue;
            }
            assertThatThrownBy(() -> keyStore.getKey("srv", null))
                    .as("length %s", length)
                    .isInstanceOf(UnrecoverableKeyException.class)
                    .hasMessageContaining("'srv'")
                    .cause()
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
            assertThatThrownBy(() -> keyStore.getEntry("srv", null)).isInstanceOf(UnrecoverableEntryException.class);
            assertThat(keyStore.getCertificateChain("srv")).isNull();
            assertThat(keyStore.getCertificate("srv")).isNull();
            assertThat(keyStore.isKeyEntry("srv")).isFalse();
            assertThat(keyStore.size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WinCred entry 2: private key with 1 certificates\n",
                "WinCred entry 1: trusted certificate\n",
                "WinCred entry 1: trusted certificate\n-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n",
                "WinCred entry 1: trusted certificate\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "WinCred entry 1: trusted certificate\n-----BEGIN X-----\nAAAA\n-----END X-----\n",
                "WinCred entry 1: private key with 1 certificates\n-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
                "WinCred split 1\nform key AES\n",
                "WinCred split 2\n"
            })
    void wrongContent_isAnErrorThatNamesTheEntryAndShowsNothing(String content) {
        write("wrong", content.getBytes(UTF_8));

        assertThatThrownBy(() -> loaded(store).getEntry("wrong", null))
                .isInstanceOf(UnrecoverableEntryException.class)
                .hasMessageContaining("'wrong'")
                .hasMessageNotContainingAny("????", "AAAA", "MAA=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WinCred entry 1: trusted certificate\n",
                "WinCred entry",
                "WinCred split 1\nform key AES\ngeneration ",
                "WinCred split "
            })
    void secretThatBeginsLikeAnEntryOfOurs_comesBackAsTheSecretItWas(String text) throws Exception {
        for (String encoding : List.of("auto", "utf-8", "raw")) {
            KeyStore keyStore = loaded(store, "encoding", encoding);
            keyStore.setKeyEntry("odd", password(text), null, null);
            keyStore.store(null, null);

            assertThat(loaded(store).getKey("odd", null)).isEqualTo(password(text));
        }
    }

    @Test
    void pemStoredAsASecret_staysOneEvenWhereForeignPemIsRead() throws Exception {
        stored("ca", trusted("root"));
        String pem = new String(blob("ca"), UTF_8).substring("WinCred entry 1: trusted certificate\n".length());
        for (String encoding : List.of("auto", "utf-8", "raw")) {
            KeyStore keyStore = loaded(store, "encoding", encoding);
            keyStore.setKeyEntry("text", password(pem), null, null);
            keyStore.store(null, null);

            assertThat(loaded(store, "pem", "entry").getKey("text", null)).isEqualTo(password(pem));
            assertThat(loaded(store, "pem", "entry").isCertificateEntry("text")).isFalse();
        }
    }

    @Test
    void pemOfAnotherProgram_isATextUnlessASettingAsks() throws Exception {
        stored("srv", TestKeys.entry("ec"));
        String pem = new String(blob("srv"), UTF_8).lines().skip(1).reduce("", (a, b) -> a + b + "\r\n");
        write("utf-8", pem.getBytes(UTF_8));
        write("utf-16le", pem.getBytes(UTF_16LE));
        write("with text", ("subject=CN = ec\n" + pem).getBytes(UTF_8));

        for (String alias : List.of("utf-8", "utf-16le", "with text")) {
            assertThat(loaded(store).entryInstanceOf(alias, KeyStore.SecretKeyEntry.class))
                    .isTrue();
            assertThat(loaded(store).getCertificate(alias)).isNull();

            KeyStore keyStore = loaded(store, "pem", "entry");
            assertThat(keyStore.getKey(alias, null))
                    .isEqualTo(TestKeys.entry("ec").getPrivateKey());
            assertThat(keyStore.getCertificateChain(alias)).hasSize(1);
        }
    }

    @Test
    void foreignPemThatIsNoEntry_staysAText() throws Exception {
        stored("srv", TestKeys.entry("ec"));
        String pem = new String(blob("srv"), UTF_8);
        String keyAlone = pem.substring(pem.indexOf("-----BEGIN PRIVATE"), pem.indexOf("-----BEGIN CERTIFICATE"));
        String two = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE")).repeat(2);
        for (String text : List.of(keyAlone, two, "-----BEGIN CERTIFICATE-----\nno end", "-----BEGIN CERTIFICATE")) {
            write("text", text.getBytes(UTF_8));

            assertThat(loaded(store, "pem", "entry").getKey("text", null)).isEqualTo(password(text));
        }
    }

    @Test
    void entriesOfAPkcs12File_surviveTheWayHereAndBack() throws Exception {
        KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(TestKeys.PASSWORD);
        KeyStore ours = loaded(store);
        for (String alias : Collections.list(TestKeys.keys().aliases())) {
            ours.setEntry(alias, TestKeys.keys().getEntry(alias, protection), protection);
        }
        ours.store(null, null);
        KeyStore back = KeyStore.getInstance("PKCS12");
        back.load(null, null);
        for (String alias : Collections.list(loaded(store).aliases())) {
            back.setEntry(alias, loaded(store).getEntry(alias, null), protection);
        }

        assertThat(Collections.list(back.aliases())).hasSize(6);
        for (String alias : Collections.list(back.aliases())) {
            assertThat(back.getKey(alias, TestKeys.PASSWORD))
                    .isEqualTo(TestKeys.keys().getKey(alias, TestKeys.PASSWORD));
            assertThat(back.getCertificateChain(alias))
                    .isEqualTo(TestKeys.keys().getCertificateChain(alias));
        }
    }

    @Test
    void attributesOfAKeyEntry_reachTheCredential() throws Exception {
        KeyStore.PrivateKeyEntry given = TestKeys.entry("ec");
        stored(
                "srv",
                new KeyStore.PrivateKeyEntry(
                        given.getPrivateKey(),
                        given.getCertificateChain(),
                        Set.of(CredentialEntryAttribute.COMMENT.of("the server's key"))));

        assertThat(store.describe(CredentialKey.generic("srv")).orElseThrow().comment())
                .contains("the server's key");
    }

    @Test
    void strictPasswords_refusesPasswordsOfEntriesAndNothingElse() throws Exception {
        KeyStore keyStore = loaded(store, "strict-passwords", "true");
        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection("x".toCharArray());

        assertThatThrownBy(() -> keyStore.setKeyEntry("a", password("x"), "x".toCharArray(), null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("strict-passwords");
        assertThatThrownBy(() -> keyStore.setEntry("a", new KeyStore.SecretKeyEntry(password("x")), password))
                .isInstanceOf(KeyStoreException.class);
        keyStore.setKeyEntry("a", password("x"), new char[0], null);
        assertThatThrownBy(() -> keyStore.getKey("a", "x".toCharArray()))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContaining("strict-passwords");
        assertThatThrownBy(() -> keyStore.getEntry("a", password)).isInstanceOf(UnrecoverableEntryException.class);
        assertThat(keyStore.getKey("a", null)).isEqualTo(password("x"));
    }
}
