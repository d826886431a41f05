package io.github.wincred.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.FuzzedText;

class MarshalFuzz {

    /** Text stands for a credential, which gives a text of the same length that stands for it too; or error 87, without the text. */
    @FuzzTest
    void marshaledText(byte[] input) {
        String text = FuzzedText.of(input);
        MarshaledCredential credential;
        try {
            credential = CredentialMarshaller.decode(text);
        } catch (CredentialException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETER);
            assertThat(refused.getMessage()).hasSizeLessThan(200);
            assertThat(CredentialMarshaller.isMarshaled(text)).isFalse();
            return;
        }
        assertThat(CredentialMarshaller.isMarshaled(text)).isTrue();
        assertThat(CredentialMarshaller.typeOf(text)).contains(credential.type());
        if (credential instanceof UserNameTarget target && target.userName().indexOf('\0') >= 0) {
            return; // Windows decodes it, and would encode half of it.
        }
        String written = CredentialMarshaller.encode(credential);
        assertThat(written).hasSameSizeAs(text);
        assertThat(CredentialMarshaller.decode(written)).isEqualTo(credential);
    }
}
