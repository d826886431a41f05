package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.Settings;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.PKCS12Attribute;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a credential has besides its secret travels with the entry, both ways. */
class EntryAttributesTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private KeyStore set(String alias, KeyStore.Entry.Attribute... attributes) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(alias, new KeyStore.SecretKeyEntry(password("x"), Set.of(attributes)), null);
        keyStore.store(null, null);
        return keyStore;
    }

    private Credential stored(String name) {
        return store.describe(CredentialKey.generic(name)).orElseThrow();
    }

    @Test
    void attributesOfAnEntry_reachTheCredential() throws Exception {
        set(
                "db",
                CredentialEntryAttribute.USER_NAME.of("bob"),
                CredentialEntryAttribute.COMMENT.of("made by hand"),
                CredentialEntryAttribute.TARGET_ALIAS.of("alias"),
                CredentialEntryAttribute.PERSISTENCE.of("enterprise"),
                CredentialEntryAttribute.TYPE.of("generic"),
                CredentialEntryAttribute.LAST_WRITTEN.of("not even looked at"));

        Credential credential = stored("db");
        assertThat(credential.userName()).contains("bob");
        assertThat(credential.comment()).contains("made by hand");
        assertThat(credential.targetAlias()).contains("alias");
        assertThat(credential.persistence()).isEqualTo(Persistence.ENTERPRISE);
    }

    @Test
    void attributesOfACredential_reachTheEntry() throws Exception {
        try (Credential credential = Credential.generic("db")
                .userName("bob")
                .comment("")
                .persistence(Persistence.SESSION)
                .build()) {
            store.write(credential);
        }
        Instant written = stored("db").lastWritten().orElseThrow();

        KeyStore keyStore = loaded(store);

        Set<KeyStore.Entry.Attribute> attributes = keyStore.getEntry("db", null).getAttributes();
        assertThat(CredentialEntryAttribute.USER_NAME.in(attributes)).contains("bob");
        assertThat(CredentialEntryAttribute.COMMENT.in(attributes)).contains("");
        assertThat(CredentialEntryAttribute.TARGET_ALIAS.in(attributes)).isEmpty();
        assertThat(CredentialEntryAttribute.PERSISTENCE.in(attributes)).contains("session");
        assertThat(CredentialEntryAttribute.TYPE.in(attributes)).contains("generic");
        assertThat(CredentialEntryAttribute.LAST_WRITTEN.in(attributes)).contains(written.toString());
        assertThat(keyStore.getCreationDate("db")).isEqualTo(Date.from(written));
    }

    @Test
    void attributesOfAStagedOverwrite_areWhatWillBeStored() throws Exception {
        set("db", CredentialEntryAttribute.USER_NAME.of("bob"), CredentialEntryAttribute.COMMENT.of("old"));
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(
                "db",
                new KeyStore.SecretKeyEntry(password("y"), Set.of(CredentialEntryAttribute.COMMENT.of("new"))),
                null);

        Set<KeyStore.Entry.Attribute> attributes = keyStore.getEntry("db", null).getAttributes();
        assertThat(CredentialEntryAttribute.USER_NAME.in(attributes)).contains("bob");
        assertThat(CredentialEntryAttribute.COMMENT.in(attributes)).contains("new");
        keyStore.store(null, null);
        assertThat(stored("db").userName()).contains("bob");
        assertThat(stored("db").comment()).contains("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob",
                "[a, b]",
                "[",
                "0A",
                "0A:ff",
                "12:34:56",
                "%",
                "%0041",
                "100%",
                "a, b",
                "日本語😀",
                "\uD800x",
                "x\uDC00",
                "\uDC00\uD800"
            })
    void attributeOfAnyText_isReadBackExactly(String text) throws Exception {
        KeyStore.Entry.Attribute attribute = CredentialEntryAttribute.COMMENT.of(text);

        assertThat(CredentialEntryAttribute.COMMENT.in(Set.of(attribute))).contains(text);
        set("db", attribute);
        assertThat(stored("db").comment()).contains(text);
    }

    @Test
    void readableNames_areUnderstoodToo() throws Exception {
        KeyStore.Entry.Attribute userName = new KeyStore.Entry.Attribute() {
            @Override
            public String getName() {
                return "wincred.user-name";
            }

            @Override
            public String getValue() {
                return "bob%0041";
            }
        };

        set("db", userName);

        assertThat(stored("db").userName()).contains("bob%0041");
    }

    @Test
    void attributesOfPkcs12_areIgnored() throws Exception {
        set(
                "db",
                new PKCS12Attribute("1.2.840.113549.1.9.20", "friendly"),
                new PKCS12Attribute("1.2.840.113549.1.9.21", "54:69"),
                new PKCS12Attribute("2.16.840.1.113894.746875.1.1", "[2.5.29.37.0]"));

        assertThat(stored("db").userName()).isEmpty();
    }

    @Test
    void entries_surviveAPkcs12FileWithTheirAttributes() throws Exception {
        KeyStore ours =
                set("db", CredentialEntryAttribute.USER_NAME.of("bob"), CredentialEntryAttribute.COMMENT.of("[x] 0%"));
        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection("changeit".toCharArray());
        KeyStore pkcs12 = KeyStore.getInstance("PKCS12");
        pkcs12.load(null, null);
        pkcs12.setEntry("db", ours.getEntry("db", null), password);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pkcs12.store(out, password.getPassword());
        pkcs12.load(new ByteArrayInputStream(out.toByteArray()), password.getPassword());
        store.delete(CredentialKey.generic("db"));

        KeyStore again = loaded(store);
        again.setEntry("db", pkcs12.getEntry("db", password), null);
        again.store(null, null);

        assertThat(stored("db").userName()).contains("bob");
        assertThat(stored("db").comment()).contains("[x] 0%");
        assertThat(again.getKey("db", null)).isEqualTo(password("x"));
    }

    @Test
    void secondChangeBeforeStore_keepsWhatTheFirstAskedFor() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(
                "db",
                new KeyStore.SecretKeyEntry(password("x"), Set.of(CredentialEntryAttribute.USER_NAME.of("bob"))),
                null);
        keyStore.setKeyEntry("DB", password("y"), null, null);
        keyStore.store(null, null);

        assertThat(stored("db").userName()).contains("bob");
        assertThat(loaded(store).getKey("db", null)).isEqualTo(password("y"));
    }

    @Test
    void entrySetAfterItsDeletion_hasNothingOfTheOldOne() throws Exception {
        KeyStore keyStore = set("db", CredentialEntryAttribute.USER_NAME.of("bob"));
        keyStore.deleteEntry("db");
        keyStore.setKeyEntry("db", password("y"), null, null);
        keyStore.setKeyEntry("db", password("z"), null, null);

        assertThat(CredentialEntryAttribute.USER_NAME.in(
                        keyStore.getEntry("db", null).getAttributes()))
                .isEmpty();
        keyStore.store(null, null);
        assertThat(stored("db").userName()).isEmpty();
    }

    @Test
    void domainPasswordDeletedAndSetWithoutUser_isRefusedWhenSet() throws Exception {
        KeyStore keyStore = set("domain-password:server", CredentialEntryAttribute.USER_NAME.of("DOM\\bob"));
        keyStore.setKeyEntry("domain-password:server", password("y"), null, null);
        keyStore.deleteEntry("domain-password:server");

        assertThatThrownBy(() -> keyStore.setKeyEntry("domain-password:server", password("z"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("UserName");
    }

    @Test
    void renameByEntry_takesTheAttributesAlong() throws Exception {
        KeyStore keyStore = set("old", CredentialEntryAttribute.USER_NAME.of("bob"));

        keyStore.setEntry("new", keyStore.getEntry("old", null), null);
        keyStore.deleteEntry("old");
        keyStore.store(null, null);

        assertThat(stored("new").userName()).contains("bob");
        assertThat(keyStore.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PERSISTENCE,forever,enterprise", "PERSISTENCE,none,session", "TYPE,secret,domain-password"})
    void attributeWithAValueThatIsNotAllowed_isRefused(
            CredentialEntryAttribute attribute, String value, String allowed) {
        assertThatThrownBy(() -> set("db", attribute.of(value)))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll(attribute.label(), value, allowed);
    }

    @Test
    void typeAttribute_decidesForABareName() throws Exception {
        set("pin", CredentialEntryAttribute.TYPE.of("generic-certificate"));

        assertThat(store.describe(new CredentialKey(CredentialType.GENERIC_CERTIFICATE, "pin")))
                .isPresent();
    }

    @Test
    void typeAttributeAgainstTheAlias_isRefused() {
        assertThatThrownBy(() -> set("generic:pin", CredentialEntryAttribute.TYPE.of("generic-certificate")))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("generic:pin", "wincred.type", "generic-certificate");
    }

    @Test
    void tooLongUserName_isRefusedWhenSet() {
        assertThatThrownBy(() -> set("db", CredentialEntryAttribute.USER_NAME.of("u".repeat(514))))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("UserName", "514", "513");
    }

    @Test
    void getAttributes_isThereForJava18() throws Exception {
        KeyStore keyStore = set("db", CredentialEntryAttribute.USER_NAME.of("bob"));

        Object engine = new WinCredKeyStore(Settings::ofDefaults, settings -> store);
        ((KeyStoreSpi) engine).engineLoad(null, null);
        Object attributes =
                engine.getClass().getMethod("engineGetAttributes", String.class).invoke(engine, "db");

        assertThat(attributes).isEqualTo(keyStore.getEntry("db", null).getAttributes());
    }
}
