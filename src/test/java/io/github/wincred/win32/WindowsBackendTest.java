package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.jna.Native;
import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Settings;
import io.github.wincred.testing.Build;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend where it cannot be used. */
class WindowsBackendTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void otherSystem_isRefusedWithTheReason() {
        BackendStatus status = WindowsBackend.status(Settings.ofSystem(), Persistence.LOCAL_MACHINE);

        assertThat(status.usable()).isFalse();
        assertThat(status.reason()).isEqualTo("this is not Windows");
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> ThisWindows.store(WindowsStoreOptions.ofDefaults()))
                .withMessageContaining("this is not Windows")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void otherSystem_needsNoJna() throws Exception {
        URL[] classes = {Build.classes().toUri().toURL()};
        try (URLClassLoader withoutJna = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Class<?> settings = withoutJna.loadClass(Settings.class.getName());
            Class<?> persistence = withoutJna.loadClass(Persistence.class.getName());
            Object status = withoutJna
                    .loadClass(WindowsBackend.class.getName())
                    .getMethod("status", settings, persistence)
                    .invoke(
                            null,
                            settings.getMethod("ofDefaults").invoke(null),
                            persistence.getField("SESSION").get(null));

            assertThat(status.toString()).contains("this is not Windows");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ffm", "jna"})
    @DisabledOnOs(OS.WINDOWS)
    @EnabledForJreRange(min = JRE.JAVA_24)
    void deniedNativeAccess_isSaidWithTheRemedy(String binding, @TempDir Path folder) throws Exception {
        // A JVM that takes itself for Windows, and this system's JNA under the name that it looks for there.
        Path library = folder.resolve("com/sun/jna/win32-x86-64/libjnidispatch.so");
        Files.createDirectories(library.getParent());
        try (InputStream own = Native.class.getResourceAsStream("/com/sun/jna/linux-x86-64/libjnidispatch.so")) {
            Files.copy(own, library);
        }
        Process process = new ProcessBuilder(Build.java(
                        "--illegal-native-access=deny",
                        "-Dos.name=Windows 11",
                        "-Dos.arch=amd64",
                        "-Dwincred.binding=" + binding,
                        "-cp",
                        Build.pathOf(
                                Build.testClasses(),
                                Build.classes(),
                                Build.classes().resolve("META-INF/versions/22"),
                                Build.jna(),
                                folder),
                        StatusPrinter.class.getName()))
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("denies native access")
                        .contains("--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void negativeWait_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowsStoreOptions(true, true, Duration.ofMillis(-1)))
                .withMessageContaining("mutexWait");
    }
}
