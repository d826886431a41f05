package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests that are not as {@code docs/split-secrets.md} has them: an error that names the entry, and never a secret. */
class DamagedManifestTest {

    private static final String ALIAS = "entry";

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    /** Stores an entry of three parts, and changes its manifest. */
    private void damage(String regex, String replacement) throws Exception {
        change(manifest -> manifest.replaceFirst(regex, replacement));
    }

    /** The same, and makes its checksum right again. */
    private void forge(String regex, String replacement) throws Exception {
        change(manifest -> {
            String lines = manifest.replaceFirst(regex, replacement).replaceFirst("check .*\n$", "");
            CRC32 crc = new CRC32();
            crc.update(lines.getBytes(UTF_8));
            return lines + "check " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
        });
    }

    private void change(UnaryOperator<String> damage) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(ALIAS, aes(6000), null, null);
        keyStore.store(null, null);
        try (Credential sound = store.find(CredentialKey.generic(ALIAS)).orElseThrow()) {
            String manifest = new String(sound.secret().orElseThrow().toByteArray(), UTF_8);
            String damaged = damage.apply(manifest);
            assertThat(damaged).isNotEqualTo(manifest);
            try (Credential changed = sound.toBuilder()
                    .secret(Secret.copyOf(damaged.getBytes(UTF_8)))
                    .build()) {
                store.write(changed);
            }
        }
    }

    /** A \n in a replacement is a line feed. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    split 1>split 2
                    form key AES>form
                    form key AES>form text utf-32
                    form key AES>form private key
                    generation [0-9a-f]>generation ../../
                    generation [0-9a-f]>generation X
                    generation ([0-9a-f]{32})>generation $1/1
                    state whole>state half
                    length 6000>length 06000
                    length 6000>length 1048577
                    length 6000>length -6000
                    length 6000>length 4294973296
                    length 6000>length 18446744073709557616
                    sha-256 >sha-256 0
                    sha-256 [^\\n]*\\n>
                    target >target 0
                    target [^\\n]*\\n>
                    \\n$>
                    \\n$>\\n\\n
                    sha-256 ([0-9a-f]{64})\\n>sha-256 $1\\ncertificate $1\\n
                    """)
    void manifestThatIsNotAsDescribed_isAnErrorThatNamesTheEntry(String regex, String replacement) throws Exception {
        forge(regex, replacement == null ? "" : replacement.replace("\\n", "\n"));
        KeyStore keyStore = loaded(store);

        assertThat(keyStore.containsAlias(ALIAS)).isTrue();
        assertThat(keyStore.size()).isEqualTo(1);
        assertThat(keyStore.isKeyEntry(ALIAS)).isFalse();
        assertThatThrownBy(() -> keyStore.getKey(ALIAS, null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContainingAll("'" + ALIAS + "'", "damaged or of a later version", "update the library");
        assertThatThrownBy(() -> SplitSecrets.sweep(store))
                .isInstanceOf(CredentialException.class)
                .hasMessageContainingAll(ALIAS, "update the library");
    }

    /** As described, but not what its parts are. */
    @ParameterizedTest
    @CsvSource({
        "length 6000, length 5999",
        "length 6000, length 0",
        "length 6000, length 1048576",
        "generation [0-9a-f]{32}, generation 00000000000000000000000000000000",
        "sha-256 [0-9a-f]{64}, sha-256 0000000000000000000000000000000000000000000000000000000000000000",
    })
    void manifestOfOtherParts_isAnErrorThatNamesTheEntry(String regex, String replacement) throws Exception {
        forge(regex, replacement);

        assertThatThrownBy(() -> loaded(store).getKey(ALIAS, null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContainingAll("'" + ALIAS + "'", "missing or changed");
    }

    @Test
    void lengthOfAForgedManifest_boundsWhatADeletionTries() throws Exception {
        forge("length 6000", "length 1");
        ProbedStore probe = new ProbedStore(store);
        KeyStore keyStore = loaded(probe.store());
        keyStore.deleteEntry(ALIAS);
        probe.forget();

        keyStore.store(null, null);

        assertThat(probe.calls()).filteredOn("delete"::equals).hasSize(1 + 1);
    }

    @Test
    void damagedManifest_isReplacedAndTheSweepTakesItsParts() throws Exception {
        damage("length 6000", "length 0");
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(ALIAS, password("x"), null, null);
        keyStore.store(null, null);

        assertThat(keyStore.getKey(ALIAS, null)).isEqualTo(password("x"));
        assertThat(SplitSecrets.sweep(store)).isEqualTo(3);
        assertThat(store.list(CredentialFilter.all())).hasSize(1);
    }
}
