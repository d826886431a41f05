package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultVaultLocationTest {

    private static DefaultVaultLocation places(String system, Map<String, String> environment) {
        return DefaultVaultLocation.of(system, environment::get, home());
    }

    /** Absolute on the system that runs the test. */
    private static String home() {
        return Path.of("home").toAbsolutePath().toString();
    }

    @Test
    void linux_followsTheXdgSpecification() {
        assertThat(places("Linux", Map.of()))
                .isEqualTo(new DefaultVaultLocation(
                        Path.of(home(), ".local/share/wincred/vault"), Path.of(home(), ".config/wincred/vault.key")));
        String data = Path.of("data").toAbsolutePath().toString();
        String config = Path.of("config").toAbsolutePath().toString();
        assertThat(places("FreeBSD", Map.of("XDG_DATA_HOME", data, "XDG_CONFIG_HOME", config)))
                .isEqualTo(
                        new DefaultVaultLocation(Path.of(data, "wincred/vault"), Path.of(config, "wincred/vault.key")));
        assertThat(places("Linux", Map.of("XDG_DATA_HOME", "relative", "XDG_CONFIG_HOME", "")))
                .isEqualTo(places("Linux", Map.of()));
    }

    @Test
    void macAndWindows_useTheirOwnFolders() {
        DefaultVaultLocation mac = places("Mac OS X", Map.of("XDG_DATA_HOME", home()));
        assertThat(mac.folder()).isEqualTo(Path.of(home(), "Library/Application Support/WinCred/vault"));
        assertThat(mac.keyFile()).isEqualTo(Path.of(home(), "Library/Preferences/WinCred/vault.key"));

        String local = Path.of("local").toAbsolutePath().toString();
        String roaming = Path.of("roaming").toAbsolutePath().toString();
        assertThat(places("Windows 11", Map.of("LOCALAPPDATA", local, "APPDATA", roaming)))
                .isEqualTo(new DefaultVaultLocation(
                        Path.of(local, "WinCred/vault"), Path.of(roaming, "WinCred/vault.key")));
        assertThat(places("Windows 11", Map.of()).folder()).startsWithRaw(Path.of(home()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"?", "", "relative"})
    void missingHome_isAClearError(String home) {
        assertThatIllegalStateException()
                .isThrownBy(() -> DefaultVaultLocation.of("Linux", name -> null, home))
                .withMessageContaining("no home folder")
                .withMessageContaining("vault.folder");
    }

    @Test
    void keyFile_isNeverInTheFolder() {
        for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            DefaultVaultLocation places = places(system, Map.of());
            assertThat(places.keyFile()).as(system).isNotEqualTo(places.folder());
            assertThat(places.keyFile().startsWith(places.folder())).isFalse();
        }
    }
}
