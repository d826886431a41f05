package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows is asked in the one form that is documented, for at least what the filter covers. */
class NativeFilterTest {

    @ParameterizedTest
    @CsvSource({"git:*, git:*", "git:https://host, git:https://host*", "a*b*, a*", "a*b, a*", "a?b*, a*", "**, *"})
    void filter_becomesAPrefix(String filter, String expected) {
        assertThat(CredCalls.nativeFilter(CredentialFilter.parse(filter))).isEqualTo(expected);
    }
}
