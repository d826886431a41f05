package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The binding of Java 22 in a Java 21, the newest there is for the Windows under Wine: what it uses was there already, as a preview. A copy of the
 * build directory in which all else is linked has the classes, and the jar, with those of the binding beside the others, marked as made for that
 * preview.
 */
final class ForeignOnJava21 {

    /** What each JVM needs; its warnings are of what Wine lacks, and are printed among a program's own lines. */
    static final List<String> OPTIONS =
            List.of("--enable-preview", "--enable-native-access=ALL-UNNAMED", "-XX:-PrintWarnings");

    private static final String VERSIONS = "META-INF/versions";
    private static final int MADE_BY_22 = 66;
    private static final int PREVIEW_OF_21 = 0xFFFF0041;

    /** What lets no WinCred in a process use another binding; the setting of the whole process, whoever started it. */
    static final String BINDING = "WINCRED_BINDING";

    private final Path copy = Build.windows("foreign");

    private ForeignOnJava21() {}

    /** Whether this build has made the binding; then it must have a Java 21 for Windows. */
    static boolean isPossible() throws IOException {
        boolean made = Files.exists(Build.classes().resolve(VERSIONS));
        assertThat(Files.readString(Build.windows("runtime/release")))
                .as(
                        "the Java for Windows belongs to the classes; if another JDK has compiled them since, run mvn clean")
                .contains(made ? "JAVA_VERSION=\"21" : "JAVA_VERSION=\"17");
        return made;
    }

    /** Makes the copy; the folder of the build that the JVM in Windows is told of. */
    static Path build() throws IOException {
        ForeignOnJava21 made = new ForeignOnJava21();
        made.make();
        return made.copy;
    }

    private void make() throws IOException {
        if (Files.exists(copy)) {
            try (Stream<Path> files = Files.walk(copy)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(copy);
        try (Stream<Path> entries = Files.list(Build.directory())) {
            for (Path entry : entries.toList()) {
                if (!entry.equals(Build.classes()) && !entry.equals(Build.jar())) {
                    Files.createSymbolicLink(copy.resolve(entry.getFileName()), entry);
                }
            }
        }
        merge(Build.classes(), copy.resolve("classes"));
        addTo(Files.copy(Build.jar(), copy.resolve(Build.jar().getFileName())));
    }

    /** Puts the classes of the binding beside the others of a copy of the jar. */
    static void addTo(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            merge(Build.classes().resolve(VERSIONS), files.getPath("/"));
        }
    }

    private static void merge(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString().replaceFirst("^(" + VERSIONS + "/)?22/", ""));
                Files.createDirectories(target.getParent());
                if (file.toString().contains(VERSIONS)) {
                    Files.write(target, lowered(Files.readAllBytes(file)));
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static byte[] lowered(byte[] classFile) {
        ByteBuffer bytes = ByteBuffer.wrap(classFile);
        if (bytes.getInt(4) != MADE_BY_22) {
            throw new IllegalStateException("not of Java 22: " + bytes.getInt(4));
        }
        bytes.putInt(4, PREVIEW_OF_21);
        return classFile;
    }
}
