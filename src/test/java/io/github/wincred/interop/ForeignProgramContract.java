package io.github.wincred.interop;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.CredentialEntryAttribute;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileEntry;
import io.github.wincred.profile.ProfileStore;
import io.github.wincred.settings.BlobEncoding;
import io.github.wincred.testing.RealStore;
import java.io.IOException;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real program and this library on the same store, each with what the other has stored. {@code docs/interop.md} shows the results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ForeignProgramContract {

    private final Profile profile;
    private ForeignProgram program;
    private CredentialStore store;
    private ProfileStore wincred;

    /** A contract for the program of this profile. */
    ForeignProgramContract(Profile profile) {
        this.profile = profile;
    }

    final Profile profile() {
        return profile;
    }

    abstract ForeignProgram start() throws IOException;

    /** What the program calls a service. */
    String service(String name) {
        return name;
    }

    /** Letters beyond ASCII that the program can have in services and users. */
    String letters() {
        return "\u00e4\u4e2d\u041f";
    }

    record Account(String service, String user, String secret) {

        /** Names the test. */
        @Override
        public String toString() {
            return service + " " + user;
        }
    }

    /** What a credential has besides its secret. */
    record Metadata(
            CredentialKey key,
            Optional<String> user,
            Persistence persistence,
            Optional<String> comment,
            Optional<String> alias,
            List<CredentialAttribute> attributes) {

        static Metadata of(Credential credential) {
            return new Metadata(
                    credential.key(),
                    credential.userName(),
                    credential.persistence(),
                    credential.comment(),
                    credential.targetAlias(),
                    credential.attributes());
        }
    }

    Stream<Account> accounts() {
        return Stream.of(
                new Account(service(RealStore.PREFIX + ".plain"), "bob", "hunter2 =$\"%'\\"),
                new Account(
                        service(RealStore.PREFIX + "." + letters()),
                        "j" + letters(),
                        "ps\u00e4 \u4e2d\u6587 \u041f\u0440\u0438\u0432\u0435\u0442 \ud83d\ude00"));
    }

    @BeforeAll
    void open() throws IOException {
        program = start();
        store = WinCred.open();
        wincred = WinCred.profile(store, profile);
    }

    @AfterAll
    void close() throws IOException {
        if (store != null) {
            program.close();
            store.close();
        }
    }

    @AfterEach
    void leaveNothingBehind() {
        accounts().forEach(account -> wincred.delete(account.service(), account.user()));
    }

    private Optional<String> readByWinCred(Account account) {
        return wincred.read(account.service(), account.user()).map(String::new);
    }

    private void writeByWinCred(Account account, String secret) {
        wincred.write(account.service(), account.user(), secret.toCharArray());
    }

    private Optional<String> readByProgram(Account account) throws IOException {
        return program.read(account.service(), account.user());
    }

    private void writeByProgram(Account account, String secret) throws IOException {
        program.write(account.service(), account.user(), secret);
    }

    private Metadata metadata(Account account) {
        try (Credential credential =
                wincred.find(account.service(), account.user()).orElseThrow()) {
            return Metadata.of(credential);
        }
    }

    private String targetName(Account account) {
        return profile.targetName(account.service(), account.user());
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void credentialOfTheProgram_isReadListedAndDeleted(Account account) throws IOException {
        writeByProgram(account, account.secret());

        assertThat(readByWinCred(account)).contains(account.secret());
        assertThat(wincred.list(account.service()))
                .extracting(ProfileEntry::user)
                .containsExactly(Optional.of(account.user()));
        assertThat(wincred.delete(account.service(), account.user())).isTrue();
        assertThat(readByProgram(account)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void credentialOfWinCred_isReadAndDeletedByTheProgram(Account account) throws IOException {
        writeByWinCred(account, account.secret());

        assertThat(readByProgram(account)).contains(account.secret());
        program.delete(account.service(), account.user());
        assertThat(readByWinCred(account)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void credentialOfTheProgram_isWhatTheProfileDescribes(Account account) throws IOException {
        writeByProgram(account, account.secret());

        byte[] blob = account.secret().getBytes(profile.encoding() == BlobEncoding.UTF_8 ? UTF_8 : UTF_16LE);
        try (Credential stored = wincred.find(account.service(), account.user()).orElseThrow();
                Credential described = profile.newCredential(CredentialKey.generic(targetName(account)))
                        .userName(account.user())
                        .build()) {
            assertThat(Metadata.of(stored)).isEqualTo(Metadata.of(described));
            assertThat(stored.secret().map(Secret::toByteArray).map(HexFormat.of()::formatHex))
                    .contains(HexFormat.of().formatHex(blob));
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void credentialRewrittenByWinCred_keepsAllButTheSecret(Account account) throws IOException {
        writeByProgram(account, "first");
        Metadata before = metadata(account);

        writeByWinCred(account, account.secret());

        assertThat(readByProgram(account)).contains(account.secret());
        assertThat(metadata(account)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void credentialRewrittenByTheProgram_hasTheNewSecret(Account account) throws IOException {
        writeByWinCred(account, "first");

        writeByProgram(account, account.secret());

        assertThat(readByWinCred(account)).contains(account.secret());
        assertThat(wincred.list(account.service())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void keyStoreWithTheProfile_handlesTheProgramsCredentials(Account account) throws Exception {
        String alias = targetName(account);
        KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder()
                .store(store)
                .profile(profile)
                .writeThrough(true)
                .build());
        writeByProgram(account, "first");
        Metadata before = metadata(account);
        assertThat(keyStore.getKey(alias, null).getEncoded()).asString(UTF_8).isEqualTo("first");

        keyStore.setKeyEntry(alias, text(account.secret()), null, null);
        assertThat(readByProgram(account)).contains(account.secret());
        assertThat(metadata(account))
                .usingRecursiveComparison()
                .ignoringFields("attributes") // the key store adds its own
                .isEqualTo(before);

        keyStore.deleteEntry(alias);
        assertThat(readByProgram(account)).isEmpty();

        keyStore.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(
                        text(account.secret()), Set.of(CredentialEntryAttribute.USER_NAME.of(account.user()))),
                null);
        assertThat(readByProgram(account)).contains(account.secret());
    }

    private static SecretKeySpec text(String secret) {
        return new SecretKeySpec(secret.getBytes(UTF_8), "PBE");
    }
}
