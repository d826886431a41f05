package io.github.wincred.vault;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The place of the local vault unless a setting says otherwise: the platform's own places for data and for configuration.
 *
 * <table>
 * <caption>Places</caption>
 * <tr><th>System</th><th>Folder</th><th>Key file</th></tr>
 * <tr><td>Windows</td><td>{@code %LOCALAPPDATA%\WinCred\vault}</td><td>{@code %APPDATA%\WinCred\vault.key}</td></tr>
 * <tr><td>macOS</td><td>{@code ~/Library/Application Support/WinCred/vault}</td><td>{@code ~/Library/Preferences/WinCred/vault.key}</td></tr>
 * <tr><td>others</td><td>{@code $XDG_DATA_HOME/wincred/vault}, {@code ~/.local/share/wincred/vault}</td>
 * <td>{@code $XDG_CONFIG_HOME/wincred/vault.key}, {@code ~/.config/wincred/vault.key}</td></tr>
 * </table>
 *
 * @param folder the folder of the credentials
 * @param keyFile the key file, in another folder
 */
record DefaultVaultLocation(Path folder, Path keyFile) {

    /**
     * The places for the user of this process.
     *
     * @throws IllegalStateException if the user has no home folder
     */
    static DefaultVaultLocation ofSystem() {
        return of(System.getProperty("os.name", ""), System::getenv, System.getProperty("user.home"));
    }

    static DefaultVaultLocation of(String system, UnaryOperator<@Nullable String> environment, @Nullable String home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new DefaultVaultLocation(
                    base(environment.apply("LOCALAPPDATA"), home, "AppData/Local")
                            .resolve("WinCred/vault"),
                    base(environment.apply("APPDATA"), home, "AppData/Roaming").resolve("WinCred/vault.key"));
        }
        if (name.startsWith("mac")) {
            return new DefaultVaultLocation(
                    base(null, home, "Library/Application Support").resolve("WinCred/vault"),
                    base(null, home, "Library/Preferences").resolve("WinCred/vault.key"));
        }
        return new DefaultVaultLocation(
                base(environment.apply("XDG_DATA_HOME"), home, ".local/share").resolve("wincred/vault"),
                base(environment.apply("XDG_CONFIG_HOME"), home, ".config").resolve("wincred/vault.key"));
    }

    /** The named folder if it is absolute, as the XDG specification asks, and otherwise the one below the home folder. */
    private static Path base(@Nullable String named, @Nullable String home, String belowHome) {
        if (named != null && !named.isEmpty() && isAbsolute(named)) {
            return Path.of(named);
        }
        if (home == null || !isAbsolute(home)) {
            throw new IllegalStateException(
                    "the user has no home folder (user.home is "
                            + (home == null || home.isEmpty() ? "not set" : "'" + home + "'")
                            + "), so the vault has no place; set vault.folder and vault.key-file, or the environment variable HOME");
        }
        return Path.of(home).resolve(belowHome);
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
