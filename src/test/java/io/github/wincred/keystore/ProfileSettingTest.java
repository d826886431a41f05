package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.profile.Profile;
import io.github.wincred.settings.Settings;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The setting {@code profile}: a key store among another program's credentials. */
class ProfileSettingTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private void set(String alias, String text, String... settings) throws Exception {
        KeyStore keyStore = loaded(store, settings);
        keyStore.setKeyEntry(alias, password(text), null, null);
        keyStore.store(null, null);
    }

    private Credential stored(String target) {
        return store.describe(CredentialKey.generic(target)).orElseThrow();
    }

    private String blob(String target) {
        try (Credential credential = store.find(CredentialKey.generic(target)).orElseThrow()) {
            return HexFormat.of()
                    .formatHex(credential.secret().map(Secret::toByteArray).orElseThrow());
        }
    }

    private void put(Credential.Builder builder) {
        try (Credential credential = builder.build()) {
            store.write(credential);
        }
    }

    private static String text(KeyStore keyStore, String alias) throws Exception {
        return new String(keyStore.getKey(alias, null).getEncoded(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "git, git:https://bob@h/p, bob, 2, e400",
        "docker, https://h/v1/, , 2, c3a4",
        "go-keyring, a:svc:bob, bob, 2, c3a4",
        "keytar, a/svc/bob, bob, 3, c3a4",
        "keyring-rs, bob.svc.x, bob, 3, e400",
        "python-keyring, svc, , 3, e400",
        "python-keyring, bob@x@svc, bob@x, 3, e400",
        "java-keyring, a|svc|bob, bob, 2, e400",
        "windows, app, , 2, e400",
        "credential-secure-storage, key, , 2, e400"
    })
    void newEntry_isWhatTheProgramWrites(String profile, String alias, String user, int persist, String blob)
            throws Exception {
        set(alias, "ä", "profile", profile);

        Credential like = Profile.ofLabel(profile)
                .orElseThrow()
                .newCredential(CredentialKey.generic(alias))
                .build();
        assertThat(blob(alias)).isEqualTo(blob);
        assertThat(stored(alias).userName()).isEqualTo(Optional.ofNullable(user));
        assertThat(stored(alias).persistence()).isEqualTo(Persistence.of(persist));
        assertThat(stored(alias).comment()).isEqualTo(like.comment());
        assertThat(stored(alias).targetAlias()).isEqualTo(like.targetAlias());
        assertThat(stored(alias).attributes())
                .filteredOn(attribute -> !attribute.keyword().equals(EntryRecord.KEYWORD))
                .isEqualTo(like.attributes());
        assertThat(text(loaded(store), alias)).isEqualTo("ä");
    }

    @Test
    void prefix_isPartOfTheTargetNameAsEver() throws Exception {
        set("https://bob@h", "x", "profile", "git", "prefix", "git:");

        assertThat(stored("git:https://bob@h").userName()).contains("bob");
    }

    @Test
    void attributesOfTheEntryAndSettings_winOverTheProfile() throws Exception {
        KeyStore keyStore = loaded(store, "profile", "git", "encoding", "utf-8", "persistence", "session");
        keyStore.setEntry(
                "git:https://bob@h",
                new KeyStore.SecretKeyEntry(
                        password("ä"),
                        Set.of(
                                CredentialEntryAttribute.USER_NAME.of("eve"),
                                CredentialEntryAttribute.COMMENT.of("mine"))),
                null);
        keyStore.store(null, null);

        Credential credential = stored("git:https://bob@h");
        assertThat(credential.userName()).contains("eve");
        assertThat(credential.comment()).contains("mine");
        assertThat(credential.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(blob("git:https://bob@h")).isEqualTo("c3a4");
    }

    @Test
    void existingEntry_changesInItsSecretAlone() throws Exception {
        CredentialAttribute foreign = CredentialAttribute.of("Vendor_Thing", new byte[] {1, 0});
        put(Credential.generic("svc/bob")
                .userName("robert")
                .persistence(Persistence.SESSION)
                .comment("by hand")
                .targetAlias("other name")
                .addAttribute(foreign)
                .secret(Secret.copyOf("old".getBytes(UTF_8))));

        set("svc/bob", "ä", "profile", "keytar");

        Credential after = stored("svc/bob");
        assertThat(after.userName()).contains("robert");
        assertThat(after.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(after.comment()).contains("by hand");
        assertThat(after.targetAlias()).contains("other name");
        assertThat(after.attributes()).hasSize(2).startsWith(foreign);
        assertThat(blob("svc/bob")).isEqualTo("c3a4");
    }

    @Test
    void entriesOfTheProgram_areReadInItsEncoding() throws Exception {
        // 中 in UTF-16LE, which is also "-N" in UTF-8.
        put(Credential.generic("wide").secret(Secret.copyOf("中".getBytes(UTF_16LE))));

        assertThat(text(loaded(store, "profile", "windows"), "wide")).isEqualTo("中");
        assertThat(text(loaded(store, "profile", "docker"), "wide")).isEqualTo("-N");
        assertThat(text(loaded(store), "wide")).isEqualTo("-N");
    }

    @Test
    void furtherLinesOfGit_areNoPartOfThePassword() throws Exception {
        put(Credential.generic("git:https://bob@h")
                .secret(Secret.copyOf("pass\r\noauth_refresh_token=t".getBytes(UTF_16LE))));

        assertThat(text(loaded(store, "profile", "git"), "git:https://bob@h")).isEqualTo("pass");
        assertThat(text(loaded(store), "git:https://bob@h")).isEqualTo("pass\r\noauth_refresh_token=t");
    }

    @Test
    void otherTypes_areLeftAsTheyAre() throws Exception {
        set("generic-certificate:svc/bob", "ä", "profile", "docker");

        Credential credential = store.list(CredentialFilter.all()).get(0);
        assertThat(credential.userName()).isEmpty();
        assertThat(credential.attributes())
                .extracting(CredentialAttribute::keyword)
                .doesNotContain("label");
    }

    @Test
    void parameter_carriesTheProfile() throws Exception {
        KeyStore keyStore = EngineProvider.keyStore(ignored -> store);
        keyStore.load(WinCredLoadStoreParameter.builder()
                .store(store)
                .profile(Profile.PYTHON_KEYRING)
                .build());
        keyStore.setKeyEntry("svc", password("x"), null, null);
        keyStore.store(null, null);

        assertThat(stored("svc").comment()).contains("Stored using python-keyring");
        assertThat(Settings.ofDefaults().profile()).isEmpty();
    }
}
