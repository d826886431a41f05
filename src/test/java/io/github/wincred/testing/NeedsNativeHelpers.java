package io.github.wincred.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * On a test that calls a program or library of {@code src/test/native}. A compiler for Linux builds them; on Windows they are there if somebody has put
 * them into the build directory.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.github.wincred.testing.Build#hasNativeHelpers",
        disabledReason =
                "needs the helpers of src/test/native in target/native; src/test/native/build makes them on Linux")
public @interface NeedsNativeHelpers {}
