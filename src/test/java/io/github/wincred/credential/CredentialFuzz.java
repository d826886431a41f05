package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wincred.testing.FuzzedText;

class CredentialFuzz {

    /** A name is taken apart into what it was put together from, or refused with the code that Windows documents. */
    @FuzzTest
    void accountName(byte[] input) {
        String text = FuzzedText.of(input);
        AccountName name;
        try {
            name = AccountName.parse(text);
        } catch (CredentialException refused) {
            assertThat(refused.reason()).isIn(Reason.BAD_USER_NAME, Reason.TOO_LARGE, Reason.INVALID_PARAMETER);
            assertThat(AccountName.isComplete(text)).isFalse();
            return;
        }
        assertThat(AccountName.isComplete(text)).isTrue();
        assertThat(name.user()).isNotEmpty().hasSizeLessThanOrEqualTo(AccountName.MAX_USER_CHARS);
        assertThat(name.domain()).hasSizeLessThanOrEqualTo(AccountName.MAX_DOMAIN_CHARS);
        assertThat(name.domain().isEmpty() ? name.user() : name.domain() + "\\" + name.user())
                .isEqualTo(text);
        assertThat(name.domain().isEmpty() && text.indexOf('@') < 0).isFalse();
    }
}
