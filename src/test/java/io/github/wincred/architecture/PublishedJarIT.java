package io.github.wincred.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar as a user gets it. */
class PublishedJarIT {

    private static final String MODULE = "io.github.wincred";

    @Test
    void jar_holdsTheProductAndItsLicenceButNotTheTour() throws IOException {
        try (JarFile jar = new JarFile(Build.jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "io/github/wincred/credential/CredentialStore.class")
                    .noneMatch(name -> name.startsWith("io/github/wincred/tour"));
        }
    }

    @Test
    void descriptor_namesNoTestOrTourPackage() {
        ModuleDescriptor descriptor =
                ModuleFinder.of(Build.jar()).find(MODULE).orElseThrow().descriptor();

        assertThat(descriptor.isAutomatic()).isFalse();
        assertThat(descriptor.packages()).isNotEmpty().noneMatch(name -> name.endsWith(".tour"));
    }

    @Test
    void module_resolvesWithJnaBesideIt() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(Build.java(
                        "-p",
                        Build.pathOf(Build.jar(), Build.jna(), Build.jnaPlatform()),
                        "--add-modules",
                        MODULE,
                        "--list-modules"))
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output).contains(MODULE);
    }
}
