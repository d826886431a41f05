package io.github.wincred.keystore;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import io.github.wincred.testing.FuzzedText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

class SettingsFuzz {

    private static final String PASSWORD = "hunter2";

    /** As a provider argument and as a stream: settings that can be used and written again, or refused by the documented exception. */
    @FuzzTest
    void settingsText(byte[] input) throws IOException {
        checkArgument(FuzzedText.of(input));
        checkStream(input);
    }

    private static void checkArgument(String line) {
        Map<String, String> settings;
        try {
            settings = Setting.pairs(line);
            checkUsable(settings, Settings.Source.PROVIDER_ARGUMENT);
        } catch (IllegalArgumentException refused) {
            if (line.startsWith(Setting.VAULT_PASSWORD.key() + "=")) {
                assertThat(refused.getMessage()).doesNotContain(PASSWORD);
            }
            return;
        }
        // The space keeps a key that begins with a semicolon apart from the value before it.
        String written = settings.entrySet().stream()
                .map(pair -> (pair.getKey() + "=" + pair.getValue()).replace(";", ";;"))
                .collect(joining("; "));
        assertThat(Setting.pairs(written)).isEqualTo(settings);
    }

    private static void checkStream(byte[] input) throws IOException {
        SettingsStream stream;
        try {
            stream = SettingsStream.read(new ByteArrayInputStream(input));
        } catch (IOException refused) {
            return;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        if (stream.settings().containsKey(Setting.VAULT_PASSWORD.key())) {
            assertThat(stream.text()).isEmpty();
        }
        if (stream.text().isEmpty()) {
            assertThatThrownBy(() -> stream.writeTo(written)).isInstanceOf(IOException.class);
        } else {
            stream.writeTo(written);
            assertThat(SettingsStream.read(new ByteArrayInputStream(written.toByteArray())))
                    .isEqualTo(stream);
        }
        try {
            checkUsable(stream.settings(), Settings.Source.STREAM);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).contains(Settings.Source.STREAM.toString());
        }
    }

    /** Refused now or never. */
    private static void checkUsable(Map<String, String> given, Settings.Source source) {
        Settings settings = Settings.ofDefaults().with(source, given);
        assertThatCode(() -> {
                    settings.store();
                    settings.type();
                    settings.persistence();
                    settings.encoding();
                    settings.vaultFolder();
                    settings.vaultKeyFile();
                    settings.vaultPasswordFile();
                })
                .doesNotThrowAnyException();
        for (Setting setting : Setting.values()) {
            assertThat(settings.source(setting) == source).isEqualTo(given.containsKey(setting.key()));
        }
    }
}
