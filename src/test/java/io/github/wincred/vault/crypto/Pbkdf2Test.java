package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Published vectors; comparison with the JDK is in {@link Pbkdf2Properties}. */
class Pbkdf2Test {

    @Test
    void vectorsOfRfc7914_areMet() {
        assertThat(hex("passwd", "salt", 1))
                .startsWith("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        assertThat(hex("Password", "NaCl", 80000))
                .startsWith("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
    }

    private static String hex(String password, String salt, int iterations) {
        return HexFormat.of()
                .formatHex(Pbkdf2.derive(password.getBytes(US_ASCII), salt.getBytes(US_ASCII), iterations));
    }
}
