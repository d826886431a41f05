package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second key store that holds a copy of a key, as Tomcat makes one, and the key stores that only look like it. */
class TomcatCopyTest {

    private final ProbedStore probe = new ProbedStore(VaultCredentialStore.open(VaultConfiguration.inMemory()));
    private final CredentialStore store = probe.store();

    @BeforeEach
    void storeThreeKeysAndASecret() throws Exception {
        KeyStore keyStore = loaded(store);
        for (String alias : List.of("one", "two", "three")) {
            keyStore.setEntry("srv/" + alias, KeyChains.server(alias), null);
        }
        keyStore.setKeyEntry("db", password("x"), null, null);
        keyStore.store(null, null);
    }

    /** What Tomcat does with {@code certificateKeyAlias}. */
    private KeyStore copy(String alias, String... settings) throws Exception {
        KeyStore original = loaded(store, settings);
        Key key = original.getKey(alias, "changeit".toCharArray());
        KeyStore copy = loaded(store);
        copy.setKeyEntry(alias, key, "changeit".toCharArray(), original.getCertificateChain(alias));
        return copy;
    }

    private static List<String> aliases(KeyStore keyStore) throws Exception {
        return Collections.list(keyStore.aliases());
    }

    @ParameterizedTest
    @CsvSource({
        "SunX509, one",
        "SunX509, two",
        "SunX509, three",
        "NewSunX509, one",
        "NewSunX509, two",
        "NewSunX509, three"
    })
    void keyManagerOfACopy_servesTheCopiedKey(String algorithm, String alias) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
        factory.init(copy("srv/" + alias), "changeit".toCharArray());

        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        String chosen = manager.chooseEngineServerAlias("EC", null, null);

        assertThat(manager.getCertificateChain(chosen)[0])
                .isEqualTo(KeyChains.server(alias).getCertificate());
    }

    @Test
    void copy_listsWhatWasSetAndAnswersForEveryAlias() throws Exception {
        KeyStore copy = copy("srv/one");

        assertThat(aliases(copy)).containsExactly("srv/one");
        assertThat(copy.size()).isEqualTo(1);
        assertThat(copy.containsAlias("srv/two")).isTrue();
        assertThat(copy.getKey("db", null)).isEqualTo(password("x"));
        assertThat(copy.getCertificateAlias(KeyChains.server("two").getCertificate()))
                .isEqualTo("srv/two");
    }

    @Test
    void copyOfAKeyOfOtherSettings_isOneToo() throws Exception {
        assertThat(aliases(copy("one", "prefix", "srv/"))).containsExactly("one");
    }

    @Test
    void copyOfSeveralKeys_listsThem() throws Exception {
        KeyStore original = loaded(store);
        KeyStore copy = loaded(store);
        for (String alias : List.of("srv/one", "srv/two")) {
            copy.setEntry(alias, original.getEntry(alias, null), null);
        }

        assertThat(aliases(copy)).containsExactly("srv/one", "srv/two");
    }

    @Test
    void copyThatIsNeverStored_leavesTheStoreAlone() throws Exception {
        probe.forget();

        copy("srv/one").size();

        assertThat(probe.calls()).doesNotContain("write", "delete", "list");
    }

    @Test
    void store_endsTheCopy() throws Exception {
        KeyStore copy = copy("srv/one");
        copy.store(null, null);

        assertThat(aliases(copy)).containsExactly("db", "srv/one", "srv/three", "srv/two");
        copy.setKeyEntry("srv/two", copy.getKey("srv/two", null), null, copy.getCertificateChain("srv/two"));
        assertThat(copy.size()).isEqualTo(4);
    }

    /** What shows that the program takes the key store for more than its own place. */
    @ParameterizedTest
    @ValueSource(strings = {"secret", "certificate", "delete", "delete of nothing", "made key"})
    void anotherChange_endsTheCopy(String change) throws Exception {
        KeyStore copy = copy("srv/one");
        switch (change) {
            case "secret" -> copy.setKeyEntry("db", password("y"), null, null);
            case "certificate" ->
                copy.setCertificateEntry("db2", KeyChains.server("two").getCertificate());
            case "delete" -> copy.deleteEntry("srv/one");
            case "delete of nothing" -> copy.deleteEntry("absent");
            default -> copy.setEntry("srv/one", KeyChains.server("one"), null);
        }

        assertThat(aliases(copy)).contains("db", "srv/two", "srv/three");
    }

    private interface Question {
        Object ask(KeyStore keyStore) throws Exception;
    }

    /** keytool -keypasswd, for one, asks before it sets; what a key store has shown must not vanish. */
    @Test
    void keyStoreThatWasAskedSomething_isNoCopy() throws Exception {
        List<Question> questions = new ArrayList<>(List.of(
                KeyStore::aliases,
                KeyStore::size,
                asked -> asked.containsAlias("absent"),
                asked -> asked.isKeyEntry("srv/one"),
                asked -> asked.entryInstanceOf("srv/one", KeyStore.PrivateKeyEntry.class),
                asked -> asked.getCreationDate("srv/one"),
                asked -> asked.getKey("srv/one", null),
                asked -> asked.getEntry("srv/one", null),
                asked -> asked.getCertificate("srv/one"),
                asked -> asked.getCertificateChain("srv/one")));
        questions.add(asked -> asked.getCertificateAlias(KeyChains.server("one").getCertificate()));
        for (Question question : questions) {
            KeyStore original = loaded(store);
            KeyStore asked = loaded(store);
            question.ask(asked);
            asked.setEntry("srv/one", original.getEntry("srv/one", null), null);

            assertThat(asked.size()).isEqualTo(4);
        }
    }

    @Test
    void keyFromElsewhere_makesNoCopy() throws Exception {
        KeyStore original = loaded(store);
        PrivateKey given = (PrivateKey) original.getKey("srv/one", null);
        PrivateKey equal = KeyChains.server("one").getPrivateKey();
        KeyStore keyStore = loaded(store);

        keyStore.setKeyEntry("srv/one", equal, null, original.getCertificateChain("srv/one"));

        assertThat(equal).isEqualTo(given);
        assertThat(keyStore.size()).isEqualTo(4);
    }

    @Test
    void loadAgain_startsAnew() throws Exception {
        KeyStore copy = copy("srv/one");
        copy.load(null, null);

        assertThat(copy.size()).isEqualTo(4);
    }

    @Test
    void writeThrough_makesNoCopy() throws Exception {
        KeyStore original = loaded(store);
        KeyStore keyStore = loaded(store, "write-through", "true");
        keyStore.setEntry("srv/one", original.getEntry("srv/one", null), null);

        assertThat(keyStore.size()).isEqualTo(4);
    }
}
