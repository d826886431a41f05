package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented table of CredUIParseUserName. */
class AccountNameTest {

    @ParameterizedTest
    @CsvSource({
        "DOM\\user, user, DOM",
        "a\\b\\c, b\\c, a",
        ".\\user, user, .",
        "DOM\\user@dns.example, user@dns.example, DOM",
        "user@dns.example, user@dns.example, ''",
        "a@b@c.d, a@b@c.d, ''",
        "@@CKAAAAAhBAbAkGAjBQZAA, @@CKAAAAAhBAbAkGAjBQZAA, ''",
        "\ud83d\udd11\\\ud800, \ud800, \ud83d\udd11",
    })
    void nameOfAForm_isTakenApart(String name, String user, String domain) {
        assertThat(AccountName.parse(name)).isEqualTo(new AccountName(user, domain));
        assertThat(AccountName.isComplete(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "@", "\\", "@dns.example", "user@", "\\user", "DOM\\"})
    void nameOfNoForm_isError1315(String name) {
        CredentialException failure = failure(name);

        assertThat(failure.reason()).isEqualTo(Reason.BAD_USER_NAME);
        assertThat(failure.windowsCode()).isEqualTo(1315);
        assertThat(AccountName.isComplete(name)).isFalse();
    }

    @Test
    void partsAtTheirLimits_areAccepted() {
        String domain = "d".repeat(337);
        String user = "u".repeat(513);

        assertThat(AccountName.parse(domain + "\\" + user)).isEqualTo(new AccountName(user, domain));
    }

    @Test
    void partBeyondItsLimit_isError122AndNamesBothSizes() {
        assertThat(failure("d".repeat(338) + "\\u"))
                .hasMessageContaining("domain part has 338")
                .hasMessageContaining("limit is 337");
        CredentialException failure = failure("d\\" + "u".repeat(514));
        assertThat(failure).hasMessageContaining("user part has 514");
        assertThat(failure.windowsCode()).isEqualTo(122);
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void nameWithNul_isRefused() {
        assertThat(failure("DOM\\us\0er").reason()).isEqualTo(Reason.INVALID_PARAMETER);
    }

    private static CredentialException failure(String name) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, () -> AccountName.parse(name));
        assertThat(failure).isNotNull();
        return failure;
    }
}
