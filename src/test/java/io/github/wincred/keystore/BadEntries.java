package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.Settings;
import io.github.wincred.testing.KeyChains;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Entries that no key store can read as a whole, one of each kind, and sound ones among them. */
public final class BadEntries {

    /** Of an algorithm that no Java knows. */
    public static final String UNKNOWN_ALGORITHM = "bad/algorithm";

    /** The algorithm of that key. */
    public static final String ALGORITHM = "2.16.840.1.101.3.4.3.127";

    static final int SOUND = 20;

    /** The keys among the bad entries. */
    static final List<String> KEYS =
            List.of(UNKNOWN_ALGORITHM, "bad/pem-key", "bad/manifest", "bad/part-key", "bad/certificate-key");

    /** The trusted certificates among the bad entries. */
    static final List<String> TRUSTED = List.of("bad/pem", "bad/part", "bad/certificate");

    private static final HexFormat HEX = HexFormat.of();

    private BadEntries() {}

    /** {@value #SOUND} sound entries, of which {@code sound/0} is a key for localhost, and eight bad ones. */
    public static void fill(CredentialStore store) throws Exception {
        KeyStore keyStore = EngineProvider.loaded(store);
        for (int i = 0; i < SOUND; i++) {
            switch (i % 4) {
                case 0 -> keyStore.setEntry("sound/" + i, KeyChains.localhostSignedByItself(), null);
                case 1 -> keyStore.setCertificateEntry("sound/" + i, root());
                case 2 -> keyStore.setEntry("sound/" + i, KeyChains.rsa4096WithChainOfThree(), null);
                default -> keyStore.setKeyEntry("sound/" + i, EngineProvider.password("s3cret"), null, null);
            }
        }
        keyStore.store(null, null);

        set(store, UNKNOWN_ALGORITHM, ofUnknownAlgorithm());
        cut(store, "bad/pem-key", TestKeys.entry("ec"));
        cut(store, "bad/pem", new KeyStore.TrustedCertificateEntry(root()));
        write(store, "bad/manifest", "WinCred split 1\nform private-key\n".getBytes(US_ASCII));
        set(store, "bad/part-key", KeyChains.rsa4096WithChainOfThree());
        removeFirstPart(store, "bad/part-key");
        set(store, "bad/part", PemEntry.content(certificateOf("ml-dsa")));
        removeFirstPart(store, "bad/part");
        byte[] key = TestKeys.entry("ec").getPrivateKey().getEncoded();
        set(store, "bad/certificate-key", PemEntry.content(key, List.of(ofUnknownCurve())));
        set(store, "bad/certificate", PemEntry.content(ofUnknownCurve()));
    }

    private static X509Certificate root() throws Exception {
        Certificate[] chain = KeyChains.localhostWithChainOfThree().getCertificateChain();
        return (X509Certificate) chain[chain.length - 1];
    }

    /** The entry as a WinCred key store has it whose Java, 25, made the key pair: {@code ml-dsa} or {@code ml-kem}. */
    static EntryContent ofJava25(String name) throws Exception {
        List<Pem.Block> blocks = blocks(name);
        return PemEntry.content(
                blocks.get(0).der(),
                blocks.subList(1, blocks.size()).stream().map(Pem.Block::der).toList());
    }

    static byte[] certificateOf(String name) throws Exception {
        return blocks(name).get(1).der();
    }

    private static List<Pem.Block> blocks(String name) throws Exception {
        try (InputStream stream = BadEntries.class.getResourceAsStream("/keys/" + name + ".pem")) {
            return Pem.parse(stream.readAllBytes()).blocks();
        }
    }

    /** An ML-DSA key pair whose algorithm has become another. */
    private static EntryContent ofUnknownAlgorithm() throws Exception {
        List<byte[]> ders = new ArrayList<>();
        for (Pem.Block block : blocks("ml-dsa")) {
            ders.add(replace(block.der(), "0609608648016503040312", "060960864801650304037f"));
        }
        return PemEntry.content(ders.get(0), ders.subList(1, ders.size()));
    }

    /** A certificate on the curve of SM2, which the providers of the JDK cannot read. */
    static byte[] ofUnknownCurve() throws Exception {
        return replace(
                TestKeys.keys().getCertificate("ec").getEncoded(), "06082a8648ce3d030107", "06082a811ccf5501822d");
    }

    static byte[] replace(byte[] der, String hex, String replacement) {
        String text = HEX.formatHex(der);
        if (!text.contains(hex)) {
            throw new IllegalArgumentException("no " + hex);
        }
        return HEX.parseHex(text.replace(hex, replacement));
    }

    /** Stores what the key store itself would not make. */
    static void set(CredentialStore store, String alias, EntryContent content) throws Exception {
        NewCredentialDefaults defaults = NewCredentialDefaults.of(Settings.ofDefaults());
        StoredEntries entries = new StoredEntries(store, new StoredEntry.Reader(new EntryCodec(defaults), false));
        StagedChange.Write change = StagedChange.Write.of(
                CredentialKey.generic(alias), content, MetadataChange.NONE, defaults, Optional.empty());
        new EntryWriter(store, entries).carryOut(change, () -> Optional.of(change), () -> {});
    }

    private static void set(CredentialStore store, String alias, KeyStore.Entry entry) throws Exception {
        KeyStore keyStore = EngineProvider.loaded(store);
        keyStore.setEntry(alias, entry, null);
        keyStore.store(null, null);
    }

    /** Stores an entry without the last line of its PEM. */
    private static void cut(CredentialStore store, String alias, KeyStore.Entry entry) throws Exception {
        set(store, alias, entry);
        try (Credential whole = store.find(CredentialKey.generic(alias)).orElseThrow()) {
            String text = new String(whole.secret().orElseThrow().toByteArray(), US_ASCII);
            write(store, alias, text.substring(0, text.lastIndexOf("-----END")).getBytes(US_ASCII));
        }
    }

    static void write(CredentialStore store, String alias, byte[] blob) {
        try (Credential credential =
                Credential.generic(alias).secret(Secret.copyOf(blob)).build()) {
            store.write(credential);
        }
    }

    private static void removeFirstPart(CredentialStore store, String alias) {
        try (Credential credential = store.find(CredentialKey.generic(alias)).orElseThrow()) {
            SplitManifest manifest = SplitManifest.parse(
                            credential.secret().orElseThrow().toByteArray())
                    .orElseThrow();
            store.delete(SplitParts.key(manifest.generation(), 1));
        }
    }
}
