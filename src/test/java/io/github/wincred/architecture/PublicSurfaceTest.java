package io.github.wincred.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The exported types with their public and protected members, as {@code javap} prints them, against a checked-in list: a change of the public
 * surface is then a line of a commit, meant and seen by whoever reads it.
 */
class PublicSurfaceTest {

    @Test
    void exportedTypes_areThoseOfTheList() throws IOException, ClassNotFoundException {
        Path actual = Build.directory().resolve("public-surface.txt");
        Files.writeString(actual, surface());

        assertThat(Files.readString(actual))
                .as(
                        "the public surface; if the change is meant, copy public-surface.txt of the build to src/test/resources")
                .isEqualTo(list());
    }

    private static String list() throws IOException {
        try (InputStream list = PublicSurfaceTest.class.getResourceAsStream("/public-surface.txt")) {
            return new String(list.readAllBytes(), UTF_8);
        }
    }

    private static String surface() throws IOException, ClassNotFoundException {
        List<String> files = new ArrayList<>(List.of("-protected"));
        for (Class<?> type : exportedTypes()) {
            addWithMembers(type, files);
        }
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        ToolProvider.findFirst("javap").orElseThrow().run(out, out, files.toArray(String[]::new));
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("Compiled from") && !line.equals("}"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void addWithMembers(Class<?> type, List<String> files) {
        String file = type.getName().replace('.', '/') + ".class";
        files.add(Build.classes().resolve(file).toString());
        Stream.of(type.getDeclaredClasses())
                .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .sorted(Comparator.comparing(Class::getName))
                .forEach(member -> addWithMembers(member, files));
    }

    private static List<Class<?>> exportedTypes() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (InputStream descriptor = Files.newInputStream(Build.classes().resolve("module-info.class"))) {
            for (ModuleDescriptor.Exports exports : ModuleDescriptor.read(descriptor).exports().stream()
                    .sorted()
                    .toList()) {
                for (String name : topLevelNames(exports.source())) {
                    types.add(Class.forName(name, false, PublicSurfaceTest.class.getClassLoader()));
                }
            }
        }
        types.removeIf(type -> !Modifier.isPublic(type.getModifiers()));
        return types;
    }

    private static List<String> topLevelNames(String packageName) throws IOException {
        try (Stream<Path> files = Files.list(Build.classes().resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                    .map(name -> packageName + "." + name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }
}
