package io.github.wincred.profile;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several users, foreign metadata and odd content do to the credentials of other programs. */
class ProfileStoreTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private ProfileStore programs(Profile profile) {
        return WinCred.profile(store, profile);
    }

    private void put(String target, String user, String text, Charset charset) {
        put(Credential.generic(target).userName(user).secret(Secret.takeOver(text.getBytes(charset))));
    }

    private void put(Credential.Builder builder) {
        try (Credential credential = builder.build()) {
            store.write(credential);
        }
    }

    private Credential stored(String target) {
        return store.describe(CredentialKey.generic(target)).orElseThrow();
    }

    private List<String> targets() {
        return store.list(CredentialFilter.all()).stream()
                .map(Credential::targetName)
                .sorted()
                .toList();
    }

    private static String read(ProfileStore programs, String service, String user) {
        return programs.read(service, user).map(String::new).orElse("none");
    }

    @ParameterizedTest
    @EnumSource
    void rewriting_keepsEverythingButTheSecret(Profile profile) {
        ProfileStore programs = programs(profile);
        programs.write("https://Host", "bob", "old".toCharArray());
        String target = targets().get(0);
        CredentialAttribute foreign = CredentialAttribute.of("Vendor_Thing", new byte[] {1, 0, (byte) 0xFF});
        Credential before = stored(target).toBuilder()
                .comment("by hand")
                .targetAlias("other name")
                .persistence(Persistence.SESSION)
                .addAttribute(foreign)
                .addAttribute(foreign)
                .build();
        store.write(before);

        programs.write("HTTPS://host", "bob", "new".toCharArray());

        Credential after = stored(target);
        assertThat(targets()).containsExactly(target);
        assertThat(after.comment()).contains("by hand");
        assertThat(after.targetAlias()).contains("other name");
        assertThat(after.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(after.attributes()).isEqualTo(before.attributes()).contains(foreign);
        assertThat(after.userName()).contains("bob");
        assertThat(read(programs, "https://host", "bob")).isEqualTo("new");
    }

    @Test
    void dockersLabel_isAddedWhereItIsMissing() {
        put("https://h", "bob", "old", UTF_8);
        programs(Profile.DOCKER).write("https://h", "bob", "new".toCharArray());

        assertThat(stored("https://h").attributes())
                .containsExactly(CredentialAttribute.of("label", "Docker Credentials".getBytes(UTF_8)));
        assertThat(programs(Profile.DOCKER).list()).hasSize(1);
    }

    @Test
    void dockersList_holdsLabelledCredentialsOnly() {
        put("https://h", "bob", "x", UTF_8);

        assertThat(programs(Profile.DOCKER).list()).isEmpty();
        assertThat(read(programs(Profile.DOCKER), "https://h", "bob")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "https://index.docker.io/v1/,           index.docker.io",
        "https://index.docker.io/v1/,           //index.docker.io",
        "https://index.docker.io/v1/,           https://index.docker.io",
        "https://index.docker.io/v1/,           https://index.docker.io/v1/?account=bob",
        "https://index.docker.io/v1/,           https://index.docker.io/v1",
        "https://index.docker.io/v1,            HTTPS://index.docker.io/v1/",
        "https://foobar.docker.io:2376,         https://foobar.docker.io",
        "https://foobar.docker.io,              foobar.docker.io",
        "https://foobar.docker.io/one/two,      https://foobar.docker.io",
        "foobar.docker.io:2376,                 //foobar.docker.io:2376",
        "https://[::1]:5000/,                   https://[::1]:5000",
    })
    void dockersRegistry_isFoundAsItsHelperFindsIt(String stored, String asked) {
        ProfileStore docker = programs(Profile.DOCKER);
        docker.write(stored, "bob", "x".toCharArray());

        assertThat(read(docker, asked, "bob")).isEqualTo("x");
        assertThat(docker.read(asked)).hasValue(new char[] {'x'});
        assertThat(read(docker, asked, "eve")).isEqualTo("none");
        assertThat(read(programs(Profile.WINDOWS), asked, "bob")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://foobar.docker.io:2376,         http://foobar.docker.io:2376",
        "http://foobar.docker.io:2376,          https://foobar.docker.io:2376",
        "http://foobar.docker.io,               foobar.docker.io:5678",
        "https://foobar.docker.io:1234,         https://foobar.docker.io:5678",
        "https://foobar.docker.io,              https://foobar.docker.io:5678",
        "https://foobar.docker.io:1234/one/two, https://foobar.docker.io:1234/five/six",
        "https://foobar.docker.io/v1/,          https://foobar.docker.io/",
        "https://foobar.docker.io,              docker.io",
        "https://foobar.docker.io,              /foobar.docker.io",
        "ftp://foobar.docker.io,                foobar.docker.io",
    })
    void dockersOtherRegistry_isNotFound(String stored, String asked) {
        ProfileStore docker = programs(Profile.DOCKER);
        docker.write(stored, "bob", "x".toCharArray());

        assertThat(read(docker, asked, "bob")).isEqualTo("none");
        assertThat(docker.read(asked)).isEmpty();
    }

    @Test
    void dockersRegistryThatIsLikeSeveral_isTheClosest() {
        ProfileStore docker = programs(Profile.DOCKER);
        for (String service : List.of("http://h", "https://h/v1", "https://h:80/v1/", "https://h:90/v1/")) {
            docker.write(service, "bob", service.toCharArray());
        }

        assertThat(read(docker, "https://h/v1?x", "bob")).isEqualTo("https://h/v1");
        assertThat(read(docker, "https://h:90", "bob")).isEqualTo("https://h:90/v1/");
        assertThat(read(docker, "https://h:80/v1", "bob")).isEqualTo("https://h:80/v1/");
    }

    @Test
    void dockersRegistryByAnotherName_isWrittenAndDeletedOnlyByItsOwn() {
        ProfileStore docker = programs(Profile.DOCKER);
        docker.write("https://index.docker.io/v1/", "bob", "x".toCharArray());

        assertThat(docker.delete("index.docker.io", "bob")).isFalse();
        docker.write("index.docker.io", "bob", "y".toCharArray());
        assertThat(targets()).containsExactly("https://index.docker.io/v1/", "index.docker.io");
        assertThat(read(docker, "https://index.docker.io", "bob")).isEqualTo("x");
    }

    @Test
    void registryWithoutDockersLabel_isFoundByItsOwnNameOnly() {
        put("https://h/v1/", "bob", "x", UTF_8);

        assertThat(read(programs(Profile.DOCKER), "h", "bob")).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(names = {"WINDOWS", "DOCKER", "CREDENTIAL_SECURE_STORAGE"})
    void anotherUser_takesTheOneNameOver(Profile profile) {
        ProfileStore programs = programs(profile);
        programs.write("app", "bob", "one".toCharArray());
        programs.write("app", "eve", "two".toCharArray());

        assertThat(targets()).containsExactly("app");
        assertThat(read(programs, "app", "bob")).isEqualTo("none");
        assertThat(read(programs, "app", "eve")).isEqualTo("two");
        assertThat(programs.delete("app", "bob")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"GIT", "GO_KEYRING", "KEYTAR", "KEYRING_RS", "PYTHON_KEYRING", "JAVA_KEYRING"})
    void severalUsers_haveACredentialEach(Profile profile) {
        ProfileStore programs = programs(profile);
        programs.write("https://h", "bob@example.com", "one".toCharArray());
        programs.write("https://h", "eve", "two".toCharArray());
        programs.write("https://h", "bob@example.com", "three".toCharArray());

        assertThat(targets()).hasSize(2);
        assertThat(read(programs, "https://h", "bob@example.com")).isEqualTo("three");
        assertThat(read(programs, "https://h", "eve")).isEqualTo("two");
        assertThat(programs.list("https://h"))
                .extracting(ProfileEntry::user)
                .containsExactlyInAnyOrder(Optional.of("bob@example.com"), Optional.of("eve"));
        assertThat(programs.delete("https://h", "bob@example.com")).isTrue();
        assertThat(read(programs, "https://h", "eve")).isEqualTo("two");
    }

    @Test
    void serviceOfSeveralUsers_needsAUser() {
        ProfileStore keytar = programs(Profile.KEYTAR);
        keytar.write("svc", "bob", "one".toCharArray());
        keytar.write("svc", "eve", "two".toCharArray());

        CredentialException e = catchThrowableOfType(CredentialException.class, () -> keytar.read("svc"));

        assertThat(e.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(e).hasMessageContainingAll("svc", "bob", "eve");
        assertThat(keytar.read("other")).isEmpty();
    }

    @Test
    void usersOfPython_areFoundWhereItPutsThem() {
        put(python("svc", "eve", "two"));
        put(python("bob@svc", "bob", "one"));
        ProfileStore python = programs(Profile.PYTHON_KEYRING);

        assertThat(read(python, "svc", "bob")).isEqualTo("one");
        assertThat(read(python, "svc", "eve")).isEqualTo("two");
        python.write("svc", "kim", "three".toCharArray());
        assertThat(targets()).containsExactly("bob@svc", "kim@svc", "svc");
        assertThat(python.list("svc")).hasSize(3);
        assertThat(python.read("svc"))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo("two".toCharArray()));
    }

    @Test
    void userOfPythonUnderBothNames_isRewrittenAndDeletedUnderBoth() {
        put(python("svc", "bob", "one"));
        put(python("bob@svc", "bob", "stale"));
        ProfileStore python = programs(Profile.PYTHON_KEYRING);

        python.write("svc", "bob", "new".toCharArray());
        for (String target : targets()) {
            try (Credential credential =
                    store.find(CredentialKey.generic(target)).orElseThrow()) {
                assertThat(credential.secret().flatMap(Secret::toUtf16LeText))
                        .hasValueSatisfying(text -> assertThat(text).isEqualTo("new".toCharArray()));
            }
        }
        assertThat(python.delete("svc", "bob")).isTrue();
        assertThat(targets()).isEmpty();
    }

    private static Credential.Builder python(String target, String user, String text) {
        return Credential.generic(target)
                .userName(user)
                .comment("Stored using python-keyring")
                .secret(Secret.ofUtf16Le(text.toCharArray()));
    }

    @Test
    void gitsNameWithoutUser_isReadAndRewrittenInPlace() {
        put("git:https://h", "bob", "old", UTF_16LE);
        ProfileStore git = programs(Profile.GIT);

        assertThat(read(git, "https://h", "bob")).isEqualTo("old");
        assertThat(read(git, "https://h", "eve")).isEqualTo("none");
        git.write("https://h", "bob", "new".toCharArray());
        git.write("https://h", "eve", "hers".toCharArray());

        assertThat(targets()).containsExactly("git:https://eve@h", "git:https://h");
        assertThat(git.read("https://h"))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo("new".toCharArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void gitsFurtherLines_areNoPartOfThePassword(String lineBreak) {
        put("git:https://bob@h", "bob", "pass" + lineBreak + "oauth_refresh_token=token", UTF_16LE);

        assertThat(read(programs(Profile.GIT), "https://h", "bob")).isEqualTo("pass");
    }

    @Test
    void gitsExpiry_goesWithThePasswordItIsAbout() {
        CredentialAttribute other = CredentialAttribute.of("git_host", "h".getBytes(UTF_8));
        put(Credential.generic("git:https://bob@h")
                .userName("bob")
                .addAttribute(CredentialAttribute.of("git_password_expiry_utc", "1700000000".getBytes(UTF_16LE)))
                .addAttribute(other));

        programs(Profile.GIT).write("https://h", "bob", "new".toCharArray());

        assertThat(stored("git:https://bob@h").attributes()).containsExactly(other);
    }

    @ParameterizedTest
    @CsvSource({
        "git:https://bob@h, bob, https://h",
        "git:https://b@example.com@h:8443/p@q, b@example.com, https://h:8443/p@q",
        "git:https://b_example.com@h, b@example.com, https://h",
        "GIT:https://h/p, bob, https://h/p",
        "git:https://h/p@q, , https://h/p@q"
    })
    void gitsTargetNames_areTakenApart(String target, String user, String service) {
        put(target, user, "x", UTF_16LE);

        assertThat(programs(Profile.GIT).list())
                .extracting(ProfileEntry::service)
                .containsExactly(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "://h", "https://", "https://bob@h", ""})
    void serviceThatGitCannotName_isRefused(String service) {
        ProfileStore git = programs(Profile.GIT);

        CredentialException e =
                catchThrowableOfType(CredentialException.class, () -> git.write(service, "bob", "x".toCharArray()));

        assertThat(e.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(e).hasMessageContaining("service '" + service + "'");
        assertThat(targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GIT, 'a\nb'", "DOCKER, \uD800", "KEYTAR, x\uDC00"})
    void textThatTheProgramCannotReadBack_isRefusedAndNotShown(Profile profile, String text) {
        CredentialException e = catchThrowableOfType(
                CredentialException.class, () -> programs(profile).write("https://h", "bob", text.toCharArray()));

        assertThat(e.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(e.getMessage()).doesNotContain(text);
        assertThat(targets()).isEmpty();
    }

    @Test
    void longestText_isStoredAndOneMoreRefused() {
        ProfileStore windows = programs(Profile.WINDOWS);
        windows.write("app", "bob", "x".repeat(1280).toCharArray());

        CredentialException e = catchThrowableOfType(
                CredentialException.class,
                () -> windows.write("app", "bob", "y".repeat(1281).toCharArray()));

        assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(read(windows, "app", "bob")).isEqualTo("x".repeat(1280));
    }

    @Test
    void otherEncoding_isReadWhereTheProgramsOwnCannotBe() {
        put("svc:bob", "bob", "\u00e9\u00e8", UTF_16LE);
        put("bob.svc", "bob", "odd", UTF_8);
        put("app", "bob", "\uD800", UTF_16LE);

        assertThat(read(programs(Profile.GO_KEYRING), "svc", "bob")).isEqualTo("\u00e9\u00e8");
        assertThat(read(programs(Profile.KEYRING_RS), "svc", "bob")).isEqualTo("odd");
    }

    @Test
    void bytesThatAreNoText_areAnErrorThatNamesTheCredential() {
        put(Credential.generic("app").userName("bob").secret(Secret.copyOf(new byte[] {0, (byte) 0xFF, 1})));

        CredentialException e = catchThrowableOfType(
                CredentialException.class, () -> programs(Profile.WINDOWS).read("app", "bob"));

        assertThat(e.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(e).hasMessageContainingAll("app", "3 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void credentialsOfOtherTypes_areNotSeen(Profile profile) {
        store.write(Credential.builder(new CredentialKey(CredentialType.GENERIC_CERTIFICATE, "svc/bob"))
                .userName("bob")
                .build());

        assertThat(programs(profile).list()).isEmpty();
        assertThat(programs(profile).find("https://h", "bob")).isEmpty();
    }
}
