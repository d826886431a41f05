package io.github.wincred.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.DestroyFailedException;
import org.junit.jupiter.api.Test;

class SecretAsKeyTest {

    private final byte[] bytes = "s3cret".getBytes(UTF_8);
    private final SecretKey key = Secret.takeOver(bytes).asKey("AES");

    @Test
    void encoded_isACopyEachTime() {
        key.getEncoded()[0] = 0;

        assertThat(key.getEncoded()).isEqualTo("s3cret".getBytes(UTF_8));
    }

    @Test
    void destroy_wipesTheBytesAndEndsTheKey() throws DestroyFailedException {
        key.destroy();
        key.destroy();

        assertThat(bytes).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
        assertThat(key).isNotEqualTo(Secret.takeOver(new byte[6]).asKey("AES"));
        assertThat(key.toString()).contains("destroyed");
    }

    @Test
    void secret_isDestroyedWithItsKeyAndTheKeyWithIt() {
        Secret secret = Secret.takeOver(bytes);
        SecretKey ofSecret = secret.asKey("AES");
        secret.close();

        assertThat(ofSecret.isDestroyed()).isTrue();
        assertThat(key.getEncoded()).as("the bytes are one array").containsOnly(0);
    }

    @Test
    void emptySecret_isAKey() {
        assertThat(Secret.empty().asKey("PBEWithMD5AndDES").getEncoded()).isEmpty();
    }

    @Test
    void toString_showsLengthAndNoContent() {
        assertThat(key.toString()).isEqualTo("RawKey[AES, 6 bytes]");
    }

    @Test
    void equals_comparesAlgorithmAndBytesWithAnySecretKey() {
        assertThat(key)
                .isEqualTo(new SecretKeySpec("s3cret".getBytes(UTF_8), "aes"))
                .hasSameHashCodeAs(Secret.takeOver("s3cret".getBytes(UTF_8)).asKey("aes"))
                .isNotEqualTo(new SecretKeySpec("s3cret".getBytes(UTF_8), "DES"))
                .isNotEqualTo(new SecretKeySpec("s3creT".getBytes(UTF_8), "AES"))
                .isNotEqualTo("s3cret");
        assertThat(new SecretKeySpec("s3cret".getBytes(UTF_8), "AES")).isEqualTo(key);
    }

    @Test
    void serialization_isRefused() {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(key))
                .isInstanceOf(NotSerializableException.class);
    }
}
