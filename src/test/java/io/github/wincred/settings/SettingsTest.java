package io.github.wincred.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @AfterEach
    void removeProperties() {
        System.clearProperty(Setting.PERSISTENCE.property());
    }

    @Test
    void defaults_areWhatTheSettingsTableSays() {
        Settings settings = Settings.ofDefaults();

        assertThat(settings.store()).isEqualTo(StoreChoice.AUTO);
        assertThat(settings.prefix()).isEmpty();
        assertThat(settings.type()).isEqualTo(CredentialType.GENERIC);
        assertThat(settings.persistence()).isEqualTo(Persistence.LOCAL_MACHINE);
        assertThat(settings.encoding()).isEqualTo(BlobEncoding.AUTO);
        assertThat(settings.writeThrough()).isFalse();
        assertThat(settings.vaultFolder()).isEmpty();
        assertThat(settings.mutex()).isTrue();
        assertThat(settings.readBack()).isTrue();
        assertThat(settings.largeEntries()).isFalse();
        assertThat(settings.source(Setting.STORE)).isEqualTo(Settings.Source.DEFAULT);
    }

    @Test
    void systemProperty_overridesAndIsNamedAsTheSource() {
        System.setProperty("wincred.persistence", "Enterprise");

        Settings settings = Settings.ofSystem();

        assertThat(settings.persistence()).isEqualTo(Persistence.ENTERPRISE);
        assertThat(settings.source(Setting.PERSISTENCE)).isEqualTo(Settings.Source.SYSTEM_PROPERTY);
    }

    @Test
    void replacement_overridesOnlyItsOwnKey() {
        Settings settings = Settings.ofDefaults()
                .with(
                        Settings.Source.PARAMETER,
                        Map.of("vault.folder", "some folder", "encoding", "UTF-16LE", "type", "domain-password"));

        assertThat(settings.vaultFolder()).contains(Path.of("some folder"));
        assertThat(settings.encoding()).isEqualTo(BlobEncoding.UTF_16LE);
        assertThat(settings.type()).isEqualTo(CredentialType.DOMAIN_PASSWORD);
        assertThat(settings.persistence()).isEqualTo(Persistence.LOCAL_MACHINE);
    }

    @Test
    void everyAllowedValue_hasATypedMeaning() {
        for (Setting setting : Setting.values()) {
            for (String value : setting.allowedValues()) {
                Settings settings = Settings.ofDefaults().with(Settings.Source.PARAMETER, Map.of(setting.key(), value));
                assertThat(settings.text(setting)).isEqualTo(value);
                settings.store();
                settings.type();
                settings.persistence();
                settings.encoding();
            }
        }
    }

    @Test
    void unknownKeyOrValue_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.ofDefaults().with(Settings.Source.PARAMETER, Map.of("perfix", "x")))
                .withMessageContaining("perfix")
                .withMessageContaining("parameter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.ofDefaults().with(Settings.Source.PARAMETER, Map.of("persistence", "ever")))
                .withMessageContaining("persistence")
                .withMessageContaining("ever")
                .withMessageContaining("local-machine");
    }

    @Test
    void pathThatCannotBeOne_isRefusedBySettingAndNotShown() {
        for (Setting setting : List.of(Setting.VAULT_FOLDER, Setting.VAULT_KEY_FILE, Setting.VAULT_PASSWORD_FILE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Settings.ofDefaults()
                            .with(Settings.Source.PARAMETER, Map.of(setting.key(), "some\0folder")))
                    .withMessageContaining("'" + setting.key() + "'")
                    .withMessageContaining("no path")
                    .withMessageContaining("parameter")
                    .withMessageNotContaining("folder\0")
                    .withMessageNotContaining("some");
        }
    }

    @Test
    void password_isNeverShown() {
        Settings settings = Settings.ofDefaults()
                .with(Settings.Source.PARAMETER, Map.of("vault.password", "sesame", "vault.folder", "here"));

        assertThat(settings.shown(Setting.VAULT_PASSWORD)).isEqualTo("set");
        assertThat(Settings.ofDefaults().shown(Setting.VAULT_PASSWORD)).isEqualTo("not set");
        assertThat(settings.shown(Setting.VAULT_FOLDER)).isEqualTo("'here'");
        assertThat(settings.vaultPassword().orElseThrow()).isEqualTo("sesame".toCharArray());
        assertThat(Settings.ofDefaults().vaultPassword()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter;2rest=x", "hunter;2rest=x;2rest=y", "hunter;store=2rest", "hunter;vault.folder=2rest\0"})
    void semicolonInAPassword_doesNotBringAPartOfItIntoTheMessage(String password) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.ofDefaults()
                        .with(Settings.Source.PROVIDER_ARGUMENT, Setting.pairs("vault.password=" + password)))
                .withMessageContaining("semicolon")
                .withMessageNotContaining("2rest")
                .satisfies(e -> assertThat(e.getCause()).isNull());
    }

    @Test
    void names_areSpelledForTheirSource() {
        assertThat(Setting.VAULT_KEY_FILE.key()).isEqualTo("vault.key-file");
        assertThat(Setting.VAULT_KEY_FILE.property()).isEqualTo("wincred.vault.key-file");
        assertThat(Setting.VAULT_KEY_FILE.variable()).isEqualTo("WINCRED_VAULT_KEY_FILE");
    }

    @Test
    void line_isParsedIntoPairs() {
        assertThat(Setting.pairs("prefix=app/; store = vault;vault.folder=C:\\a;;b=c;"))
                .containsEntry("prefix", "app/")
                .containsEntry("store", " vault")
                .containsEntry("vault.folder", "C:\\a;b=c")
                .hasSize(3);
        assertThat(Setting.pairs("")).isEmpty();
    }

    @Test
    void malformedLine_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.pairs("store=vault;hunter2"))
                .withMessageContaining("key=value")
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.pairs("vault.password=open;sesame"))
                .withMessageContaining("semicolon")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Setting.pairs("store=vault;store=auto"))
                .withMessageContaining("twice");
    }
}
