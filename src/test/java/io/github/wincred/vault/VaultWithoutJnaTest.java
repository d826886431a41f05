package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault needs no native library, and does not look for one where there is one. */
class VaultWithoutJnaTest {

    @Test
    void vaultInUse_loadsNoClassOfJna(@TempDir Path place) throws Exception {
        VaultFixture vault = VaultFixture.in(place);
        Process process = new ProcessBuilder(Build.java(
                        "-Xlog:class+load",
                        "-cp",
                        Build.pathOf(Build.classes(), Build.testClasses(), Build.jna()),
                        VaultChild.class.getName(),
                        "one",
                        vault.folder().toString(),
                        vault.keyFile().toString(),
                        "name",
                        "secret"))
                .redirectErrorStream(true)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(process.waitFor()).isZero();
        assertThat(loaded)
                .contains("io.github.wincred.vault.VaultCredentialStore")
                .doesNotContain("com.sun.jna");
        assertThat(VaultFixture.read(vault.open(), "name")).isEqualTo("secret");
    }
}
