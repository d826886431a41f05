package io.github.wincred.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down which tests of a suite did not run, and which of them {@code skips.txt} does not list.
 *
 * <p>The skips go to {@code skips/SUITE.txt} below the build directory, those that are not listed also to
 * {@code skips/SUITE.unlisted}; the build prints the first and fails on the second. A listener cannot fail the build
 * itself: the platform logs what it throws and goes on.
 */
public final class SkipGuard implements TestExecutionListener {

    private static final String LIST = "/skips.txt";

    /** Of the whole JVM: there may be several launchers, and each makes its own listener. */
    private static final Set<String> SKIPPED = new TreeSet<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            record(test, result.getThrowable().map(Throwable::getMessage).orElse("assumption failed"));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String suite = System.getProperty("wincred.suite");
        if (suite == null) {
            return; // not started by the build
        }
        Path folder = Path.of(System.getProperty("wincred.build"), "skips");
        synchronized (SKIPPED) {
            Set<String> listed = listed(suite);
            List<String> unlisted = new ArrayList<>();
            for (String line : SKIPPED) {
                String name = line.substring(0, line.indexOf(" | "));
                if (!listed.contains(name)) {
                    unlisted.add(suite + " | " + line);
                }
            }
            write(
                    folder.resolve(suite + ".txt"),
                    SKIPPED.stream().map(line -> suite + " | " + line).toList());
            write(folder.resolve(suite + ".unlisted"), unlisted);
        }
    }

    private static void record(TestIdentifier test, String reason) {
        String name = test.getSource().map(SkipGuard::name).orElse(test.getUniqueId());
        synchronized (SKIPPED) {
            SKIPPED.add(name + " | " + reason.lines().findFirst().orElse("").strip());
        }
    }

    private static String name(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getClassName() + "#" + method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getClassName() : source.toString();
    }

    /** The tests that the list names for this suite. A line of another form lists nothing, so its test is reported. */
    private static Set<String> listed(String suite) {
        try (InputStream list = SkipGuard.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\\|", 3))
                    .filter(parts -> parts.length == 3 && !parts[2].isBlank())
                    .filter(parts -> parts[0].strip().equals(suite))
                    .map(parts -> parts[1].strip())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the lines, or takes the file away if there are none. */
    private static void write(Path file, List<String> lines) {
        try {
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.write(file, lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
