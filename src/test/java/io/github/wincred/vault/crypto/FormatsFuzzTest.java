package io.github.wincred.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.Stress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Mutations of real files, more than a million in the full form, with checksums made right again in half of them so that they get past the first
 * check. Nothing but an answer may come out.
 */
class FormatsFuzzTest {

    private static final int HEADERS = Stress.count(450_000, 45_000);
    private static final int ENTRIES = Stress.count(450_000, 45_000);
    private static final int METADATA = Stress.count(150_000, 15_000);

    private final Mutations mutations = new Mutations();
    private final byte[] masterKey = new byte[32];
    private final byte[] id = new byte[16];
    private final CredentialKey key = CredentialKey.generic("fuzzed");

    @Test
    void mutatedHeader_isReadOrRefused() {
        byte[] check = new byte[32];
        byte[] keyFileHeader = VaultHeader.forKeyFile(id, check).toBytes();
        byte[] passwordHeader = VaultHeader.forWrappingKey(id, check, 7, new byte[32], 600_000, new byte[32], masterKey)
                .toBytes();
        byte[] keyFile = KeyFile.encode(masterKey);
        int accepted = 0;
        for (int i = 0; i < HEADERS; i++) {
            byte[] original = i % 2 == 0 ? passwordHeader : keyFileHeader;
            byte[] mutated = mutations.mutate(i % 5 == 4 ? keyFile : original);
            if (mutations.nextBoolean() && mutated.length >= 32) {
                int end = mutated.length - 32;
                System.arraycopy(VaultHeader.checksum(mutated, end), 0, mutated, end, 32);
            }
            KeyFile.decode(mutated).ifPresent(k -> assertThat(k).hasSize(32));
            Optional<VaultHeader> parsed = VaultHeader.parse(mutated);
            assertThat(parsed.isPresent() && VaultHeader.isNewer(mutated)).isFalse();
            if (parsed.isPresent()) {
                accepted++;
                assertThat(parsed.get().iterations())
                        .as("cannot hang the program")
                        .isLessThanOrEqualTo(Pbkdf2.MOST_ITERATIONS);
                if (parsed.get().protection() == VaultHeader.Protection.PASSWORD) {
                    parsed.get()
                            .unwrap(new byte[32])
                            .ifPresent(k -> assertThat(k).hasSize(32));
                }
            }
        }
        assertThat(accepted).as("mutations that got past the checksum").isGreaterThan(HEADERS / 45);
    }

    @Test
    void mutatedCredentialFile_isNeverAccepted() {
        DerivedKeys keys = new DerivedKeys(masterKey, id);
        byte[] identity = keys.fileIdentity(key);
        byte[] original = file(keys, identity);
        int parsedFiles = 0;
        for (int i = 0; i < ENTRIES; i++) {
            byte[] mutated = mutations.mutate(original);
            if (mutations.nextBoolean() && mutated.length >= CredentialFile.HEAD_BYTES) {
                CRC32 crc = new CRC32();
                crc.update(mutated, 0, 20);
                ByteBuffer.wrap(mutated).putInt(20, (int) crc.getValue());
            }
            Optional<CredentialFile> parsed = CredentialFile.parse(mutated);
            if (parsed.isPresent()) {
                parsedFiles++;
                boolean same = Arrays.equals(mutated, original);
                assertThat(parsed.get().metadata(keys, identity).isPresent()).isEqualTo(same);
                parsed.get().secret(keys, identity).ifPresent(Secret::close);
            }
        }
        assertThat(parsedFiles).as("mutations that got past the head").isGreaterThan(ENTRIES / 5);
    }

    @Test
    void mutatedMetadata_isDecodedOrRefused() {
        byte[] original = MetadataCodec.encode(credential());
        int decoded = 0;
        for (int i = 0; i < METADATA; i++) {
            Optional<Credential.Builder> result = MetadataCodec.decode(mutations.mutate(original));
            if (result.isPresent()) {
                decoded++;
                assertThat(result.get().build().toString()).isNotEmpty();
            }
        }
        assertThat(decoded).isBetween(1, METADATA - 1);
    }

    private Credential credential() {
        return Credential.builder(key)
                .userName("user")
                .comment("")
                .lastWritten(Instant.EPOCH)
                .addAttribute(CredentialAttribute.of("keyword", new byte[] {1, 2, 3}))
                .addAttribute(CredentialAttribute.of("", new byte[0]))
                .build();
    }

    private byte[] file(DerivedKeys keys, byte[] identity) {
        try (Secret secret = Secret.copyOf(new byte[20])) {
            return CredentialFile.encode(
                    keys, identity, credential(), CredentialFile.sealSecret(keys, identity, secret));
        }
    }
}
