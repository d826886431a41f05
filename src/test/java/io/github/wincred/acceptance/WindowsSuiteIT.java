package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.VirtualDisplay;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.console.ConsoleLauncher;

/**
 * The suite of the tests named {@code ...WindowsIT} and {@code ...DoubleTest}, in a JVM for Windows that runs under Wine, beside the integration tests of
 * this machine. Its reports lie in {@code windows-it-reports}. It runs on a store in which a person keeps much, and must leave all of that as it was. The
 * system property {@code wincred.windows-it} names other classes by a regular expression.
 *
 * <p>A build with a JDK before 22 runs all of them on JNA and a Java 17. A newer one runs those of {@link #TO_FOREIGN} on its own binding and a Java 21,
 * but for {@link #LEFT_OUT}; what the others test lies above the binding.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the JVM of the build runs them")
class WindowsSuiteIT {

    /** The dialogs take a third of the time of all others. */
    private static final String LEFT_OUT = ".*NativePromptWindowsIT";

    /** What calls Windows itself; a plain program, keytool and the diagnostics in processes of their own; and the programs of others. */
    private static final String TO_FOREIGN =
            ".*[.](win32|interop)[.].*(WindowsIT|DoubleTest)|.*[.](Processes|BadEntries|Diagnostics)WindowsIT";

    private static final long MINUTES = 20;

    @Test
    void windowsTests_passInAWindowsJvm() throws Exception {
        Wine.require();
        boolean foreign = ForeignOnJava21.isPossible();
        Wine.setUp("interop");
        Path build = foreign ? ForeignOnJava21.build() : Build.directory();
        List<String> options = foreign ? ForeignOnJava21.OPTIONS : List.of("--enable-native-access=ALL-UNNAMED");
        String classes = System.getProperty("wincred.windows-it", foreign ? TO_FOREIGN : ".*(WindowsIT|DoubleTest)");
        Path arguments = Build.windows("suite.arguments");
        Files.write(
                arguments,
                List.of(
                        String.join("\n", options),
                        "-cp \"" + classPath().replace(path(Build.directory()), path(build)) + '"',
                        "-Dfile.encoding=UTF-8",
                        Build.home(),
                        "-Dwincred.suite=windows-it",
                        "-Dwincred.build=" + build,
                        "-Dwincred.jar=" + build.resolve(Build.jar().getFileName()),
                        "-Dwincred.child-options=" + (foreign ? String.join(",", options) : ""),
                        "-Dwincred.stress=" + Boolean.getBoolean("wincred.stress"),
                        ConsoleLauncher.class.getName(),
                        "execute --disable-banner --details=summary --include-engine=junit-jupiter --fail-if-no-tests",
                        "--scan-classpath=" + build.resolve("test-classes"),
                        "--include-classname=" + classes,
                        "--exclude-classname="
                                + (foreign && System.getProperty("wincred.windows-it") == null ? LEFT_OUT : "none"),
                        "--reports-dir=" + Build.directory().resolve("windows-it-reports")));

        try (VirtualDisplay display = VirtualDisplay.start()) {
            List<String> kept = personsStore("fill", display);
            ProcessBuilder process = display.on(Wine.process("java.exe", "@" + arguments));
            process.environment().put(ForeignOnJava21.BINDING, foreign ? "ffm" : "jna");
            Process suite = process.redirectErrorStream(true).start();
            StringBuilder failures = new StringBuilder();
            Thread printer = new Thread(() -> print(suite, failures));
            printer.start();
            boolean ended = suite.waitFor(MINUTES, TimeUnit.MINUTES);
            suite.destroyForcibly();
            printer.join();
            List<String> left = ended ? personsStore("look", display) : List.of();
            Wine.shutDown();
            assertThat(ended).as("ended within " + MINUTES + " minutes").isTrue();
            assertThat(suite.waitFor()).as("exit status, after%n%s", failures).isZero();
            assertThat(left).as("the person's store").isEqualTo(kept);
        }
    }

    private static String path(Path folder) {
        return folder + "/";
    }

    private static String classPath() {
        return System.getProperty("java.class.path").replace(':', ';');
    }

    /** On the display, since a Windows that was started without one never gets one. */
    private static List<String> personsStore(String what, VirtualDisplay display) throws Exception {
        Process process = display.on(
                        Wine.process("java.exe", "-cp", classPath(), Build.home(), PersonsStore.class.getName(), what))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).as(what).isZero();
        return lines;
    }

    /**
     * Line by line, since what a test inherits of this process would get into the talk with Maven. What the launcher says of failures at its end
     * is kept too.
     */
    private static void print(Process process, StringBuilder failures) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(line -> {
                System.out.println(line);
                if (!failures.isEmpty() || line.startsWith("Failures (")) {
                    failures.append(line).append('\n');
                }
            });
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
