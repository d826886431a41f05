package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class Pbkdf2Properties {

    @Property
    void derivation_isThatOfTheJdk(
            @ForAll @AlphaChars @StringLength(min = 1, max = 200) String password,
            @ForAll @Size(min = 1, max = 64) byte[] salt,
            @ForAll @IntRange(min = 1, max = 50) int iterations)
            throws GeneralSecurityException {
        byte[] theirs = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                .getEncoded();

        assertThat(Pbkdf2.derive(password.getBytes(US_ASCII), salt, iterations)).isEqualTo(theirs);
    }
}
