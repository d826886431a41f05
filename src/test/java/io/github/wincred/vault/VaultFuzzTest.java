package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.Stress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutations of real files, more than a million in the full form, with checksums made right again in half of them so that they get past the first check. Nothing but an
 * answer or the documented failure may come out. Seeded, so that a failure can be repeated.
 */
class VaultFuzzTest {

    private static final long SEED = 20240229;
    private static final int HEADERS = Stress.count(450_000, 45_000);
    private static final int ENTRIES = Stress.count(450_000, 45_000);
    private static final int METADATA = Stress.count(150_000, 15_000);
    private static final int THROUGH_THE_STORE = Stress.count(5_000, 500);

    /** Held here, since the log manager forgets the level of a logger that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger("io.github.wincred.vault");

    private final Random random = new Random(SEED);
    private final byte[] masterKey = new byte[32];
    private final byte[] id = new byte[16];
    private final CredentialKey key = CredentialKey.generic("fuzzed");

    @BeforeAll
    static void keepTheLogQuiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void letTheLogSpeak() {
        LOGGER.setLevel(null);
    }

    @Test
    void mutatedHeader_isReadOrRefused() {
        byte[] check = new byte[32];
        byte[] keyFileHeader = VaultHeader.forKeyFile(id, check).toBytes();
        byte[] passwordHeader = VaultHeader.forPassword(
                        id, check, 7, VaultHeader.newSalt(), 600_000, new byte[32], masterKey)
                .toBytes();
        byte[] keyFile = KeyFile.encode(masterKey);
        int accepted = 0;
        for (int i = 0; i < HEADERS; i++) {
            byte[] original = i % 2 == 0 ? passwordHeader : keyFileHeader;
            byte[] mutated = mutate(i % 5 == 4 ? keyFile : original);
            if (random.nextBoolean() && mutated.length >= 32) {
                int end = mutated.length - 32;
                System.arraycopy(VaultHeader.checksum(mutated, end), 0, mutated, end, 32);
            }
            KeyFile.decode(mutated).ifPresent(k -> assertThat(k).hasSize(32));
            VaultHeader.Kind kind = VaultHeader.kindOf(mutated);
            Optional<VaultHeader> parsed = VaultHeader.parse(mutated);
            assertThat(parsed.isPresent()).isEqualTo(kind == VaultHeader.Kind.KNOWN);
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
        VaultKeys keys = new VaultKeys(masterKey, id);
        byte[] identity = keys.fileIdentity(key);
        byte[] original = file(keys, identity);
        int parsedFiles = 0;
        for (int i = 0; i < ENTRIES; i++) {
            byte[] mutated = mutate(original);
            if (random.nextBoolean() && mutated.length >= EntryFile.HEAD_BYTES) {
                CRC32 crc = new CRC32();
                crc.update(mutated, 0, 20);
                ByteBuffer.wrap(mutated).putInt(20, (int) crc.getValue());
            }
            Optional<EntryFile> parsed = EntryFile.parse(mutated);
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
            Optional<Credential.Builder> result = MetadataCodec.decode(mutate(original));
            if (result.isPresent()) {
                decoded++;
                assertThat(result.get().build().toString()).isNotEmpty();
            }
        }
        assertThat(decoded).isBetween(1, METADATA - 1);
    }

    @Test
    void mutatedFiles_giveOnlyDocumentedFailuresThroughTheStore(@TempDir Path place) throws IOException {
        VaultFixture vault = VaultFixture.in(place);
        VaultFixture.write(vault.open(), "one", "1");
        Path entry = vault.entries().get(0);
        VaultFixture.write(vault.open(), "two", "2");
        Path[] files = {entry, vault.header(), vault.secondHeader(), vault.keyFile()};
        for (Path file : files) {
            byte[] original = Files.readAllBytes(file);
            for (int i = 0; i < THROUGH_THE_STORE / files.length; i++) {
                Files.write(file, mutate(original));
                try (VaultCredentialStore store = vault.open()) {
                    store.find(CredentialKey.generic("one")).ifPresent(Credential::close);
                    assertThat(store.list(CredentialFilter.all())).isNotEmpty();
                } catch (CredentialException e) {
                    assertThat(e.reason()).isIn(Reason.DAMAGED, Reason.UNUSABLE);
                    assertThat(e).hasMessageContaining(file.toString());
                }
            }
            Files.write(file, original);
        }
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

    private byte[] file(VaultKeys keys, byte[] identity) {
        try (Secret secret = Secret.copyOf(new byte[20])) {
            return EntryFile.encode(keys, identity, credential(), EntryFile.sealSecret(keys, identity, secret));
        }
    }

    /** One to four changes: bits, bytes, numbers that are often wrong, cuts, growth, and pieces moved. */
    private byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    if (bytes.length > 0) {
                        bytes[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
                case 2 -> {
                    if (bytes.length > 0) {
                        bytes[at] = (byte) random.nextInt();
                    }
                }
                case 3, 4 -> {
                    int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0xFFFF, bytes.length};
                    if (at + 4 <= bytes.length) {
                        ByteBuffer.wrap(bytes).putInt(at & ~3, numbers[random.nextInt(numbers.length)]);
                    }
                }
                case 5 -> bytes = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? at : bytes.length);
                case 6 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(4) / 3 * random.nextInt(64));
                default -> {
                    int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(17), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }
}
