package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Secret;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class StoredKeyTest {

    private final byte[] bytes = "s3cret".getBytes(UTF_8);
    private final StoredKey key = new StoredKey("AES", Secret.takeOver(bytes));

    @Test
    void encoded_isACopyEachTime() {
        key.getEncoded()[0] = 0;

        assertThat(key.getEncoded()).isEqualTo("s3cret".getBytes(UTF_8));
    }

    @Test
    void destroy_wipesTheBytesAndEndsTheKey() {
        key.destroy();
        key.destroy();

        assertThat(bytes).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
        assertThat(key).isNotEqualTo(new StoredKey("AES", Secret.takeOver(new byte[6])));
        assertThat(key.toString()).contains("destroyed");
    }

    @Test
    void toString_showsLengthAndNoContent() {
        assertThat(key.toString()).isEqualTo("StoredKey[AES, 6 bytes]");
    }

    @Test
    void equals_comparesAlgorithmAndBytesWithAnySecretKey() {
        assertThat(key)
                .isEqualTo(new SecretKeySpec("s3cret".getBytes(UTF_8), "aes"))
                .hasSameHashCodeAs(new StoredKey("aes", Secret.takeOver("s3cret".getBytes(UTF_8))))
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
