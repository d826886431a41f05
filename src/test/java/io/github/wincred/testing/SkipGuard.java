package io.github.wincred.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherInterceptor;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Prints which tests of a suite did not run and why, and fails the build for one that {@code skips.txt} does not list.
 *
 * <p>The platform logs what a listener throws and goes on; what an interceptor throws ends the run. So the listener takes down and the interceptor,
 * which sees the end of each run, throws.
 */
public final class SkipGuard implements TestExecutionListener, LauncherInterceptor {

    private static final String LIST = "/skips.txt";
    private static final String SUITE = System.getProperty("wincred.suite");

    /** Of the whole JVM: the platform makes an object for the listener and another one for the interceptor. */
    private static final List<String> UNLISTED = new ArrayList<>();

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
    public <T> T intercept(Invocation<T> run) {
        T result = run.proceed();
        synchronized (UNLISTED) {
            if (!UNLISTED.isEmpty()) {
                throw new IllegalStateException(
                        "skipped, and not in src/test/resources/skips.txt: " + String.join("; ", UNLISTED));
            }
        }
        return result;
    }

    @Override
    public void close() {}

    private static void record(TestIdentifier test, String reason) {
        if (SUITE == null) {
            return; // not started by the build
        }
        String name = test.getSource().map(SkipGuard::name).orElse(test.getUniqueId());
        String line = SUITE + " | " + name + " | "
                + reason.lines().findFirst().orElse("").strip();
        System.out.println("skipped: " + line);
        synchronized (UNLISTED) {
            if (!listed(SUITE).contains(name)) {
                UNLISTED.add(line);
            }
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
}
