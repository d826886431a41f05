package io.github.wincred.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors and the decoding rules of the marshaled form. */
class CredentialMarshallerTest {

    private static final String ALICE = "@@CKAAAAAhBAbAkGAjBQZAA";

    @ParameterizedTest
    @CsvSource({
        "ffffffffffffffffffffffffffffffffffffffff, @@B--------------------------P",
        "000102030405060708090a0b0c0d0e0f10111213, @@BAEgADQQBGcACJowCM0gDPARESMB",
    })
    void certificate_hasTheReferenceForm(String hash, String marshaled) {
        CertificateReference reference = CertificateReference.of(HexFormat.of().parseHex(hash));

        assertThat(CredentialMarshaller.encode(reference)).isEqualTo(marshaled);
        assertThat(CredentialMarshaller.decode(marshaled)).isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource({
        "test, @@CIAAAAA0BQZAMHA0BA",
        "alice, @@CKAAAAAhBAbAkGAjBQZAA",
        "CORP\\bob, @@CQAAAAADBwTAIFAQBAXAIGAvBgYAA",
        "\u00e9\ud83d\ude00, @@CGAAAAApDQPYDg3",
    })
    void userName_hasTheReferenceForm(String name, String marshaled) {
        UserNameTarget target = new UserNameTarget(name);

        assertThat(CredentialMarshaller.encode(target)).isEqualTo(marshaled);
        assertThat(CredentialMarshaller.decode(marshaled)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 21})
    void certificateHashOfAnotherLength_isRefused(int length) {
        assertThat(failure(() -> CertificateReference.of(new byte[length])))
                .hasMessageContaining("has " + length + " bytes")
                .hasMessageContaining("20");
    }

    @Test
    void certificateHash_isCopiedInAndOut() {
        byte[] hash = new byte[20];
        CertificateReference reference = CertificateReference.of(hash);
        hash[0] = 1;
        reference.hash()[1] = 1;

        assertThat(reference).isEqualTo(CertificateReference.of(new byte[20]));
    }

    @Test
    void userName_mustBeThereAndWithoutNul() {
        assertThat(failure(() -> CredentialMarshaller.encode(new UserNameTarget(""))))
                .hasMessageContaining("empty");
        assertThat(failure(() -> CredentialMarshaller.encode(new UserNameTarget("ali\0ce"))))
                .hasMessageContaining("index 3 of 6")
                .hasMessageNotContaining("ali");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@@",
                "@@B",
                "@@C",
                "@@*AAAA",
                "@B--------------------------P",
                "B@@-------------------------P",
                // one character less and one more, one outside the alphabet
                "@@B-------------------------P",
                "@@B---------------------------P",
                "@@B------------------------- P",
                "@@B-------------------------\u00e9P",
                // length field cut, name missing, name short, name long
                "@@CIAAAA",
                "@@CIAAAAA",
                "@@CIAAAAA0BQZAMHA0B",
                "@@CIAAAAA0BQZAMHA0BAA",
                "@@CIAAAAA0BQZAMHA0B=",
                // an odd number of bytes, none, and 2^32 - 2 of them
                "@@CJAAAAA0BQZAMHA0BAA",
                "@@CAAAAAA",
                "@@CAAAAAA0B",
                "@@C-----D0BQZAMHA0BA",
                "@@C+AAAAA0BQZAMHA0BA",
            })
    void malformedText_isInvalidParameter(String text) {
        assertThat(failure(() -> CredentialMarshaller.decode(text)).windowsCode())
                .isEqualTo(87);
        assertThat(CredentialMarshaller.isMarshaled(text)).isFalse();
    }

    @Test
    void otherTypes_areRefusedByNameAndStillReported() {
        assertThat(failure(() -> CredentialMarshaller.decode("@@DAAAA"))).hasMessageContaining("BinaryBlobCredential");
        assertThat(CredentialMarshaller.typeOf("@@DAAAA")).contains(MarshalType.BINARY_BLOB);
        assertThat(CredentialMarshaller.typeOf("@@-")).contains(new MarshalType(63));
        assertThat(CredentialMarshaller.typeOf("@@C!")).contains(MarshalType.USER_NAME_TARGET);
        assertThat(CredentialMarshaller.typeOf("@@!")).isEmpty();
        assertThat(new MarshalType(63)).hasToString("CRED_MARSHAL_TYPE(63)");
    }

    @Test
    void unusedHighBits_areIgnored() {
        // The last of 10 bytes takes two characters, of whose 12 bits the upper 4 are unused.
        String other = ALICE.substring(0, ALICE.length() - 1) + "8";

        assertThat(CredentialMarshaller.decode(other)).isEqualTo(new UserNameTarget("alice"));
    }

    @Test
    void isMarshaled_knowsTheCaseOfTheType() {
        assertThat(CredentialMarshaller.isMarshaled(ALICE)).isTrue();
        assertThat(CredentialMarshaller.isMarshaled("@@c" + ALICE.substring(3))).isFalse();
        assertThat(CredentialMarshaller.isMarshaled("alice@corp.example")).isFalse();
    }

    @Test
    void malformedText_isNotRepeatedInTheMessage() {
        assertThat(failure(() -> CredentialMarshaller.decode("@@CIAAAAA-geheim-")))
                .hasMessageNotContaining("geheim");
    }

    private static CredentialException failure(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        return failure;
    }
}
