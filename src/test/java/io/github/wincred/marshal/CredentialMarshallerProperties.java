package io.github.wincred.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The codec over everything it may meet. */
class CredentialMarshallerProperties {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#-";

    @Property
    void anyHash_comesBack(@ForAll @Size(20) byte[] hash) {
        CertificateReference reference = CertificateReference.of(hash);
        String text = CredentialMarshaller.encode(reference);

        assertThat(text).hasSize(30).matches("[A-Za-z0-9#@-]+");
        assertThat(CredentialMarshaller.decode(text)).isEqualTo(reference);
        assertThat(CredentialMarshaller.isMarshaled(text)).isTrue();
    }

    @Property
    void anyUserName_comesBackUnitForUnit(@ForAll("names") String name) {
        UserNameTarget target = new UserNameTarget(name);
        String text = CredentialMarshaller.encode(target);

        assertThat(text).matches("[A-Za-z0-9#@-]+");
        assertThat(CredentialMarshaller.decode(text)).isEqualTo(target);
        assertThat(AccountName.parse(text)).isEqualTo(new AccountName(text, ""));
    }

    @Property(tries = 20_000)
    void anyText_isACredentialOrInvalidParameter(@ForAll("texts") String text) {
        if (CredentialMarshaller.isMarshaled(text)) {
            MarshaledCredential decoded = CredentialMarshaller.decode(text);
            assertThat(decoded.type())
                    .isEqualTo(CredentialMarshaller.typeOf(text).orElseThrow());
        } else {
            assertThatThrownBy(() -> CredentialMarshaller.decode(text))
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.INVALID_PARAMETER));
        }
    }

    /** Any UTF-16 unit but U+0000, unpaired surrogates too. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.chars()
                .range('\u0001', '\uffff')
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(CredentialMarshallerProperties::join);
    }

    /** Texts that are nearly right: with and without the beginning, mostly within the alphabet, with small lengths. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> start =
                Arbitraries.of("", "@", "@@", "@@B", "@@C", "@@CIAAAAA", "@@CKAAAAA", "@@C-----D", "@@D");
        Arbitrary<String> rest = Arbitraries.strings()
                .withChars(ALPHABET)
                .withChars('@', '=', '\u00e9')
                .ofMaxLength(34);
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(40);
        return Arbitraries.oneOf(Combinators.combine(start, rest).as(String::concat), anything);
    }

    private static String join(List<Character> units) {
        StringBuilder name = new StringBuilder();
        units.forEach(name::append);
        return name.toString();
    }
}
