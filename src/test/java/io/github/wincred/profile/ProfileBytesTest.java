package io.github.wincred.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.Setting;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each program stores, byte by byte. The rows of git, keytar, keyring-rs and the two Java libraries were dumped from the programs; those of
 * docker, go-keyring and Python's keyring are what their sources do.
 */
class ProfileBytesTest {

    private static final String UTF_8_HEX = "7073c3a4e4b8adf09f9880";
    private static final String UTF_16_HEX = "70007300e4002d4e3dd800de";
    private static final String TEXT = "psä中😀";

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    /** One credential as a program leaves it. Null stands for an absent text. */
    record Row(
            Profile profile,
            String service,
            String target,
            String blob,
            int persist,
            @Nullable String comment,
            @Nullable String alias,
            String attributes) {

        Credential toCredential() {
            Credential.Builder builder = Credential.generic(target)
                    .userName("bob")
                    .persistence(Persistence.of(persist))
                    .comment(comment)
                    .targetAlias(alias)
                    .secret(Secret.takeOver(HexFormat.of().parseHex(blob)));
            if (!attributes.isEmpty()) {
                String[] parts = attributes.split("=", -1);
                builder.addAttribute(CredentialAttribute.of(parts[0], parts[1].getBytes(UTF_8)));
            }
            return builder.build();
        }

        String dump() {
            try (Credential credential = toCredential()) {
                return ProfileBytesTest.dump(credential);
            }
        }
    }

    static List<Row> rows() {
        String git = "saved by git-credential-wincred";
        return List.of(
                new Row(Profile.WINDOWS, "app", "app", UTF_16_HEX, 2, null, null, ""),
                new Row(Profile.GIT, "https://h:8443/p", "git:https://bob@h:8443/p", UTF_16_HEX, 2, git, null, ""),
                new Row(
                        Profile.DOCKER,
                        "https://h/v1/",
                        "https://h/v1/",
                        UTF_8_HEX,
                        2,
                        "",
                        "",
                        "label=Docker Credentials"),
                new Row(Profile.GO_KEYRING, "svc", "svc:bob", UTF_8_HEX, 2, "", "", ""),
                new Row(Profile.KEYTAR, "svc", "svc/bob", UTF_8_HEX, 3, null, null, ""),
                new Row(Profile.KEYRING_RS, "svc", "bob.svc", UTF_16_HEX, 3, "", "", ""),
                new Row(Profile.PYTHON_KEYRING, "svc", "svc", UTF_16_HEX, 3, "Stored using python-keyring", null, ""),
                new Row(Profile.JAVA_KEYRING, "svc", "svc|bob", UTF_16_HEX, 2, null, null, ""),
                new Row(Profile.CREDENTIAL_SECURE_STORAGE, "key", "key", UTF_16_HEX, 2, null, null, ""));
    }

    static Stream<Arguments> rowsAndProfiles() {
        return rows().stream().map(row -> Arguments.of(row.profile(), row));
    }

    private static String dump(Credential credential) {
        byte[] blob = credential.secret().map(Secret::toByteArray).orElseThrow();
        return String.join(
                "\n",
                credential.key().toString(),
                "flags=" + credential.flags().bits(),
                "user=" + credential.userName(),
                "blob=" + HexFormat.of().formatHex(blob),
                "persist=" + credential.persistence().code(),
                "comment=" + credential.comment(),
                "alias=" + credential.targetAlias(),
                credential.attributes().stream()
                        .map(one -> one.keyword() + "=" + HexFormat.of().formatHex(one.value()) + "/" + one.flags())
                        .collect(Collectors.joining(",")));
    }

    private List<String> stored() {
        List<String> dumps = new ArrayList<>();
        for (Credential credential : store.listWithSecrets(CredentialFilter.all())) {
            try (credential) {
                dumps.add(dump(credential));
            }
        }
        return dumps;
    }

    @Test
    void rows_areThereForEveryProfile() {
        assertThat(rows()).extracting(Row::profile).containsExactly(Profile.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsAndProfiles")
    void writtenCredential_isWhatTheProgramWrites(Profile profile, Row row) {
        WinCred.profile(store, profile).write(row.service(), "bob", TEXT.toCharArray());

        assertThat(stored()).containsExactly(row.dump());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsAndProfiles")
    void credentialOfTheProgram_isReadListedRewrittenAndDeleted(Profile profile, Row row) {
        try (Credential credential = row.toCredential()) {
            store.write(credential);
        }
        ProfileStore programs = WinCred.profile(store, profile);

        assertThat(programs.read(row.service(), "bob"))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo(TEXT.toCharArray()));
        assertThat(programs.read(row.service()))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo(TEXT.toCharArray()));
        assertThat(programs.read(row.service(), "eve")).isEmpty();
        assertThat(programs.list(row.service()))
                .extracting(ProfileEntry::service, ProfileEntry::user)
                .containsExactly(tuple(row.service(), Optional.of("bob")));

        programs.write(row.service(), "bob", "new".toCharArray());
        assertThat(programs.read(row.service(), "bob"))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo("new".toCharArray()));
        programs.write(row.service(), "bob", TEXT.toCharArray());
        assertThat(stored()).containsExactly(row.dump());

        assertThat(programs.delete(row.service(), "eve")).isFalse();
        assertThat(programs.delete(row.service(), "bob")).isTrue();
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void emptySecret_comesBackEmpty(Profile profile) {
        ProfileStore programs = WinCred.profile(store, profile);
        programs.write("https://h", "bob", new char[0]);

        assertThat(programs.read("https://h", "bob"))
                .hasValueSatisfying(text -> assertThat(text).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void bytes_areStoredAsTheyAre(Profile profile) {
        byte[] bytes = {0, (byte) 0xFF, 1, (byte) 0xFE, (byte) 0x80};
        ProfileStore programs = WinCred.profile(store, profile);
        try (Secret secret = Secret.copyOf(bytes)) {
            programs.write("https://h", "bob", secret);
        }

        try (Credential found = programs.find("https://h", "bob").orElseThrow()) {
            assertThat(found.secret().map(Secret::toByteArray))
                    .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(bytes));
        }
    }

    @Test
    void setting_hasAValueForEveryProfile() {
        List<String> values = new ArrayList<>(List.of("none"));
        Arrays.stream(Profile.values()).map(Profile::label).forEach(values::add);

        assertThat(Setting.PROFILE.allowedValues()).isEqualTo(values);
        assertThat(Profile.ofLabel("git")).contains(Profile.GIT);
        assertThat(Profile.ofLabel("none")).isEmpty();
    }
}
