package io.github.wincred.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.commons.support.AnnotationSupport;

/** The list of skips against the tests: on Windows, where no build of a change runs, a skip that it lacks would stop the build. */
class SkipListTest {

    private static List<String[]> lines() throws IOException {
        try (InputStream list = SkipListTest.class.getResourceAsStream("/skips.txt")) {
            return new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, SkipListTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no class " + name, e);
        }
    }

    private static List<Class<?>> testClasses() throws IOException {
        Path root = Build.testClasses();
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.matches(".*(Test|Properties|IT)\\.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(SkipListTest::type)
                    .toList();
        }
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods()));
    }

    /** The tests, named as in the list, that have a mark on their method or class. */
    private static Set<String> marked(Predicate<AnnotatedElement> mark) throws IOException {
        Set<String> marked = new TreeSet<>();
        for (Class<?> type : testClasses()) {
            String suite = type.getName().endsWith("IT") ? "host-it" : "unit";
            if (mark.test(type)) {
                marked.add(suite + " | " + type.getName());
            }
            methods(type)
                    .filter(mark)
                    .forEach(method -> marked.add(suite + " | " + type.getName() + "#" + method.getName()));
        }
        return marked;
    }

    private static Set<String> unlisted(Predicate<AnnotatedElement> mark) throws IOException {
        Set<String> unlisted = marked(mark);
        lines().forEach(line -> unlisted.remove(line[0] + " | " + line[1]));
        return unlisted;
    }

    @Test
    void everyLine_namesATestThatIsThere() throws IOException {
        for (String[] line : lines()) {
            assertThat(line).as(String.join(" | ", line)).hasSize(3);
            String[] name = line[1].split("#", 2);
            assertThat(line[0]).isIn("unit", "unit-next", "host-it", "windows-it");
            assertThat(name.length == 1
                            || methods(type(name[0]))
                                    .anyMatch(method -> method.getName().equals(name[1])))
                    .as(line[1])
                    .isTrue();
        }
    }

    @Test
    void testThatIsNotForWindows_isListed() throws IOException {
        assertThat(unlisted(element -> AnnotationSupport.findAnnotation(element, DisabledOnOs.class)
                        .filter(disabled -> List.of(disabled.value()).contains(OS.WINDOWS))
                        .isPresent()))
                .isEmpty();
    }

    /** Those for Wine alone, those that need the native helpers, and those that need a store that was given to them. */
    @Test
    void testThatRunsOnSomeWindowsOnly_isListed() throws IOException {
        assertThat(unlisted(element -> AnnotationSupport.isAnnotated(element, EnabledIf.class)))
                .isEmpty();
    }

    /** But for those that ask for their condition when they run: by a contract, or because they need other programs. */
    @Test
    void skipOnWindows_hasItsConditionInTheCode() throws IOException {
        Set<String> conditional = marked(element -> AnnotationSupport.isAnnotated(element, EnabledIf.class)
                || AnnotationSupport.isAnnotated(element, DisabledOnOs.class));

        assertThat(lines().stream()
                        .filter(line ->
                                line[2].startsWith("on Windows: ") || line[2].equals("needs the native helpers"))
                        .filter(line -> !line[0].equals("windows-it"))
                        .filter(line -> !isOfAContract(line[1]) && !line[2].contains("the programs are set up"))
                        .map(line -> line[0] + " | " + line[1]))
                .allMatch(conditional::contains);
    }

    private static boolean isOfAContract(String test) {
        String[] name = test.split("#", 2);
        return name.length == 2
                && methods(type(name[0]))
                        .anyMatch(method -> method.getName().equals(name[1])
                                && method.getDeclaringClass().isInterface());
    }
}
