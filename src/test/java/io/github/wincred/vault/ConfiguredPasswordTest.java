package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.names;
import static io.github.wincred.vault.VaultFixture.protect;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.UnrecoverableKeyException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The password that a configuration or the settings give. */
class ConfiguredPasswordTest {

    @TempDir
    private Path place;

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
    }

    @Test
    void configuredPassword_isAskedForWhenNeededAndWiped() {
        AtomicReference<char[]> handedOut = new AtomicReference<>();
        VaultConfiguration configuration = vault.but()
                .password(() -> {
                    handedOut.set("configured".toCharArray());
                    return handedOut.get();
                })
                .build();
        VaultCredentialStore store = VaultCredentialStore.open(configuration);
        assertThat(store.isLocked()).isFalse();
        assertThat(store.list(CredentialFilter.all())).isEmpty();
        assertThat(handedOut.get()).as("not needed yet").isNull();

        write(store, "name", "secret");
        assertThat(handedOut.get()).containsOnly('\0');
        store.close();

        VaultCredentialStore again = VaultCredentialStore.open(configuration);
        assertThat(again.isLocked()).isFalse();
        assertThat(read(again, "name")).isEqualTo("secret");
        assertThat(failure(
                        Reason.LOCKED,
                        () -> read(
                                VaultCredentialStore.open(vault.but()
                                        .password("wrong"::toCharArray)
                                        .build()),
                                "name")))
                .hasCauseInstanceOf(UnrecoverableKeyException.class);
    }

    @Test
    void passwordThatCannotBeHad_isPartOfTheStatus() {
        write(vault.openWith("secret"), "name", "secret");
        VaultConfiguration configuration = vault.but()
                .password(() -> {
                    throw new CredentialException(Reason.BUSY, "find", null, "the other store is busy");
                })
                .build();

        BackendStatus status = VaultCredentialStore.open(configuration).status();

        assertThat(status.usable()).isFalse();
        assertThat(status.reason()).contains("the other store is busy");
    }

    @Test
    void passwordFile_givesItsContentWithoutTheLineEnd() throws IOException {
        write(vault.openWith("from a file \u00e9"), "name", "secret");
        Path file = Files.createTempFile(place, "password", "");
        protect(file);
        VaultConfiguration configuration = vault.but().passwordFile(file).build();

        for (String content : new String[] {"from a file \u00e9", "from a file \u00e9\n", "from a file \u00e9\r\n"}) {
            Files.writeString(file, content);
            try (VaultCredentialStore store = VaultCredentialStore.open(configuration)) {
                assertThat(read(store, "name")).isEqualTo("secret");
            }
        }
        for (String content : new String[] {"", "\n"}) {
            Files.writeString(file, content);
            assertThat(failure(Reason.UNUSABLE, () -> read(VaultCredentialStore.open(configuration), "name")))
                    .hasMessageContainingAll(file.toString(), "empty");
        }
        Files.write(file, new byte[] {(byte) 0xFF});
        assertThat(failure(Reason.UNUSABLE, () -> read(VaultCredentialStore.open(configuration), "name")))
                .hasMessageContainingAll(file.toString(), "UTF-8");
        Files.delete(file);
        assertThat(failure(Reason.UNUSABLE, () -> read(VaultCredentialStore.open(configuration), "name")))
                .hasMessageContainingAll(file.toString(), "missing");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "FileVaultWindowsIT does it there, for the key file")
    void passwordFileOpenToOthers_isRefused() throws IOException {
        write(vault.openWith("from a file"), "name", "secret");
        Path file = Files.writeString(place.resolve("password"), "from a file");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(failure(
                        Reason.UNUSABLE,
                        () -> read(
                                VaultCredentialStore.open(
                                        vault.but().passwordFile(file).build()),
                                "name")))
                .hasMessageContainingAll(file.toString(), "open to other users");
    }

    @Test
    void settings_giveThePasswordAndThePlaces() {
        Map<String, String> places = Map.of(
                "vault.folder",
                vault.folder().toString(),
                "vault.key-file",
                vault.keyFile().toString());
        Settings settings = Settings.ofDefaults().with(Settings.Source.PARAMETER, places);
        Settings withPassword = settings.with(Settings.Source.PARAMETER, Map.of("vault.password", "from a setting"));
        write(VaultCredentialStore.open(VaultConfiguration.of(withPassword)), "name", "secret");

        assertThat(read(vault.openWith("from a setting"), "name")).isEqualTo("secret");
        failure(Reason.LOCKED, () -> read(VaultCredentialStore.open(VaultConfiguration.of(settings)), "name"));
        Settings both = withPassword.with(Settings.Source.PARAMETER, Map.of("vault.password-file", "x"));
        assertThat(failure(Reason.UNUSABLE, () -> VaultConfiguration.of(both))).hasMessageContaining("only one");
        Settings inside = settings.with(
                Settings.Source.PARAMETER,
                Map.of("vault.key-file", vault.folder().resolve("key").toString()));
        assertThat(failure(Reason.UNUSABLE, () -> VaultConfiguration.of(inside)))
                .hasMessageContaining("key file");
    }

    private Settings settings() {
        return Settings.ofDefaults()
                .with(
                        Settings.Source.PARAMETER,
                        Map.of(
                                "vault.folder",
                                vault.folder().toString(),
                                "vault.key-file",
                                vault.keyFile().toString()));
    }

    @Test
    void passwordOfAKeyFileVault_isAnErrorOfEveryUse() throws IOException {
        write(vault.open(), "name", "secret");
        byte[] header = Files.readAllBytes(vault.header());
        for (VaultConfiguration.Builder builder : new VaultConfiguration.Builder[] {
            vault.but().password("configured"::toCharArray), vault.but().passwordFile(place.resolve("absent"))
        }) {
            VaultCredentialStore store = VaultCredentialStore.open(builder.build());

            assertThat(failure(Reason.UNUSABLE, () -> read(store, "name")))
                    .hasMessageContainingAll(
                            vault.folder().toString(),
                            vault.keyFile().toString(),
                            "the configured password protects nothing",
                            "vault.password-file",
                            "vault.folder")
                    .hasMessageNotContaining("configured\"");
            failure(Reason.UNUSABLE, () -> names(store));
            failure(Reason.UNUSABLE, () -> write(store, "name", "new"));
            failure(Reason.UNUSABLE, () -> store.delete(CredentialKey.generic("name")));
            failure(Reason.UNUSABLE, () -> store.unlock("given".toCharArray()));
            failure(Reason.UNUSABLE, () -> store.changePassword("given".toCharArray()));
            assertThat(store.status().usable()).isFalse();
            assertThat(store.status().reason()).contains("protects nothing");
        }
        assertThat(Files.readAllBytes(vault.header())).isEqualTo(header);
        assertThat(read(vault.open(), "name")).isEqualTo("secret");
    }

    @ParameterizedTest
    @EnumSource(
            value = Settings.Source.class,
            names = {"DEFAULT"},
            mode = EnumSource.Mode.EXCLUDE)
    void emptyPassword_isAnErrorThatNamesItsSource(Settings.Source source) {
        for (String key : new String[] {"vault.password", "vault.password-file"}) {
            Settings empty = settings().with(source, Map.of(key, ""));
            assertThat(failure(Reason.UNUSABLE, () -> VaultConfiguration.of(empty)))
                    .hasMessageContainingAll(key + " is empty", source.toString(), "without a password", "remove it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault.password", "vault.password-file"})
    void emptySettingBesideAPassword_isNone(String key) {
        String other = key.equals("vault.password") ? "vault.password-file" : "vault.password";
        Settings both = settings().with(Settings.Source.STREAM, Map.of(key, "", other, "x"));

        assertThat(VaultConfiguration.of(both).hasPassword()).isTrue();
    }
}
