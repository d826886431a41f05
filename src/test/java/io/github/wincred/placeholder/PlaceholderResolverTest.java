package io.github.wincred.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.PasswordProtectedStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.TestVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderResolverTest {

    private static final String SECRET = "hunter2 \ud83d\udd11";

    private static final byte[] NO_TEXT = {0, 1, 2, (byte) 0xff};

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() {
        vault = new TestVault(folder).select();
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private static String resolve(String key) {
        return new String(PlaceholderResolver.ofSystem().resolve(key).orElseThrow());
    }

    @Test
    void secretAndUserName_areThoseOfTheCredential() {
        vault.put("git:https://host", "ann", SECRET).put("empty", "", "");

        assertThat(resolve("wincred:git:https://host")).isEqualTo(SECRET);
        assertThat(resolve("wincred:GIT:https://HOST:-unused")).isEqualTo(SECRET);
        assertThat(resolve("wincred:git:https://host#username")).isEqualTo("ann");
        assertThat(resolve("wincred:empty:-unused")).isEmpty();
        assertThat(resolve("wincred:empty#username:-unused")).isEmpty();
    }

    @Test
    void missingCredential_takesTheFallback() {
        vault.put("nobody", null, SECRET);

        assertThat(resolve("wincred:other:-x")).isEqualTo("x");
        assertThat(resolve("wincred:other:-")).isEmpty();
        assertThat(resolve("wincred:nobody#username:-x")).isEqualTo("x");
    }

    @Test
    void missingCredentialWithoutFallback_isOneLineThatSaysWhatToDo() {
        assertThatThrownBy(() -> resolve("wincred:app/db"))
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains(
                        "'app/db'",
                        folder.resolve("vault").toString(),
                        System.getProperty("user.name"),
                        "Store it while running as that account, or give a fallback: ${wincred:app/db:-TEXT}")
                .doesNotContain("\n");
    }

    @Test
    void missingUserNameWithoutFallback_isToldApart() {
        vault.put("db", null, SECRET);

        assertThatThrownBy(() -> resolve("wincred:db#username"))
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains("'db' has no user name", "${wincred:db#username:-TEXT}")
                .doesNotContain(SECRET);
    }

    @Test
    void keyOfAnotherScheme_isNotAnswered() {
        assertThat(PlaceholderResolver.ofSystem().resolve("java.version")).isEmpty();
    }

    @Test
    void secretThatIsNoText_isRefusedEvenWithAFallback() {
        vault.put(Credential.generic("key").secret(Secret.copyOf(NO_TEXT)).build());

        assertThatThrownBy(() -> resolve("wincred:key:-x"))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("'key' is not text");
    }

    @Test
    void lockedVault_isAnErrorEvenWithAFallback() {
        try (PasswordProtectedStore store = (PasswordProtectedStore) vault.open()) {
            store.unlock("vault password".toCharArray());
            store.write(Credential.generic("db").build());
        }

        assertThatThrownBy(() -> resolve("wincred:db:-x"))
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains("'db' cannot be read from WinCred vault", System.getProperty("user.name"), "locked")
                .contains("wincred.vault.password-file")
                .doesNotContain("\n");
    }

    /** The file with the password of the vault, which holds the credential {@code db}. */
    private Path vaultWithPassword() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "vault password");
        vault.with(Setting.VAULT_PASSWORD_FILE, password.toString())
                .with(Setting.VAULT_PERMISSIONS, "unchecked")
                .put("db", null, SECRET);
        return password;
    }

    @Test
    void vaultWithAPassword_isOpenedOnceForAllQuestions() throws Exception {
        Path password = vaultWithPassword();
        PlaceholderResolver first = PlaceholderResolver.ofSystem();
        assertThat(first.resolve("wincred:db").orElseThrow()).isEqualTo(SECRET.toCharArray());

        Files.delete(password);

        assertThat(resolve("wincred:db")).isEqualTo(SECRET);
        assertThatThrownBy(() -> resolve("wincred:absent"))
                .hasMessageContaining("'absent' was not found in WinCred vault");
        assertThat(first.resolve("wincred:db").orElseThrow()).isEqualTo(SECRET.toCharArray());
    }

    @Test
    void whatOtherProgramsChange_isSeenByTheNextQuestion() {
        vault.put("db", null, "old");
        PlaceholderResolver resolver = PlaceholderResolver.ofSystem();
        assertThat(resolver.resolve("wincred:db").orElseThrow()).containsExactly('o', 'l', 'd');

        vault.put("db", null, "new");
        assertThat(resolver.resolve("wincred:db").orElseThrow()).containsExactly('n', 'e', 'w');

        vault.delete("db");
        assertThatThrownBy(() -> resolver.resolve("wincred:db")).hasMessageContaining("was not found");
    }

    @Test
    void storeThatCouldNotBeOpened_isOpenedOnceItCanBe() throws Exception {
        Path password = vaultWithPassword();
        PlaceholderResolver resolver = PlaceholderResolver.ofSystem();
        Files.writeString(password, "wrong");
        assertThatThrownBy(() -> resolver.resolve("wincred:db"))
                .message()
                .contains("the password of the vault", "is wrong", "wincred.vault.password-file")
                .doesNotContain("vault password");

        Files.writeString(password, "vault password");

        assertThat(resolver.resolve("wincred:db").orElseThrow()).isEqualTo(SECRET.toCharArray());
    }

    @Test
    void prefix_isLeftOutOfNames() {
        vault.put("app/db", null, SECRET).with(Setting.PREFIX, "app/");

        assertThat(resolve("wincred:db")).isEqualTo(SECRET);
        assertThatThrownBy(() -> resolve("wincred:app/db"))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("credential 'app/db' with the prefix 'app/' was not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wincred:secret/db",
                "wincred:SECRET/DB",
                "wincred:generic:secret/db",
                "wincred:Generic:secret/db",
                "wincred:LegacyGeneric:target=secret/db",
                "wincred:legacygeneric:TARGET=Secret/Db",
                "wincred:LegacyGeneric:target=secret/db:-x",
                "wincred:secret/absent",
                "wincred:secret/absent:-x",
                "wincred:generic:secret/absent:-x",
                "wincred:domain-visible-password:app/host:-x",
                "wincred:domain-password:app/host#username",
                "wincred:app",
                "wincred:application/x"
            })
    void nameThatIsNotAllowed_isRefusedHoweverItIsWritten(String key) {
        vault.put("secret/db", null, SECRET)
                .put("application/x", null, SECRET)
                .put(Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "app/host"))
                        .userName("CORP\\ann")
                        .build())
                .with(Setting.PLACEHOLDER_ALLOW, "app/;db");

        assertThatThrownBy(() -> resolve(key))
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains("is not in the list of allowed credentials", System.getProperty("user.name"))
                .doesNotContain(SECRET, "hunter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wincred:app/db",
                "wincred:APP/Db",
                "wincred:LegacyGeneric:target=app/db",
                "wincred:generic:app/DB"
            })
    void nameThatIsAllowed_isAnsweredHoweverItIsWritten(String key) {
        vault.put("app/db", null, SECRET).with(Setting.PLACEHOLDER_ALLOW, "App/");

        assertThat(resolve(key)).isEqualTo(SECRET);
        assertThat(resolve("wincred:app/absent:-x")).isEqualTo("x");
        assertThat(resolve("wincred:Generic:app/absent:-x")).isEqualTo("x");
    }

    @Test
    void missingCredentialOfAnAllowedType_takesTheFallback() {
        vault.with(Setting.PLACEHOLDER_ALLOW, "domain-visible-password:host");

        assertThat(resolve("wincred:domain-visible-password:HOST:-x")).isEqualTo("x");
        assertThatThrownBy(() -> resolve("wincred:domain-password:host:-x")).hasMessageContaining("list of allowed");
        assertThatThrownBy(() -> resolve("wincred:host:-x")).hasMessageContaining("list of allowed");
    }

    @Test
    void allowList_coversThePrefixThatNamesLeaveOut() {
        vault.put("app/db", null, SECRET)
                .with(Setting.PREFIX, "app/")
                .with(Setting.PLACEHOLDER_ALLOW, "app/db;app/absent");

        assertThat(resolve("wincred:db")).isEqualTo(SECRET);
        assertThat(resolve("wincred:absent:-x")).isEqualTo("x");
        assertThatThrownBy(() -> resolve("wincred:app/db:-x")).hasMessageContaining("list of allowed");
    }

    @Test
    void allowList_isThatOfTheMomentTheResolverWasMade() {
        vault.put("secret/db", null, SECRET).with(Setting.PLACEHOLDER_ALLOW, "app/");
        PlaceholderResolver resolver = PlaceholderResolver.ofSystem();

        vault.with(Setting.PLACEHOLDER_ALLOW, "secret/");

        assertThatThrownBy(() -> resolver.resolve("wincred:secret/db")).hasMessageContaining("list of allowed");
    }

    @Test
    void credentialsBelowAPrefix_areAllOfThemWithTheirText() {
        vault.put("app/db", "ann", SECRET)
                .put("APP/other", null, "x")
                .put("application", null, "y")
                .put(Credential.generic("app/key")
                        .secret(Secret.copyOf(NO_TEXT))
                        .build());

        List<TextCredential> found = PlaceholderResolver.ofSystem().credentialsBelow("app/");

        assertThat(found)
                .extracting(TextCredential::targetName)
                .containsExactlyInAnyOrder("app/db", "APP/other", "app/key");
        assertThat(found)
                .filteredOn(credential -> credential.targetName().equals("app/db"))
                .allSatisfy(credential -> {
                    assertThat(credential.userName()).contains("ann");
                    assertThat(credential.text().map(String::new)).contains(SECRET);
                    assertThat(credential.toString()).doesNotContain(SECRET);
                });
        assertThat(found)
                .filteredOn(credential -> credential.targetName().equals("app/key"))
                .allSatisfy(credential -> assertThat(credential.text()).isEmpty());
        found.forEach(TextCredential::close);
    }

    @Test
    void credentialsBelowAPrefix_areRefusedIfOneIsNotAllowed() {
        vault.put("app/db", null, SECRET).put("app/secret", null, SECRET).with(Setting.PLACEHOLDER_ALLOW, "app/db");

        assertThatThrownBy(() -> PlaceholderResolver.ofSystem().credentialsBelow("app/"))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("'app/secret' is not in the list");
    }

    @Test
    void resolving_changesNothingInTheStore() {
        vault.put("db", "ann", SECRET);
        try (CredentialStore store = vault.open()) {
            var before =
                    store.describe(CredentialKey.generic("db")).orElseThrow().lastWritten();

            resolve("wincred:db");

            assertThat(store.describe(CredentialKey.generic("db")).orElseThrow().lastWritten())
                    .isEqualTo(before);
        }
    }

    @Test
    void account_isWrittenAsWindowsWritesIt() {
        assertThat(LookupPlace.account("CORP", "svc$")).isEqualTo("CORP\\svc$");
        assertThat(LookupPlace.account(null, "ann")).isEqualTo("ann");
    }
}
