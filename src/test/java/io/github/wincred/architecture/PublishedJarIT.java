package io.github.wincred.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.testing.Build;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
    @EnabledForJreRange(min = JRE.JAVA_22)
    void jar_holdsTheBindingOfNewerJava() throws IOException {
        try (JarFile jar = new JarFile(Build.jar().toFile())) {
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/versions/22/io/github/wincred/win32/ForeignBinding.class");
        }
    }

    @Test
    void jarOfSources_holdsBothBindingsWhereTheirClassesLie() throws IOException {
        try (JarFile jar = new JarFile(Build.jar().toString().replaceAll("\\.jar$", "-sources.jar"))) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "io/github/wincred/win32/JnaBinding.java",
                            "META-INF/versions/22/io/github/wincred/win32/ForeignBinding.java")
                    .noneMatch(name -> name.startsWith("io/github/wincred/tour"));
        }
    }

    /** The DLLs are not there; but the binding is chosen, and access asked for, before they are looked for. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @EnabledForJreRange(min = JRE.JAVA_22)
    void diagnosticsOfAJvmThatTakesItselfForWindows_nameTheBinding() throws IOException, InterruptedException {
        String program = "io.github.wincred.diagnostics.WinCredDiagnostics";

        assertThat(diagnosticsOnWindows("-cp", Build.jar().toString(), program))
                .contains("binding: java.lang.foreign of Java ", "other binding: JNA: not needed")
                .contains("Java will deny it without --enable-native-access=ALL-UNNAMED");
        assertThat(diagnosticsOnWindows("-p", Build.pathOf(Build.jar(), Build.jna()), "-m", MODULE + "/" + program))
                .contains("binding: java.lang.foreign of Java ")
                .contains("Java will deny it without --enable-native-access=" + MODULE);
    }

    private static String diagnosticsOnWindows(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Build.java("-Dos.name=Windows 11"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        return output;
    }

    /** Its manifest allows it, so that no Java warns or denies it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @EnabledForJreRange(min = JRE.JAVA_24)
    void jarOfTheCommand_makesNativeCallsWithoutAWarning() throws IOException, InterruptedException {
        assertThat(diagnosticsOnWindows("-jar", Build.commandJar().toString(), "doctor"))
                .contains("binding: java.lang.foreign of Java ", "native access: enabled")
                .doesNotContain("WARNING");
    }

    @Test
    void descriptor_namesNoTestOrTourPackage() {
        ModuleDescriptor descriptor =
                ModuleFinder.of(Build.jar()).find(MODULE).orElseThrow().descriptor();

        assertThat(descriptor.isAutomatic()).isFalse();
        assertThat(descriptor.packages()).isNotEmpty().noneMatch(name -> name.endsWith(".tour"));
    }

    @Test
    void jarOfTheCommand_holdsEverythingWithItsLicences() throws IOException {
        try (JarFile jar = new JarFile(Build.commandJar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("io.github.wincred.cli.Main");
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo(WinCredProvider.VERSION);
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/AL2.0",
                            "META-INF/LGPL2.1",
                            "META-INF/services/java.security.Provider",
                            "com/sun/jna/win32-x86-64/jnidispatch.dll",
                            "picocli/CommandLine.class")
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.startsWith("io/github/wincred/tour"));
        }
        assertThat(ModuleFinder.of(Build.commandJar()).find(MODULE)).isPresent();
    }

    @Test
    void usersModule_compilesAndRunsWithJnaBesideIt(@TempDir Path folder) throws IOException, InterruptedException {
        String path = Build.pathOf(Build.jar(), Build.jna());
        Path classes = compileUser(folder, path);

        String output = run(Build.java(
                "-Dwincred.store=memory", "-p", path + File.pathSeparator + classes, "-m", "user/user.Main"));

        assertThat(output).contains("0 entries in ");
    }

    /** It takes no automatic modules. */
    @Test
    void imageOfAUsersModule_isMadeAndRunsWithTheModularFormOfJna(@TempDir Path folder)
            throws IOException, InterruptedException {
        String path = Build.pathOf(Build.jar(), Build.directory().resolve("modules/jna-jpms.jar"));
        Path classes = compileUser(folder, path);
        Path image = folder.resolve("image");

        run(List.of(
                Build.tool("jlink").toString(),
                "-p",
                path + File.pathSeparator + classes,
                "--add-modules",
                "user",
                "--output",
                image.toString()));
        String output = run(List.of(
                image.resolve("bin").resolve("java").toString(),
                Build.home(),
                "-Dwincred.store=memory",
                "-m",
                "user/user.Main"));

        assertThat(output).contains("0 entries in ");
    }

    /** As above, with a launcher of its own. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the launcher lies in another place")
    void applicationOfAUsersModule_isMadeAndRunsWithTheModularFormOfJna(@TempDir Path folder)
            throws IOException, InterruptedException {
        String path = Build.pathOf(Build.jar(), Build.directory().resolve("modules/jna-jpms.jar"));
        Path classes = compileUser(folder, path);

        run(List.of(
                Build.tool("jpackage").toString(),
                "--type",
                "app-image",
                "-p",
                path + File.pathSeparator + classes,
                "-m",
                "user/user.Main",
                "--jlink-options",
                "--no-man-pages", // by itself it strips libraries, by a program of binutils
                "--java-options",
                Build.home(),
                "--java-options",
                "-Dwincred.store=memory",
                "--name",
                "shop",
                "--dest",
                folder.toString()));

        assertThat(run(List.of(folder.resolve("shop/bin/shop").toString()))).contains("0 entries in ");
    }

    private static Path compileUser(Path folder, String path) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("module-info.java"), "module user { requires io.github.wincred; }");
        Files.createDirectories(folder.resolve("user"));
        Files.writeString(folder.resolve("user/Main.java"), """
                package user;

                import io.github.wincred.WinCred;
                import io.github.wincred.WinCredProvider;
                import io.github.wincred.credential.CredentialStore;
                import java.security.KeyStore;

                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        KeyStore keyStore = KeyStore.getInstance("WinCred", WinCredProvider.install());
                        keyStore.load(null, null);
                        try (CredentialStore store = WinCred.open()) {
                            System.out.println(keyStore.size() + " entries in " + store.status().name());
                        }
                    }
                }
                """);
        Path classes = folder.resolve("classes");
        run(List.of(
                Build.tool("javac").toString(),
                "-Xlint:all,-requires-automatic",
                "-Werror",
                "-p",
                path,
                "-d",
                classes.toString(),
                folder.resolve("module-info.java").toString(),
                folder.resolve("user/Main.java").toString()));
        return classes;
    }

    @Test
    void diagnostics_runFromTheModule() throws IOException, InterruptedException {
        String output = run(Build.java(
                "-Dwincred.store=memory",
                "-p",
                Build.pathOf(Build.jar(), Build.jna()),
                "-m",
                MODULE + "/io.github.wincred.diagnostics.WinCredDiagnostics"));

        assertThat(output).contains("Store memory");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
