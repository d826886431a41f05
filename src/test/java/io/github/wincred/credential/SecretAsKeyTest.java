package io.github.wincred.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
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
    void secret_isDestroyedWithItsKeyAndTheKeyWithIt() throws DestroyFailedException {
        Secret secret = Secret.takeOver(bytes);
        SecretKey ofSecret = secret.asKey("AES");
        secret.close();
        Secret other = Secret.takeOver(new byte[6]);
        other.asKey("AES").destroy();

        assertThat(ofSecret.isDestroyed()).isTrue();
        assertThat(other.isDestroyed()).isTrue();
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

    @Test
    void forgedStream_givesNoKey() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(stream)) {
            out.writeInt(ObjectStreamConstants.STREAM_MAGIC << 16 | ObjectStreamConstants.STREAM_VERSION);
            out.write(ObjectStreamConstants.TC_OBJECT);
            out.write(ObjectStreamConstants.TC_CLASSDESC);
            out.writeUTF(key.getClass().getName());
            out.writeLong(ObjectStreamClass.lookup(key.getClass()).getSerialVersionUID());
            out.write(ObjectStreamConstants.SC_SERIALIZABLE);
            out.writeShort(0);
            out.write(ObjectStreamConstants.TC_ENDBLOCKDATA);
            out.write(ObjectStreamConstants.TC_NULL);
        }

        assertThatThrownBy(() -> new ObjectInputStream(new ByteArrayInputStream(stream.toByteArray())).readObject())
                .isInstanceOf(InvalidObjectException.class);
    }
}
