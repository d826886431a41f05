package io.github.wincred.testing;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32Util;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the build keeps what a test needs to start a process of its own.
 *
 * <p>Every path is absolute as this JVM writes it: in the Windows JVM under Wine the files of the machine lie on drive
 * {@code Z:}. Works only in tests that Maven started.
 */
public final class Build {

    /** Options of the JVM of this suite that those need too which it starts. */
    private static final String CHILD_OPTIONS = "wincred.child-options";

    private Build() {}

    /** The product as it is published. Integration tests only: unit tests run before it is made. */
    public static Path jar() {
        return path("wincred.jar");
    }

    /** The command, with everything inside. Integration tests only. */
    public static Path commandJar() {
        return Path.of(jar().toString().replaceAll("\\.jar$", "-cli.jar"));
    }

    /** The product's compiled classes, the tour included. */
    public static Path classes() {
        return directory().resolve("classes");
    }

    public static Path testClasses() {
        return directory().resolve("test-classes");
    }

    public static Path jna() {
        return origin(Native.class);
    }

    public static Path jnaPlatform() {
        return origin(Advapi32Util.class);
    }

    /** The jar or folder that a class of the class path comes from. */
    public static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A command for the {@code java} that runs this test, with the home of this suite, below the build directory. */
    public static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(tool("java").toString()));
        command.addAll(options());
        command.addAll(List.of(arguments));
        return command;
    }

    /** As the one above, for the {@code keytool} beside that {@code java}. */
    public static List<String> keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(tool("keytool").toString(), "-J-Duser.language=en"));
        options().forEach(option -> command.add("-J" + option));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> options() {
        List<String> all = new ArrayList<>(List.of(home(), "-XX:+UseSerialGC"));
        String options = System.getProperty(CHILD_OPTIONS, "");
        if (!options.isEmpty()) {
            all.addAll(List.of(options.split(",", -1)));
            all.add("-D" + CHILD_OPTIONS + "=" + options);
        }
        return all;
    }

    /** The option that gives a process the home of this suite: its own account's home is a person's. */
    public static String home() {
        return "-Duser.home=" + System.getProperty("user.home");
    }

    /** A program of the JDK or JRE that runs this test, such as {@code keytool}. */
    public static Path tool(String name) {
        String suffix = File.separatorChar == '\\' ? ".exe" : "";
        return Path.of(System.getProperty("java.home"), "bin", name + suffix);
    }

    /** Whether the helpers of {@code src/test/native} are there; {@link NeedsNativeHelpers} asks. */
    static boolean hasNativeHelpers() {
        return Files.exists(nativeProgram("readcred"));
    }

    /** {@code name.dll}, or on Linux {@code name.so}, compiled from {@code src/test/native/name.c} and {@code name.def}. */
    public static Path nativeLibrary(String name) {
        Path folder = directory().resolve("native");
        return File.separatorChar == '\\' ? folder.resolve(name + ".dll") : ElfLibrary.of(name, folder);
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

    /** A file of the Windows that the native suite runs on under Wine. Integration tests only. */
    public static Path windows(String name) {
        return directory().resolve("windows").resolve(name);
    }

    /** The value for {@code -cp} or {@code -p}. */
    public static String pathOf(Path... entries) {
        return Arrays.stream(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    public static Path directory() {
        return path("wincred.build");
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath();
    }
}
