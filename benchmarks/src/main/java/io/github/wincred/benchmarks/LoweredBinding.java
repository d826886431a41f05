package io.github.wincred.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts copies of the classes that are for Java 22 beside the others in WinCred's jar, marked as made for the preview of Java 21: the newest Java for
 * Windows that there is to measure, which had what they use as a preview.
 */
public final class LoweredBinding {

    private static final int PREVIEW_OF_21 = 0xFFFF0041;

    private LoweredBinding() {}

    /** Takes the jar. */
    public static void main(String[] arguments) throws IOException {
        URI jar = URI.create("jar:" + Path.of(arguments[0]).toUri());
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            Path newer = files.getPath("/META-INF/versions/22");
            if (!Files.exists(newer)) {
                throw new IllegalStateException("build it with Java 22 or newer: " + arguments[0]);
            }
            for (Path file : classes(newer)) {
                byte[] classFile = Files.readAllBytes(file);
                ByteBuffer.wrap(classFile).putInt(4, PREVIEW_OF_21);
                Files.write(files.getPath("/").resolve(newer.relativize(file).toString()), classFile);
            }
        }
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
