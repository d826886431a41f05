package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code credextras.dll} in the place of {@code advapi32.dll} and {@code credui.dll}; see {@code credextras.c}. */
final class ExtrasDouble implements AfterEachCallback {

    private static final String LIBRARY = Build.nativeLibrary("credextras").toString();

    static OptionalCalls calls() {
        return calls(UnaryOperator.identity());
    }

    /** As {@link #calls()}, with some functions in the place of others. */
    static OptionalCalls calls(UnaryOperator<OptionalFunction> replacement) {
        return new OptionalCalls(function ->
                Bindings.get().find(LIBRARY, replacement.apply(function).exportName(), function.shape()));
    }

    /** How often memory was freed by a function that it did not come from since the last question. */
    static int badFrees() {
        return count("ExtrasBadFrees");
    }

    /** What was handed over since the last question, one line a call. */
    static List<String> trace() {
        try (WipedMemory text = WipedMemory.ofBytes(2 * 8192)) {
            call("ExtrasTrace", "PI>V", text.address(), 8192);
            return new String(text.text()).lines().toList();
        }
    }

    /** The next call fails with this code. */
    static void fail(int code) {
        call("ExtrasFail", "I>V", code);
    }

    /** The next call that returns a pointer succeeds without one. */
    static void returnNothing() {
        call("ExtrasNothing", ">V");
    }

    /** The next unpacked password is so long. */
    static void passwordUnits(int units) {
        call("ExtrasPasswordUnits", "I>V", units);
    }

    private static int count(String counter) {
        return call(counter, ">I");
    }

    private static int call(String function, String shape, Object... arguments) {
        return (int) Bindings.get().find(LIBRARY, function, shape).orElseThrow().call(arguments);
    }

    /** Each test must have freed what it was given, by the right function, and left no secret behind. */
    @Override
    public void afterEach(ExtensionContext context) {
        trace();
        assertThat(count("ExtrasOutstanding")).as("not freed").isZero();
        assertThat(badFrees()).as("freed wrongly").isZero();
        assertThat(count("ExtrasUnwiped")).as("freed with a secret").isZero();
        assertThat(count("ExtrasSecretsLeft")).as("secrets left in arguments").isZero();
    }
}
