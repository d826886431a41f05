package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.github.wincred.testing.Build;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code credextras.dll} in the place of {@code advapi32.dll} and {@code credui.dll}; see {@code credextras.c}. */
final class ExtrasDouble implements AfterEachCallback {

    private static final NativeLibrary LIBRARY =
            NativeLibrary.getInstance(Build.nativeLibrary("credextras").toString(), Advapi32.CONVENTION);

    static OptionalCalls calls() {
        return calls(UnaryOperator.identity());
    }

    /** As {@link #calls()}, with some functions in the place of others. */
    static OptionalCalls calls(UnaryOperator<OptionalFunction> replacement) {
        return new OptionalCalls(function ->
                Optional.of(LIBRARY.getFunction(replacement.apply(function).exportName())));
    }

    /** How often memory was freed by a function that it did not come from since the last question. */
    static int badFrees() {
        return count("ExtrasBadFrees");
    }

    /** What was handed over since the last question, one line a call. */
    static List<String> trace() {
        char[] text = new char[8192];
        function("ExtrasTrace").invokeVoid(new Object[] {text, text.length});
        return Native.toString(text).lines().toList();
    }

    /** The next call fails with this code. */
    static void fail(int code) {
        function("ExtrasFail").invokeVoid(new Object[] {code});
    }

    /** The next call that returns a pointer succeeds without one. */
    static void returnNothing() {
        function("ExtrasNothing").invokeVoid(new Object[0]);
    }

    /** The next unpacked password is so long. */
    static void passwordUnits(int units) {
        function("ExtrasPasswordUnits").invokeVoid(new Object[] {units});
    }

    private static int count(String counter) {
        return function(counter).invokeInt(new Object[0]);
    }

    private static Function function(String name) {
        return LIBRARY.getFunction(name);
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
