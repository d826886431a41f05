package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secret keys and passwords through {@code java.security.KeyStore}: what lies in the store, and what comes back. */
class SecretEntriesTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private void storeKey(String alias, Key key, Certificate[] chain) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(alias, key, null, chain);
        keyStore.store(null, null);
    }

    private void storeKey(String alias, Key key, String... settings) throws Exception {
        KeyStore keyStore = loaded(store, settings);
        keyStore.setKeyEntry(alias, key, null, null);
        keyStore.store(null, null);
    }

    private Key readKey(String alias, String... settings) throws Exception {
        return loaded(store, settings).getKey(alias, null);
    }

    private byte[] blob(String targetName) {
        try (Credential credential =
                store.find(CredentialKey.generic(targetName)).orElseThrow()) {
            return credential.secret().orElseThrow().toByteArray();
        }
    }

    private void write(String targetName, byte[] blob, CredentialAttribute... attributes) {
        try (Credential credential = Credential.generic(targetName)
                .secret(Secret.copyOf(blob))
                .attributes(List.of(attributes))
                .build()) {
            store.write(credential);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "", "Пароль", "密码😀", "naïve €", " two\nlines\t"})
    void password_isUtf16LeInTheStoreAndUtf8InTheKey(String text) throws Exception {
        storeKey("db", password(text));

        assertThat(blob("db")).isEqualTo(text.getBytes(UTF_16LE));
        Key key = readKey("db");
        assertThat(key.getAlgorithm()).isEqualTo("PBEWithMD5AndDES");
        assertThat(key.getFormat()).isEqualTo("RAW");
        assertThat(new String(key.getEncoded(), UTF_8)).isEqualTo(text);
    }

    @Test
    void passwordOfAnyPbeAlgorithm_comesBackForTheJdksFactory() throws Exception {
        SecretKey given = SecretKeyFactory.getInstance("PBEWithHmacSHA256AndAES_128")
                .generateSecret(new PBEKeySpec("s3cret".toCharArray()));

        storeKey("db", given);

        SecretKey key = (SecretKey) readKey("db");
        PBEKeySpec spec = (PBEKeySpec) SecretKeyFactory.getInstance("PBE").getKeySpec(key, PBEKeySpec.class);
        assertThat(spec.getPassword()).containsExactly('s', '3', 'c', 'r', 'e', 't');
    }

    @Test
    void pbeKeyWhoseBytesAreNotUtf8_comesBackAsTheKeyItWas() throws Exception {
        SecretKey given = new SecretKeySpec(new byte[] {(byte) 0xFF, 0x00, (byte) 0xC0}, "PBEWithMD5AndDES");

        storeKey("raw", given);

        assertThat(blob("raw")).isEqualTo(given.getEncoded());
        assertThat(readKey("raw")).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 24, 31, 32, 33, 2560})
    void keyOfAnyLength_comesBackExactly(int length) throws Exception {
        SecretKey given = new SecretKeySpec(aes(length).getEncoded(), "ChaCha20");

        storeKey("key", given);

        assertThat(blob("key")).isEqualTo(given.getEncoded());
        assertThat(readKey("key")).isEqualTo(given);
    }

    @Test
    void keyThatLooksLikeText_comesBackAsTheKeyItWas() throws Exception {
        SecretKey given = new SecretKeySpec("0123456789abcdef".getBytes(UTF_8), "AES");

        storeKey("key", given);

        assertThat(readKey("key")).isEqualTo(given);
    }

    @Test
    void keyFromTheStore_encryptsAndSigns() throws Exception {
        storeKey("aes", aes(16));
        storeKey("mac", new SecretKeySpec(aes(40).getEncoded(), "HmacSHA256"));

        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, readKey("aes"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(readKey("mac"));

        assertThat(cipher.doFinal(new byte[10])).hasSize(26);
        assertThat(mac.doFinal(new byte[10])).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void foreignBlobOfAKeysLength_isAnAesKey(int length) throws Exception {
        write("foreign", aes(length).getEncoded());

        assertThat(readKey("foreign")).isEqualTo(aes(length));
    }

    @Test
    void foreignBlobOfAnotherLength_isAnHmacKey() throws Exception {
        write("foreign", aes(17).getEncoded());

        assertThat(readKey("foreign")).isEqualTo(new SecretKeySpec(aes(17).getEncoded(), "HmacSHA256"));
    }

    @Test
    void foreignText_isReadInEitherEncoding() throws Exception {
        write("git", "héllo".getBytes(UTF_16LE));
        write("docker", "héllo".getBytes(UTF_8));

        assertThat(readKey("git")).isEqualTo(password("héllo"));
        assertThat(readKey("docker")).isEqualTo(password("héllo"));
    }

    @Test
    void passwordEditedByAnotherProgram_isReadAsEdited() throws Exception {
        storeKey("db", new SecretKeySpec(aes(32).getEncoded(), "AES"));
        Credential ours = store.describe(CredentialKey.generic("db")).orElseThrow();

        try (Credential edited = ours.toBuilder()
                .secret(Secret.copyOf("new one".getBytes(UTF_16LE)))
                .build()) {
            store.write(edited);
        }

        assertThat(ours.attributes()).isNotEmpty();
        assertThat(readKey("db")).isEqualTo(password("new one"));
    }

    @Test
    void storeThatDropsAttributes_givesPasswordsAndAesKeysBack() throws Exception {
        storeKey("text", password("s3cret"));
        storeKey("key", aes(32));
        for (String name : List.of("text", "key")) {
            write(name, blob(name));
        }

        assertThat(readKey("text")).isEqualTo(password("s3cret"));
        assertThat(readKey("key")).isEqualTo(aes(32));
    }

    @Test
    void encodingRaw_givesEveryBlobAsItIs() throws Exception {
        write("foreign", "text".getBytes(UTF_8));

        assertThat(readKey("foreign", "encoding", "raw"))
                .isEqualTo(new SecretKeySpec("text".getBytes(UTF_8), "HmacSHA256"));
    }

    @Test
    void encodingRaw_storesAPasswordAsItsUtf8Bytes() throws Exception {
        storeKey("db", password("pässword"), "encoding", "raw");

        assertThat(blob("db")).isEqualTo("pässword".getBytes(UTF_8));
        assertThat(readKey("db")).isEqualTo(password("pässword"));
    }

    @Test
    void encodingUtf8_storesAndReadsTextAsUtf8() throws Exception {
        storeKey("db", password("pässword"), "encoding", "utf-8");
        // As UTF-16LE these bytes would be detected as text too.
        write("foreign", "pässword".getBytes(UTF_8));

        assertThat(blob("db")).isEqualTo("pässword".getBytes(UTF_8));
        assertThat(readKey("foreign", "encoding", "utf-8")).isEqualTo(password("pässword"));
    }

    @Test
    void encodingUtf16Le_readsWhatDetectionWouldTakeForUtf8() throws Exception {
        write("foreign", "中".getBytes(UTF_16LE));

        assertThat(readKey("foreign")).isEqualTo(password("-N"));
        assertThat(readKey("foreign", "encoding", "utf-16le")).isEqualTo(password("中"));
    }

    @Test
    void encodingOfText_doesNotMakeTextOfBytesThatAreNone() throws Exception {
        write("odd", aes(17).getEncoded());

        assertThat(readKey("odd", "encoding", "utf-16le").getEncoded()).isEqualTo(aes(17).getEncoded());
        assertThat(readKey("odd", "encoding", "utf-8").getEncoded()).isEqualTo(aes(17).getEncoded());
    }

    @Test
    void unpairedSurrogateInForeignText_doesNotBreakTheKey() throws Exception {
        byte[] blob = {'a', 0, 0x00, (byte) 0xD8};
        write("odd", blob);

        assertThat(readKey("odd", "encoding", "utf-16le").getEncoded()).isEqualTo(blob);
    }

    @Test
    void newEntry_persistsOnThisMachineUnlessToldOtherwise() throws Exception {
        storeKey("plain", password("x"));
        storeKey("roaming", password("x"), "persistence", "enterprise");

        assertThat(store.describe(CredentialKey.generic("plain")).orElseThrow().persistence())
                .isEqualTo(Persistence.LOCAL_MACHINE);
        assertThat(store.describe(CredentialKey.generic("roaming"))
                        .orElseThrow()
                        .persistence())
                .isEqualTo(Persistence.ENTERPRISE);
    }

    @Test
    void rewriting_keepsWhatAnotherProgramStoredBesides() throws Exception {
        CredentialAttribute label = CredentialAttribute.of("label", "Docker Credentials".getBytes(UTF_8));
        try (Credential foreign = Credential.generic("host")
                .userName("bob")
                .comment("by hand")
                .targetAlias("alias")
                .persistence(Persistence.ENTERPRISE)
                .addAttribute(label)
                .secret(Secret.copyOf("old".getBytes(UTF_8)))
                .build()) {
            store.write(foreign);
        }

        storeKey("host", password("new"));

        Credential rewritten = store.describe(CredentialKey.generic("host")).orElseThrow();
        assertThat(rewritten.userName()).contains("bob");
        assertThat(rewritten.comment()).contains("by hand");
        assertThat(rewritten.targetAlias()).contains("alias");
        assertThat(rewritten.persistence()).isEqualTo(Persistence.ENTERPRISE);
        assertThat(rewritten.attributes()).hasSize(2).startsWith(label);
        assertThat(readKey("host")).isEqualTo(password("new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "new1", "Пароль", "密码😀"})
    void rewritingUtf8OfAnotherProgram_keepsItInUtf8(String text) throws Exception {
        write("host", "old".getBytes(UTF_8));

        storeKey("host", password(text));
        assertThat(blob("host")).isEqualTo(text.getBytes(UTF_8));
        assertThat(readKey("host")).isEqualTo(password(text));

        storeKey("host", password(text + "2"));
        assertThat(blob("host")).as("the second time").isEqualTo((text + "2").getBytes(UTF_8));
    }

    /** Where nothing of another program's is left, or the caller says which encoding, or it is no text in one credential. */
    @Test
    void rewritingAnythingElse_isInUtf16Le() throws Exception {
        write("empty", new byte[0]);
        write("wide", "old".getBytes(UTF_16LE));
        write("key", new byte[] {0, 1, 2});
        storeKey(
                "pem",
                TestKeys.entry("ec").getPrivateKey(),
                TestKeys.entry("ec").getCertificateChain());
        for (String alias : List.of("empty", "wide", "key", "pem")) {
            storeKey(alias, password("new"));
            assertThat(blob(alias)).as(alias).isEqualTo("new".getBytes(UTF_16LE));
        }
        write("told", "old".getBytes(UTF_8));
        storeKey("told", password("new"), "encoding", "utf-16le");
        assertThat(blob("told")).isEqualTo("new".getBytes(UTF_16LE));
        write("deleted", "old".getBytes(UTF_8));
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("deleted");
        keyStore.setKeyEntry("deleted", password("new"), null, null);
        keyStore.store(null, null);
        assertThat(blob("deleted")).isEqualTo("new".getBytes(UTF_16LE));
    }

    @Test
    void rewritingUtf8_takesPartsOnlyIfUtf8DoesToo() throws Exception {
        write("fits", "old".getBytes(UTF_8));
        write("large", "old".getBytes(UTF_8));

        storeKey("fits", password("x".repeat(2560)));
        storeKey("large", password("密".repeat(1280)));

        assertThat(blob("fits")).hasSize(2560);
        assertThat(blob("large"))
                .as("in UTF-8 it would need parts")
                .isEqualTo("密".repeat(1280).getBytes(UTF_16LE));
        assertThat(store.list(CredentialFilter.all())).hasSize(2);
    }

    /** What is there is looked at when the change is carried out. */
    @Test
    void credentialMadeWhileAChangeWaits_keepsItsEncoding() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("host", password("new"), null, null);
        write("host", "old".getBytes(UTF_8));

        keyStore.store(null, null);

        assertThat(blob("host")).isEqualTo("new".getBytes(UTF_8));
    }

    @Test
    void rewritingOurOwn_keepsOneRecord() throws Exception {
        storeKey("db", password("one"));
        storeKey("db", password("two"));

        assertThat(store.describe(CredentialKey.generic("db")).orElseThrow().attributes())
                .hasSize(1);
    }

    @Test
    void credentialFullOfForeignAttributes_losesNoneAndKeepsItsSecret() throws Exception {
        List<CredentialAttribute> foreign = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            foreign.add(CredentialAttribute.of("key", new byte[] {(byte) i}));
        }
        write("full", new byte[0], foreign.toArray(CredentialAttribute[]::new));

        storeKey("full", password("s3cret"));

        assertThat(store.describe(CredentialKey.generic("full")).orElseThrow().attributes())
                .isEqualTo(foreign);
        assertThat(readKey("full")).isEqualTo(password("s3cret"));
    }

    @Test
    void keysThatAreEncryptedAlready_areRefused() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setKeyEntry("k", new byte[10], null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("encrypted already");
    }

    @Test
    void keyWithoutBytes_isRefused() throws Exception {
        KeyStore keyStore = loaded(store);
        SecretKey token = new SecretKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getAlgorithm() {
                return "AES";
            }

            @Override
            public String getFormat() {
                return null;
            }

            @Override
            public byte[] getEncoded() {
                return null;
            }
        };

        assertThatThrownBy(() -> keyStore.setKeyEntry("token", token, null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("does not give its bytes");
    }

    @Test
    void domainPassword_isStoredAndNeverAKeyEntry() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(
                "domain-password:server",
                new KeyStore.SecretKeyEntry(
                        password("s3cret"), Set.of(CredentialEntryAttribute.USER_NAME.of("DOM\\bob"))),
                null);

        for (KeyStore seen : List.of(keyStore, stored(keyStore))) {
            assertThat(seen.containsAlias("domain-password:server")).isTrue();
            assertThat(seen.isKeyEntry("domain-password:server")).isFalse();
            assertThat(seen.isCertificateEntry("domain-password:server")).isFalse();
            assertThat(seen.getKey("domain-password:server", null)).isNull();
            assertThat(seen.getCreationDate("domain-password:server")).isNotNull();
            assertThat(seen.entryInstanceOf("domain-password:server", KeyStore.SecretKeyEntry.class))
                    .isFalse();
            assertThat(seen.entryInstanceOf("domain-password:server", CredentialEntry.class))
                    .isTrue();
            KeyStore.Entry entry = seen.getEntry("domain-password:server", null);
            assertThat(entry).isInstanceOf(CredentialEntry.class);
            assertThat(CredentialEntryAttribute.USER_NAME.in(entry.getAttributes()))
                    .contains("DOM\\bob");
        }
        assertThat(store.describe(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "server")))
                .isPresent();
    }

    @Test
    void domainPassword_tellsNothingAboutItsHiddenSecret() throws Exception {
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_PASSWORD, "server");
        CredentialAttribute old = EntryRecord.of(EntryFormat.UTF_16LE_TEXT, "old".getBytes(UTF_16LE));
        try (Credential credential = Credential.builder(key)
                .userName("DOM\\bob")
                .addAttribute(old)
                .secret(Secret.copyOf("old".getBytes(UTF_16LE)))
                .build()) {
            store.write(credential);
        }

        storeKey("domain-password:server", password("new"));

        assertThat(store.describe(key).orElseThrow().attributes()).isEmpty();
    }

    private KeyStore stored(KeyStore keyStore) throws Exception {
        keyStore.store(null, null);
        return loaded(store);
    }

    @Test
    void domainPasswordWithoutUserName_isRefusedWhenSet() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setKeyEntry("domain-password:server", password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("UserName");
        assertThat(keyStore.size()).isZero();
    }

    @Test
    void domainPasswordThatIsNoText_isRefusedWhenSet() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setKeyEntry("domain-password:server", aes(16), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("is text");
    }

    @Test
    void credentialEntry_cannotBeSet() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setEntry(
                        "b", new CredentialEntry(Credential.generic("a").build(), Set.of()), null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("no secret");
    }

    @Test
    void genericCertificateWithASecret_isAKeyEntry() throws Exception {
        storeKey("generic-certificate:pin", password("1234"));

        assertThat(loaded(store).isKeyEntry("generic-certificate:pin")).isTrue();
        assertThat(readKey("generic-certificate:pin")).isEqualTo(password("1234"));
        assertThat(Optional.ofNullable(readKey("pin"))).isEmpty();
    }
}
