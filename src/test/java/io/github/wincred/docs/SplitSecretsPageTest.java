package io.github.wincred.docs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/split-secrets.md} says enough to read what WinCred writes and to write what it reads. Nothing here that reads or writes the format
 * uses a class of the key store.
 */
class SplitSecretsPageTest {

    private static final String COMMENT = "Part of a larger secret; WinCred needs it";

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private KeyStore keyStore() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
        return keyStore;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    // By the page: reading.

    private static final class Content {
        private final String form;
        private final byte[] bytes;

        Content(String form, byte[] bytes) {
            this.form = form;
            this.bytes = bytes;
        }

        String form() {
            return form;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private byte[] blob(String name) {
        try (Credential found = store.find(CredentialKey.generic(name)).orElseThrow()) {
            return found.secret().orElseThrow().toByteArray();
        }
    }

    private Content readByThePage(String name) throws Exception {
        String manifest = new String(blob(name), UTF_8);
        assertThat(manifest).startsWith("WinCred split 1\n").endsWith("\n");
        Map<String, String> fields = manifest.lines()
                .skip(1)
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        assertThat(fields.get("check")).isEqualTo(crc(manifest.substring(0, manifest.indexOf("check "))));
        assertThat(fields.get("target"))
                .isEqualTo(sha256(name.toUpperCase(Locale.ROOT).getBytes(UTF_16LE)));
        for (int number = 1; number <= (Integer.parseInt(fields.get("length")) + 2559) / 2560; number++) {
            content.write(blob("WinCred-part:" + fields.get("generation") + "/" + number));
        }
        assertThat(content.size()).isEqualTo(Integer.parseInt(fields.get("length")));
        assertThat(sha256(content.toByteArray())).isEqualTo(fields.get("sha-256"));
        return new Content(fields.get("form"), content.toByteArray());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String crc(String lines) {
        CRC32 crc = new CRC32();
        crc.update(lines.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static List<byte[]> pem(byte[] text, String label) {
        List<byte[]> blocks = new ArrayList<>();
        for (String block : new String(text, US_ASCII).split("-----BEGIN ", -1)) {
            if (block.startsWith(label + "-----\n")) {
                String base64 = block.substring(label.length() + 6, block.indexOf("-----END "));
                blocks.add(Base64.getMimeDecoder().decode(base64));
            }
        }
        return blocks;
    }

    private static Certificate certificate(byte[] der) throws Exception {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    // By the page: writing.

    private void writeByThePage(String name, String form, byte[] content) throws Exception {
        String generation = HexFormat.of().formatHex(random(16));
        int parts = 0;
        for (int from = 0; from < content.length; from += 2560) {
            parts++;
            put(
                    "WinCred-part:" + generation + "/" + parts,
                    COMMENT,
                    Arrays.copyOfRange(content, from, Math.min(content.length, from + 2560)));
        }
        String lines = "WinCred split 1\nstate whole\nform " + form + "\ngeneration " + generation + "\nlength "
                + content.length + "\nsha-256 " + sha256(content) + "\ntarget "
                + sha256(name.toUpperCase(Locale.ROOT).getBytes(UTF_16LE)) + "\n";
        put(name, "", (lines + "check " + crc(lines) + "\n").getBytes(UTF_8));
    }

    private void put(String name, String comment, byte[] blob) {
        try (Credential credential = Credential.generic(name)
                .comment(comment)
                .secret(Secret.takeOver(blob))
                .build()) {
            store.write(credential);
        }
    }

    private void assertThatNothingIsLeftBehind() {
        assertThat(store.list(CredentialFilter.all()))
                .extracting(Credential::targetName)
                .containsExactly("entry");
        assertThat(SplitSecrets.sweep(store)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2561, 5120, 1 << 20})
    void key_isReadByThePage(int length) throws Exception {
        KeyStore keyStore = keyStore();
        keyStore.setKeyEntry("entry", new SecretKeySpec(random(length), "HmacSHA512"), null, null);
        keyStore.store(null, null);

        Content content = readByThePage("entry");

        assertThat(content.form()).isEqualTo("key HmacSHA512");
        assertThat(content.bytes()).isEqualTo(random(length));
    }

    @Test
    void text_isReadByThePage() throws Exception {
        String text = "p\u00e4ss \ud83d\udd11 ".repeat(300);
        KeyStore keyStore = keyStore();
        keyStore.setKeyEntry("entry", new SecretKeySpec(text.getBytes(UTF_8), "PBEWithMD5AndDES"), null, null);
        keyStore.store(null, null);

        Content content = readByThePage("entry");

        assertThat(content.form()).isEqualTo("text utf-16le");
        assertThat(new String(content.bytes(), UTF_16LE)).isEqualTo(text);
    }

    @Test
    void keyWithChain_isReadByThePage() throws Exception {
        KeyStore.PrivateKeyEntry given = KeyChains.rsa4096WithChainOfThree();
        KeyStore keyStore = keyStore();
        keyStore.setEntry("entry", given, null);
        keyStore.setCertificateEntry("trusted", given.getCertificateChain()[2]);
        keyStore.store(null, null);

        Content content = readByThePage("entry");

        assertThat(content.form()).isEqualTo("private-key");
        assertThat(new String(content.bytes(), US_ASCII))
                .startsWith("WinCred entry 1: private key with 3 certificates\n-----BEGIN PRIVATE KEY-----\n");
        Key key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        pem(content.bytes(), "PRIVATE KEY").get(0)));
        assertThat(key).isEqualTo(given.getPrivateKey());
        List<Certificate> chain = new ArrayList<>();
        for (byte[] der : pem(content.bytes(), "CERTIFICATE")) {
            chain.add(certificate(der));
        }
        assertThat(chain).containsExactly(given.getCertificateChain());
        assertThat(new String(blob("entry"), UTF_8))
                .contains("\ncertificate " + sha256(given.getCertificate().getEncoded()) + "\ncheck ");
        assertThat(new String(blob("trusted"), US_ASCII)).startsWith("WinCred entry 1: trusted certificate\n");
        assertThat(certificate(pem(blob("trusted"), "CERTIFICATE").get(0))).isEqualTo(given.getCertificateChain()[2]);
    }

    @Test
    void whatIsWrittenByThePage_isAnEntry() throws Exception {
        writeByThePage("entry", "key Blowfish", random(7000));

        assertThat(keyStore().size()).isEqualTo(1);
        assertThat(keyStore().getKey("entry", null).getAlgorithm()).isEqualTo("Blowfish");
        assertThat(keyStore().getKey("entry", null).getEncoded()).isEqualTo(random(7000));
        KeyStore keyStore = keyStore();
        keyStore.setKeyEntry("entry", new SecretKeySpec(random(16), "AES"), null, null);
        keyStore.store(null, null);
        assertThatNothingIsLeftBehind();
    }

    @Test
    void keyWrittenByThePage_isAnEntry() throws Exception {
        KeyStore.PrivateKeyEntry given = KeyChains.rsa4096WithChainOfThree();
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        StringBuilder text = new StringBuilder(
                        "WinCred entry 1: private key with 3 certificates\n-----BEGIN PRIVATE KEY-----\n")
                .append(encoder.encodeToString(given.getPrivateKey().getEncoded()))
                .append("\n-----END PRIVATE KEY-----\n");
        for (Certificate certificate : given.getCertificateChain()) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(encoder.encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        writeByThePage("entry", "private-key", text.toString().getBytes(US_ASCII));

        assertThat(keyStore().getKey("entry", null)).isEqualTo(given.getPrivateKey());
        assertThat(keyStore().getCertificateChain("entry")).containsExactly(given.getCertificateChain());
    }

    @Test
    void exampleOnThePage_isAnEntry() throws Exception {
        String example = page().substring(page().indexOf("For example"))
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .limit(8)
                .collect(Collectors.joining("\n", "", "\n"));
        put("entry", "", example.getBytes(UTF_8));
        String part = "WinCred-part:00112233445566778899aabbccddeeff/";
        put(part + 1, COMMENT, "WinCred entry ".getBytes(UTF_8));

        assertThat(new String(keyStore().getKey("entry", null).getEncoded(), UTF_8))
                .isEqualTo("WinCred entry ");
        assertThat(readByThePage("entry").form()).isEqualTo("text utf-8");
        assertThat(page()).contains(COMMENT);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/split-secrets.md"));
    }
}
