package io.github.wincred.testing;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form is planted once, made by other means than the hunt's. */
class SecretHuntTest {

    private static final String SECRET = "s\u00fc\u00df ~?/+\u00ff>&=";

    private final SecretHunt hunt = new SecretHunt().text("password", SECRET);

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "s%C3%BC%C3%9F+%7E%3F%2F%2B%C3%BF%3E%26%3D",
                "s%C3%BC%C3%9F%20%7E%3F%2F%2B%C3%BF%3E%26%3D",
                "s%c3%bc%c3%9f+%7e%3f%2f%2b%c3%bf%3e%26%3d",
                "73c3bcc39f207e3f2f2bc3bf3e263d",
                "73C3BCC39F207E3F2F2BC3BF3E263D"
            })
    void plantedText_isFound(String planted) {
        assertThat(hunt.in("value=" + planted + ";")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz"})
    void plantedBase64_isFoundAtEachAlignment(String before) {
        byte[] bytes = (before + SECRET + "tail").getBytes(UTF_8);
        byte[] wide = (before + SECRET + "tail").getBytes(UTF_16LE);

        assertThat(hunt.in(Base64.getEncoder().encodeToString(bytes))).isNotEmpty();
        assertThat(hunt.in(Base64.getUrlEncoder().encodeToString(bytes))).isNotEmpty();
        assertThat(hunt.in(Base64.getMimeEncoder(4, new byte[] {'\n'}).encodeToString(bytes)))
                .isNotEmpty();
        assertThat(hunt.in(Base64.getEncoder().encodeToString(wide))).isNotEmpty();
        assertThat(hunt.in(HexFormat.of().formatHex(wide))).isNotEmpty();
    }

    @Test
    void plantedUtf16_isFoundInAFile(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("log"), ("odd" + SECRET).getBytes(UTF_16LE));
        Files.write(folder.resolve("known"), SECRET.getBytes(UTF_8));

        assertThat(hunt.below(folder, folder.resolve("known"))).containsExactly("log: password, UTF-16LE: bytes");
    }

    @Test
    void plantedKey_isFoundInItsPemAndItsBytes() throws Exception {
        ECPrivateKey key = (ECPrivateKey) KeyChains.localhostWithChainOfThree().getPrivateKey();
        SecretHunt keys = new SecretHunt().key("TLS key", key);
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        pem.writeBytes("-----BEGIN PRIVATE KEY-----\n".getBytes(UTF_8));
        pem.writeBytes(Base64.getMimeEncoder().encode(key.getEncoded()));

        assertThat(keys.in(pem.toByteArray())).isNotEmpty();
        assertThat(keys.in(key.getEncoded())).containsExactly("TLS key: bytes");
        assertThat(keys.in("S: " + key.getS())).containsExactly("TLS key: decimal");
    }

    @Test
    void otherText_holdsNothing() {
        assertThat(hunt.in(SECRET.substring(1) + SECRET.substring(0, SECRET.length() - 1)))
                .isEmpty();
    }
}
