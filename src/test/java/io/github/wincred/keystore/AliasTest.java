package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credential an alias means, and which alias a credential has. */
class AliasTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private void write(CredentialType type, String targetName, String text) {
        try (Credential credential = Credential.builder(new CredentialKey(type, targetName))
                .userName(type.equals(CredentialType.DOMAIN_CERTIFICATE) ? "@@B" + "A".repeat(27) : "DOM\\user")
                .secret(Secret.ofUtf16Le(text.toCharArray()))
                .build()) {
            store.write(credential);
        }
    }

    private List<String> aliases(String... settings) throws Exception {
        return Collections.list(loaded(store, settings).aliases());
    }

    @Test
    void aliases_nameTheTypeOfAllButGenericCredentials() throws Exception {
        for (CredentialType type : CredentialType.defined()) {
            // The vault refuses what Windows has not supported since Vista.
            if (!type.equals(CredentialType.DOMAIN_VISIBLE_PASSWORD)) {
                write(type, "name", "x");
            }
        }

        assertThat(aliases())
                .containsExactly(
                        "domain-certificate:name",
                        "domain-extended:name",
                        "domain-password:name",
                        "generic-certificate:name",
                        "name");
    }

    @Test
    void prefix_scopesTheViewInAnyCaseAndIsLeftOut() throws Exception {
        write(CredentialType.GENERIC, "App/db", "x");
        write(CredentialType.GENERIC, "app/", "x");
        write(CredentialType.GENERIC, "app/generic:x", "x");
        write(CredentialType.DOMAIN_PASSWORD, "APP/server", "x");
        write(CredentialType.GENERIC, "other", "x");

        assertThat(aliases("prefix", "app/"))
                .containsExactlyInAnyOrder("db", "generic:", "generic:generic:x", "domain-password:server");
        KeyStore keyStore = loaded(store, "prefix", "app/");
        assertThat(keyStore.size()).isEqualTo(4);
        for (String alias : Collections.list(keyStore.aliases())) {
            assertThat(keyStore.containsAlias(alias)).as(alias).isTrue();
        }
        assertThat(keyStore.containsAlias("other")).isFalse();
        assertThat(keyStore.containsAlias("app/db")).isFalse();
    }

    @Test
    void newEntryUnderAPrefix_getsItInItsName() throws Exception {
        KeyStore keyStore = loaded(store, "prefix", "app/");
        keyStore.setKeyEntry("db", password("x"), null, null);
        keyStore.store(null, null);

        assertThat(store.describe(CredentialKey.generic("app/db"))).isPresent();
    }

    @Test
    void overwriteInAnotherCase_givesTheNewSpellingBack() throws Exception {
        for (String alias : List.of("Db", "DB", "db")) {
            KeyStore keyStore = loaded(store);
            keyStore.setKeyEntry(alias, password("x"), null, null);
            assertThat(Collections.list(keyStore.aliases())).containsExactly(alias);
            keyStore.store(null, null);
        }

        assertThat(aliases()).containsExactly("db");
    }

    @ParameterizedTest
    @CsvSource({"i,ı", "k,\u212A", "s,ſ", "µ,μ"})
    void namesThatOnlyJavaTakesForOne_areTwoEntries(String one, String other) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(one, password("one"), null, null);
        keyStore.setKeyEntry(other, password("two"), null, null);
        keyStore.store(null, null);

        assertThat(loaded(store).size()).isEqualTo(2);
        assertThat(loaded(store).getKey(one, null)).isEqualTo(password("one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"git:https://bob@host/path", "a b", "日本語", "😀", "a\uD800", "x|y", "*", "a\\b", "-"})
    void aliasOfAnyCharacters_isAnEntry(String alias) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(alias, password("x"), null, null);
        keyStore.store(null, null);

        assertThat(aliases()).containsExactly(alias);
        assertThat(loaded(store).getKey(alias, null)).isEqualTo(password("x"));
        assertThat(store.describe(CredentialKey.generic(alias))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"'',TargetName is empty", "generic:,TargetName is empty", "a\0b,U+0000"})
    void aliasThatNoCredentialCanHave_isAbsentAndRefusedWhenSet(String alias, String message) throws Exception {
        KeyStore keyStore = loaded(store);

        assertThat(keyStore.containsAlias(alias)).isFalse();
        assertThat(keyStore.getKey(alias, null)).isNull();
        keyStore.deleteEntry(alias);
        assertThatThrownBy(() -> keyStore.setKeyEntry(alias, password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aliasAtTheLimit_isAnEntryAndOneUnitMoreIsRefused() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("a".repeat(32767), password("x"), null, null);
        keyStore.store(null, null);

        assertThat(keyStore.containsAlias("A".repeat(32767))).isTrue();
        assertThat(keyStore.containsAlias("a".repeat(32768))).isFalse();
        assertThatThrownBy(() -> keyStore.setKeyEntry("a".repeat(32768), password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("TargetName", "32768", "32767");
        assertThatThrownBy(() -> keyStore.setKeyEntry("domain-password:" + "a".repeat(338), password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("TargetName", "338", "337");
    }

    @Test
    void nullAlias_isANullPointerException() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.containsAlias(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> keyStore.getKey(null, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> keyStore.deleteEntry(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> keyStore.setKeyEntry(null, password("x"), null, null))
                .isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LegacyGeneric:target=app/db", "legacygeneric:TARGET=APP/DB"})
    void formThatWindowsPrints_meansTheGenericCredential(String alias) throws Exception {
        write(CredentialType.GENERIC, "app/db", "x");

        assertThat(loaded(store).getKey(alias, null)).isEqualTo(password("x"));
        assertThat(loaded(store, "prefix", "app/").getKey(alias, null)).isEqualTo(password("x"));
        assertThat(loaded(store, "prefix", "other/").containsAlias(alias)).isFalse();
    }

    @Test
    void credentialWhoseNameIsAPrintedForm_winsOverWhatTheFormMeans() throws Exception {
        write(CredentialType.GENERIC, "db", "meant");
        write(CredentialType.GENERIC, "LegacyGeneric:target=db", "exact");

        assertThat(aliases()).containsExactly("db", "generic:LegacyGeneric:target=db");
        KeyStore keyStore = loaded(store);
        assertThat(keyStore.getKey("LegacyGeneric:target=db", null)).isEqualTo(password("exact"));
        keyStore.deleteEntry("LegacyGeneric:target=db");
        assertThat(keyStore.getKey("LegacyGeneric:target=db", null)).isEqualTo(password("meant"));
        assertThat(Collections.list(keyStore.aliases())).containsExactly("db");
    }

    @Test
    void newEntryUnderThePrintedForm_isTheGenericCredential() throws Exception {
        KeyStore keyStore = loaded(store, "prefix", "app/");
        keyStore.setKeyEntry("LegacyGeneric:target=app/db", password("x"), null, null);

        assertThat(Collections.list(keyStore.aliases())).containsExactly("db");
        assertThatThrownBy(() -> keyStore.setKeyEntry("LegacyGeneric:target=db", password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("outside the prefix");
    }

    @Test
    void printedDomainForm_meansTheOneDomainCredentialOfThatName() throws Exception {
        write(CredentialType.GENERIC, "server", "x");
        write(CredentialType.DOMAIN_EXTENDED, "server", "visible");

        assertThat(loaded(store).getKey("Domain:target=server", null)).isEqualTo(password("visible"));
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("domain:target=SERVER", password("new"), null, null);
        assertThat(Collections.list(keyStore.aliases())).containsExactly("domain-extended:SERVER", "server");
    }

    @Test
    void printedDomainFormOfSeveral_isAnErrorThatNamesThem() throws Exception {
        write(CredentialType.DOMAIN_PASSWORD, "server", "x");
        write(CredentialType.DOMAIN_CERTIFICATE, "server", "x");
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.containsAlias("Domain:target=server"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContainingAll("domain-password:server", "domain-certificate:server");
        assertThatThrownBy(() -> keyStore.deleteEntry("Domain:target=server"))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("domain-password:server", "domain-certificate:server");
    }

    @Test
    void newEntryUnderThePrintedDomainForm_isADomainPassword() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry("Domain:target=server", withUser("DOM\\bob"), null);
        keyStore.store(null, null);

        assertThat(aliases()).containsExactly("domain-password:server");
    }

    private static KeyStore.SecretKeyEntry withUser(String userName) {
        return new KeyStore.SecretKeyEntry(password("x"), Set.of(CredentialEntryAttribute.USER_NAME.of(userName)));
    }

    @Test
    void typeSetting_isTheTypeOfNewEntriesAndFoundUnderTheirBareName() throws Exception {
        KeyStore keyStore = loaded(store, "type", "generic-certificate");
        keyStore.setEntry("server", withUser("DOM\\bob"), null);

        assertThat(Collections.list(keyStore.aliases())).containsExactly("generic-certificate:server");
        assertThat(keyStore.getKey("server", null)).isEqualTo(password("x"));
        keyStore.deleteEntry("server");
        assertThat(keyStore.size()).isZero();
    }

    @Test
    void typeSetting_leavesAnExistingGenericCredentialWhatItIs() throws Exception {
        write(CredentialType.GENERIC, "server", "old");
        KeyStore keyStore = loaded(store, "type", "generic-certificate");
        keyStore.setKeyEntry("server", password("new"), null, null);
        keyStore.setKeyEntry("generic:other", password("x"), null, null);

        assertThat(Collections.list(keyStore.aliases())).containsExactly("other", "server");
        assertThat(keyStore.getKey("server", null)).isEqualTo(password("new"));
    }

    @ParameterizedTest
    @CsvSource({
        "type-9:x,allowed are 1 to 6",
        "domain-visible-password:x,no credentials of type domain-visible-password",
        "domain-certificate:x,marshaled certificate"
    })
    void entryThatTheStoreDoesNotTake_isRefusedWhenSet(String alias, String message) throws Exception {
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setEntry(alias, withUser("DOM\\bob"), null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining(message);
        assertThat(keyStore.size()).isZero();
    }

    @Test
    void extendedCredentialWithAUserInItsAlias_isFoundAndDeleted() throws Exception {
        write(CredentialType.DOMAIN_EXTENDED, "name", "x");

        KeyStore keyStore = loaded(store);
        assertThat(keyStore.containsAlias("domain-extended:name|dom\\USER")).isTrue();
        assertThat(keyStore.containsAlias("domain-extended:name|DOM\\other")).isFalse();
        assertThat(keyStore.containsAlias("domain-extended:name")).isTrue();
    }
}
