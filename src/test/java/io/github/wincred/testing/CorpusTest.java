package io.github.wincred.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Runs each fuzz test on its corpus: the files where Jazzer looks for them, and what the test's method source makes.
 *
 * <p>Classes of fuzz tests are named {@code ...Fuzz}, which the build does not take for tests: Jazzer attaches an agent to the JVM even where it does not
 * fuzz, and other tests share that JVM.
 */
class CorpusTest {

    @TestFactory
    Stream<DynamicContainer> everyInput_keepsTheRulesOfItsFuzzTest() {
        List<Class<?>> classes = ReflectionSupport.findAllClassesInClasspathRoot(
                Build.testClasses().toUri(), type -> true, name -> name.endsWith("Fuzz"));
        assertThat(classes).isNotEmpty();
        return classes.stream()
                .flatMap(type -> AnnotationSupport.findAnnotatedMethods(type, FuzzTest.class, TOP_DOWN).stream())
                .map(CorpusTest::runs);
    }

    private static DynamicContainer runs(Method fuzzTest) {
        Class<?> type = fuzzTest.getDeclaringClass();
        return dynamicContainer(
                type.getSimpleName() + "#" + fuzzTest.getName(),
                inputs(type, fuzzTest).entrySet().stream()
                        .map(input -> dynamicTest(input.getKey(), () -> run(fuzzTest, input))));
    }

    private static void run(Method fuzzTest, Map.Entry<String, byte[]> input) {
        Object instance = ReflectionSupport.newInstance(fuzzTest.getDeclaringClass());
        try {
            ReflectionSupport.invokeMethod(fuzzTest, instance, (Object) input.getValue());
        } catch (Exception | AssertionError e) {
            throw new AssertionError(fuzzTest + " fails on the input '" + input.getKey() + "'", e);
        }
    }

    private static Map<String, byte[]> inputs(Class<?> type, Method fuzzTest) {
        Map<String, byte[]> inputs = new LinkedHashMap<>();
        Path corpus = Build.testClasses()
                .resolve(type.getName().replace('.', '/') + "Inputs")
                .resolve(fuzzTest.getName());
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.sorted().toList()) {
                inputs.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new AssertionError("no corpus for " + fuzzTest, e);
        }
        AnnotationSupport.findAnnotation(fuzzTest, MethodSource.class)
                .map(source ->
                        ReflectionSupport.findMethod(type, source.value()[0]).orElseThrow())
                .map(method -> (Stream<?>) ReflectionSupport.invokeMethod(method, null))
                .ifPresent(made -> made.forEach(input -> inputs.put("made " + inputs.size(), (byte[]) input)));
        inputs.put("nothing", new byte[0]);
        return inputs;
    }
}
