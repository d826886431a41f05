package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoctorTest extends CommandTest {

    private final Map<String, String> hidden = new HashMap<>();

    /** The build's own properties look like settings. */
    @BeforeEach
    void hideBuildProperties() {
        for (String name : List.of("wincred.build", "wincred.suite", "wincred.stress", "wincred.windows-it")) {
            String value = System.clearProperty(name);
            if (value != null) {
                hidden.put(name, value);
            }
        }
    }

    @AfterEach
    void showBuildProperties() {
        hidden.forEach(System::setProperty);
        Security.removeProvider(WinCredProvider.NAME);
    }

    @Test
    void soundStore_isWell() {
        vault.put("app/db", null, "s3cret");

        Wincred.Result report = Wincred.piped().run("doctor");

        assertThat(report.status()).as(report.output()).isZero();
        assertThat(report.output())
                .contains(folder.toString(), "usable: yes", "Entries: 1", "Damaged: 0", "Registered provider: none")
                .endsWith("All is well." + System.lineSeparator())
                .doesNotContain("s3cret");
    }

    @Test
    void wrongSetting_isPartOfTheReport() {
        System.setProperty("wincred.mutex", "perhaps");
        try {
            Wincred.Result report = Wincred.piped().run("doctor");

            assertThat(report.status()).isEqualTo(1);
            assertThat(report.output()).contains("Java: ", "'mutex' cannot be 'perhaps'", "Not all is well.");
        } finally {
            System.clearProperty("wincred.mutex");
        }
        assertThat(Wincred.piped().run("doctor", "--store", "nowhere").status()).isEqualTo(2);
    }

    @Test
    void registeredProvider_isShownWithItsPlaceAndArgument() {
        Security.addProvider(new WinCredProvider().configure("prefix=app/;vault.password=horse"));

        assertThat(Wincred.piped().run("doctor").output())
                .containsPattern(
                        "Registered provider: number \\d+ of \\d+, with an argument that sets prefix,vault.password")
                .doesNotContain("horse");
    }

    @Test
    void wrongArgumentOfTheProvider_isNotWell() {
        Security.addProvider(new WinCredProvider().configure("perfix=app/"));

        Wincred.Result report = Wincred.piped().run("doctor");

        assertThat(report.status()).isEqualTo(1);
        assertThat(report.output()).contains("its argument is not usable: unknown setting 'perfix'");
    }

    @Test
    void options_areSettings() {
        Wincred.Result report = Wincred.piped().run("doctor", "--store", "memory", "--prefix", "my/");

        assertThat(report.output()).contains("Store memory", "prefix: 'my/' (parameter)");
    }

    @Test
    void lockedVault_isNotWell() {
        vault.protectedBy("right horse").put("app/db", null, "x");

        Wincred.Result locked = Wincred.piped().run("doctor");
        System.setProperty(Setting.VAULT_PASSWORD.property(), "wrong horse");
        Wincred.Result wrong = Wincred.piped().run("doctor");
        System.clearProperty(Setting.VAULT_PASSWORD.property());

        assertThat(locked.status()).isEqualTo(1);
        assertThat(locked.output()).contains("Not all is well");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.output()).doesNotContain("horse");
    }

    @Test
    void damagedFile_isNotWell() throws Exception {
        vault.put("app/db", null, "x");
        try (Stream<Path> files = Files.list(folder.resolve("vault"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".credential"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        Wincred.Result report = Wincred.piped().run("doctor");

        assertThat(report.status()).isEqualTo(1);
        assertThat(report.output()).contains("Damaged: 1", "Not all is well");
    }

    @Test
    void misspeltNames_haveTheNearestBeside() {
        System.setProperty("wincred.perfix", "x");
        try {
            Wincred.Result report = Wincred.piped().run("doctor");
            assertThat(report.status()).isEqualTo(1);
            assertThat(report.output()).contains("system property wincred.perfix, perhaps wincred.prefix");
        } finally {
            System.clearProperty("wincred.perfix");
        }

        assertThat(DoctorCommand.misspelt(
                        List.of("wincred.vault.pasword", "other"), List.of("WINCRED_VAULT_FOLDR", "PATH")))
                .containsExactly(
                        "environment variable WINCRED_VAULT_FOLDR, perhaps WINCRED_VAULT_FOLDER",
                        "system property wincred.vault.pasword, perhaps wincred.vault.password");
    }
}
