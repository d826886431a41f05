package io.github.wincred.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.provider.MethodSource;

class VaultFilesFuzz {

    private static final byte[] ID = new byte[16];
    private static final DerivedKeys KEYS = new DerivedKeys(new byte[32], ID);
    private static final byte[] IDENTITY = KEYS.fileIdentity(CredentialKey.generic("fuzzed"));
    private static final byte[] OTHER_IDENTITY = KEYS.fileIdentity(CredentialKey.generic("other"));

    /** A header or key file, as it is and with its checksum behind it, is read as what it is or refused, and asks for no endless work. */
    @MethodSource("headers")
    @FuzzTest
    void vaultHeader(byte[] input) {
        byte[] whole = Arrays.copyOf(input, input.length + Hmac.BYTES);
        System.arraycopy(VaultHeader.checksum(input, input.length), 0, whole, input.length, Hmac.BYTES);
        for (byte[] file : new byte[][] {input, whole}) {
            Optional<VaultHeader> header = VaultHeader.parse(file);
            assertThat(VaultHeader.isNewer(file) && header.isPresent()).isFalse();
            header.ifPresent(parsed -> {
                assertThat(parsed.toBytes()).isEqualTo(file);
                assertThat(parsed.iterations()).isBetween(0, Pbkdf2.MOST_ITERATIONS);
                if (parsed.protection() == VaultHeader.Protection.PASSWORD) {
                    assertThat(parsed.iterations()).isGreaterThanOrEqualTo(Pbkdf2.LEAST_ITERATIONS);
                    parsed.unwrap(new byte[32]).ifPresent(key -> assertThat(key).hasSize(32));
                }
            });
            KeyFile.decode(file)
                    .ifPresent(key -> assertThat(KeyFile.encode(key)).isEqualTo(file));
        }
    }

    static Stream<byte[]> headers() {
        byte[] check = KEYS.check();
        byte[] withPassword = VaultHeader.forWrappingKey(
                        ID, check, 7, new byte[32], 600_000, new byte[32], new byte[32])
                .toBytes();
        return Stream.of(withPassword, VaultHeader.forKeyFile(ID, check).toBytes(), KeyFile.encode(new byte[32]))
                .flatMap(file -> Stream.of(file, Arrays.copyOf(file, file.length - Hmac.BYTES)));
    }

    /** As the file of a credential, with its head's checksum: nothing opens that was not sealed. As its metadata: only what is written is read. */
    @MethodSource("credentials")
    @FuzzTest
    void credentialFile(byte[] input) {
        MetadataCodec.decode(input).ifPresent(metadata -> {
            Credential credential = metadata.build();
            assertThat(MetadataCodec.encode(credential)).isEqualTo(input);
            assertThat(MetadataCodec.encode(CredentialFile.parse(sealed(credential))
                            .flatMap(parsed -> parsed.metadata(KEYS, IDENTITY))
                            .orElseThrow()
                            .build()))
                    .isEqualTo(input);
        });
        byte[] file = input.clone();
        if (file.length >= CredentialFile.HEAD_BYTES) {
            CRC32 crc = new CRC32();
            crc.update(file, 0, CredentialFile.HEAD_BYTES - Integer.BYTES);
            ByteBuffer.wrap(file).putInt(CredentialFile.HEAD_BYTES - Integer.BYTES, (int) crc.getValue());
        }
        CredentialFile.parse(file).ifPresent(parsed -> {
            assertThat(CredentialFile.isNewer(file)).isFalse();
            if (parsed.metadata(KEYS, IDENTITY).isPresent()) {
                assertThat(parsed.secret(KEYS, IDENTITY)).isPresent();
            }
            assertThat(parsed.metadata(KEYS, OTHER_IDENTITY)).isEmpty();
            assertThat(parsed.secret(KEYS, OTHER_IDENTITY)).isEmpty();
        });
    }

    static Stream<byte[]> credentials() {
        Credential plain = Credential.generic("fuzzed").build();
        Credential full = Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "\ud800server"))
                .userName("DOMAIN\\user")
                .comment("")
                .targetAlias("alias")
                .lastWritten(Instant.EPOCH)
                .addAttribute(CredentialAttribute.of("keyword", new byte[] {1, 2, 3}))
                .addAttribute(CredentialAttribute.of("", 7, new byte[0]))
                .build();
        return Stream.of(plain, full)
                .flatMap(credential -> Stream.of(MetadataCodec.encode(credential), sealed(credential)));
    }

    private static byte[] sealed(Credential credential) {
        return CredentialFile.encode(
                KEYS, IDENTITY, credential, CredentialFile.sealSecret(KEYS, IDENTITY, Secret.copyOf(new byte[20])));
    }
}
