package io.github.wincred.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where the build keeps what a test needs to start a process of its own.
 *
 * <p>Every path is absolute as this JVM writes it: in the Windows JVM under Wine the files of the machine lie on drive
 * {@code Z:}. Works only in tests that Maven started.
 */
public final class Build {

    private Build() {}

    /** The product as it is published. Integration tests only: unit tests run before it is made. */
    public static Path jar() {
        return path("wincred.jar");
    }

    /** The product's compiled classes, the tour included. */
    public static Path classes() {
        return directory().resolve("classes");
    }

    public static Path testClasses() {
        return directory().resolve("test-classes");
    }

    public static Path jna() {
        return path("wincred.jna.jar");
    }

    public static Path jnaPlatform() {
        return path("wincred.jna-platform.jar");
    }

    /** The {@code java} that runs this test, {@code java.exe} on Windows. */
    public static Path java() {
        return tool("java");
    }

    /** A program of the JDK or JRE that runs this test, such as {@code keytool}. */
    public static Path tool(String name) {
        String suffix = File.separatorChar == '\\' ? ".exe" : "";
        return Path.of(System.getProperty("java.home"), "bin", name + suffix);
    }

    /** {@code name.dll}, compiled from {@code src/test/native/name.c} and {@code name.def}. */
    public static Path nativeLibrary(String name) {
        return directory().resolve("native").resolve(name + ".dll");
    }

    /** {@code name.exe}, compiled from {@code src/test/native/name.exe.c}. */
    public static Path nativeProgram(String name) {
        return directory().resolve("native").resolve(name + ".exe");
    }

    /** An example of {@code examples/}, packaged against the published jar. Integration tests only. */
    public static Path example(String name) {
        return directory().resolve("examples").resolve(name);
    }

    /** An unpacked Tomcat of the line {@code 10.1} or {@code 11}. Integration tests only. */
    public static Path tomcat(String line) {
        String[] names = directory()
                .resolve("tomcat")
                .toFile()
                .list((parent, name) -> name.startsWith("apache-tomcat-" + line + "."));
        return directory().resolve("tomcat").resolve(names[0]);
    }

    /** A file of the other programs that the native suite runs; absent where it could not be had. Integration tests only. */
    public static Path interop(String name) {
        return directory().resolve("interop").resolve(name);
    }

    /** The script that runs a Windows program from a JVM of this machine; absent where the native suite does not run. */
    public static Path runWindows() {
        return directory().resolve("windows").resolve("run-windows");
    }

    /** The value for {@code -cp} or {@code -p}. */
    public static String pathOf(Path... entries) {
        return Arrays.stream(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path directory() {
        return path("wincred.build");
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath();
    }
}
