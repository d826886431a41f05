package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.FuzzedText;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.provider.MethodSource;

class KeyStoreFuzz {

    /** PREFIX, a line feed, ALIAS: every text means a key in view, whose own alias means exactly that key, in any case. */
    @FuzzTest
    void aliasScheme(byte[] input) {
        String text = FuzzedText.of(input);
        int lineFeed = text.indexOf('\n');
        AliasScheme scheme = new AliasScheme(text.substring(0, Math.max(0, lineFeed)));
        String given = text.substring(lineFeed + 1);
        CredentialKey key = scheme.parse(given).key();
        assertThat(scheme.covers(key.targetName())).isTrue();

        String alias = scheme.alias(key);
        AliasScheme.Meaning meaning = scheme.parse(alias);
        assertThat(meaning.form()).isIn(AliasScheme.Form.TYPED, AliasScheme.Form.PLAIN);
        assertThat(meaning.key().type()).isEqualTo(key.type());
        assertThat(meaning.key().targetName()).isEqualTo(key.targetName());
        assertThat(scheme.alias(meaning.key())).isEqualTo(alias);
        assertThat(scheme.parse(CaseFolding.fold(given)).key()).isEqualTo(key);
    }

    /** A manifest is written as it was read. */
    @MethodSource("manifests")
    @FuzzTest
    void manifest(byte[] input) {
        checkManifest(input);
        String text = new String(input, ISO_8859_1);
        int check = text.lastIndexOf("check ");
        if (check >= 0) {
            CRC32 crc = new CRC32();
            crc.update(input, 0, check);
            String right =
                    text.substring(0, check) + "check " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
            checkManifest(right.getBytes(ISO_8859_1));
        }
    }

    private static void checkManifest(byte[] blob) {
        Optional<SplitManifest> manifest = SplitManifest.parse(blob);
        if (manifest.isPresent()) {
            assertThat(SplitManifest.isManifest(blob)).isTrue();
            assertThat(manifest.get().length()).isBetween(0, EntryContent.MAX_BYTES);
            assertThat(manifest.get().toBytes()).isEqualTo(blob);
        }
    }

    /** What the key store itself writes for a secret and for a key, since their form is nobody else's concern. */
    static Stream<byte[]> manifests() throws Exception {
        CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("secret", aes(6000), null, null);
        keyStore.setEntry("key", KeyChains.rsa4096WithChainOfThree(), null);
        keyStore.store(null, null);
        return Stream.of("secret", "key").map(alias -> {
            try (Credential credential =
                    store.find(CredentialKey.generic(alias)).orElseThrow()) {
                return credential.secret().orElseThrow().toByteArray();
            }
        });
    }

    /** RECORD, a line feed, BLOB: a record counts beside its own blob alone, and is written as it was read. */
    @FuzzTest
    void entryRecord(byte[] input) {
        int lineFeed = 0;
        while (lineFeed < input.length && input[lineFeed] != '\n') {
            lineFeed++;
        }
        String text = FuzzedText.of(Arrays.copyOf(input, lineFeed));
        byte[] blob = Arrays.copyOfRange(input, Math.min(lineFeed + 1, input.length), input.length);
        CredentialAttribute given = CredentialAttribute.of(EntryRecord.KEYWORD, text.getBytes(UTF_16LE));
        CredentialAttribute other = CredentialAttribute.of("Other_Program", given.value());
        EntryRecord.find(List.of(other, given), blob)
                .ifPresent(found -> assertThat(EntryRecord.of(found, blob)).isEqualTo(given));

        Optional<EntryFormat> form = EntryFormat.parse(text).filter(EntryFormat::isSecret);
        if (form.isPresent()) {
            CredentialAttribute record = EntryRecord.of(form.get(), blob);
            List<CredentialAttribute> all = EntryRecord.replace(List.of(given, other), Optional.of(record));
            assertThat(all).containsExactly(other, record);
            assertThat(EntryRecord.find(all, blob)).isEqualTo(form);
            assertThat(EntryRecord.find(all, Arrays.copyOf(blob, blob.length + 1)))
                    .isEmpty();
        }
    }

    /** PEM is an entry that is found by its certificate and survives being stored; or refused by the documented exception. */
    @MethodSource("pem")
    @FuzzTest
    void pemEntry(byte[] input) throws GeneralSecurityException {
        checkEntry(input);
        Optional<EntryContent> foreign = ForeignPem.read(input);
        if (foreign.isPresent()) {
            assertThat(ForeignPem.isMarked(input)).isTrue();
            try (EntryContent content = foreign.get()) {
                byte[] text = content.bytes().toByteArray();
                checkEntry(text);
            }
        }
    }

    private static void checkEntry(byte[] text) throws GeneralSecurityException {
        EntryContent content;
        try {
            content = PemEntry.read(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        try (content) {
            Certificate[] chain = PemEntry.certificates(content).toArray(Certificate[]::new);
            assertThat(content.certificate()).contains(EntryContent.sha256(chain[0].getEncoded()));
            boolean isKey = content.form().equals(EntryFormat.PRIVATE_KEY);
            try (EntryContent again =
                    isKey ? PemEntry.encode(PemEntry.privateKey(content), chain) : PemEntry.encode(chain[0])) {
                assertThat(again.form()).isEqualTo(content.form());
                assertThat(again.certificate()).isEqualTo(content.certificate());
                assertThat(PemEntry.certificates(again)).containsExactly(chain);
                if (isKey) {
                    assertThat(PemEntry.privateKey(again)).isEqualTo(PemEntry.privateKey(content));
                }
            }
        } catch (GeneralSecurityException refused) {
            // No provider of this Java reads it.
        }
    }

    static Stream<byte[]> pem() throws Exception {
        KeyStore.PrivateKeyEntry key = KeyChains.localhostSignedByItself();
        try (EntryContent withKey = PemEntry.encode(key.getPrivateKey(), key.getCertificateChain());
                EntryContent trusted = PemEntry.encode(key.getCertificate())) {
            String own = new String(withKey.bytes().toByteArray(), UTF_8);
            String foreign = own.substring(own.indexOf('\n') + 1);
            return Stream.of(
                    withKey.bytes().toByteArray(),
                    trusted.bytes().toByteArray(),
                    foreign.getBytes(UTF_8),
                    foreign.replace("\n", "\r\n").getBytes(UTF_16LE));
        }
    }
}
