package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The ground that every other native test stands on: this is Windows, with JNA, and it can start processes. */
class WindowsJvmWindowsIT {

    @Test
    void system_isWindows() {
        assertThat(System.getProperty("os.name")).startsWith("Windows");
    }

    @Test
    void jna_callsWindows() {
        Kernel kernel = Native.load("kernel32", Kernel.class);

        assertThat(kernel.lstrlenW(new WString("\u00e4\ud83d\udd11"))).isEqualTo(3);
    }

    @Test
    void classPath_holdsProductAndNoModule() {
        assertThat(Build.classes()).isDirectory();
        assertThat(Build.jar()).isRegularFile();
        assertThat(Build.jna()).isRegularFile();
        assertThat(WindowsJvmWindowsIT.class.getModule().isNamed()).isFalse();
    }

    @Test
    void javaOfThisJvm_startsAsAProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Build.java("-XshowSettings:properties", "-Dmarker=\u017c\u00f3\u0142w", "-version"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("os.name = Windows");
        assertThat(process.exitValue()).isZero();
    }

    interface Kernel extends StdCallLibrary {
        int lstrlenW(WString text);
    }
}
