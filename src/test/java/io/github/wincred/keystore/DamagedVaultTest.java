package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file in the vault: its entry can be replaced and deleted, and nothing else is. */
class DamagedVaultTest {

    @TempDir
    private Path place;

    private CredentialStore store;

    @BeforeEach
    void damageOneOfTwoEntries() throws Exception {
        store = VaultCredentialStore.open(
                VaultConfiguration.persistent(place.resolve("vault"), place.resolve("key/vault.key")));
        put("sound");
        List<Path> before = files();
        put("damaged");
        List<Path> added = files();
        added.removeAll(before);
        damage(added);
    }

    private void put(String alias) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(alias, password("x"), null, null);
        keyStore.store(null, null);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve("vault"))) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static void damage(List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 1;
            Files.write(file, content);
        }
    }

    @Test
    void damagedEntry_isThereAndItsSecretAnError() throws Exception {
        KeyStore keyStore = loaded(store);

        assertThat(keyStore.containsAlias("damaged")).isTrue();
        assertThat(keyStore.containsAlias("absent")).isFalse();
        assertThat(keyStore.isKeyEntry("damaged")).isFalse();
        assertThat(keyStore.isKeyEntry("sound")).isTrue();
        assertThat(keyStore.getCertificate("damaged")).isNull();
        assertThat(keyStore.getCertificateChain("damaged")).isNull();
        assertThatThrownBy(() -> keyStore.getKey("damaged", null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContaining("'damaged'");
    }

    @Test
    void damagedEntry_isReplaced() throws Exception {
        put("damaged");

        assertThat(loaded(store).getKey("damaged", null)).isEqualTo(password("x"));
        assertThat(Collections.list(loaded(store).aliases())).containsExactly("damaged", "sound");
    }

    @Test
    void damagedEntry_isReplacedByALargerOne() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("damaged", aes(6000), null, null);
        keyStore.store(null, null);

        assertThat(loaded(store).getKey("damaged", null)).isEqualTo(aes(6000));
    }

    @Test
    void damagedEntry_isDeleted() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("damaged");
        keyStore.store(null, null);

        assertThat(loaded(store).containsAlias("damaged")).isFalse();
        assertThat(store.unreadable()).isEmpty();
    }

    @Test
    void sweep_refusesWhileAnEntryCannotBeRead() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("large", aes(6000), null, null);
        keyStore.store(null, null);

        assertThatThrownBy(() -> SplitSecrets.sweep(store))
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
    }

    @Test
    void damagedVault_hasNoEntryThatSeemsToBeThere() throws Exception {
        damage(files().stream()
                .filter(file -> file.getFileName().toString().contains("header"))
                .toList());
        KeyStore keyStore = loaded(VaultCredentialStore.open(
                VaultConfiguration.persistent(place.resolve("vault"), place.resolve("key/vault.key"))));

        Certificate certificate = TestKeys.keys().getCertificate("ec");
        for (ThrowingCallable question : List.<ThrowingCallable>of(
                () -> keyStore.containsAlias("damaged"),
                () -> keyStore.isKeyEntry("damaged"),
                () -> keyStore.isCertificateEntry("damaged"),
                () -> keyStore.getCertificate("damaged"),
                () -> keyStore.getCertificateChain("damaged"),
                () -> keyStore.getCertificateAlias(certificate))) {
            assertThatThrownBy(question)
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
    }

    @Test
    void certificateOfADamagedEntry_isFoundUnderItsOtherAlias() throws Exception {
        Certificate certificate = TestKeys.keys().getCertificate("ec");
        KeyStore keyStore = loaded(store);
        List<Path> before = files();
        keyStore.setCertificateEntry("trusted", certificate);
        keyStore.store(null, null);
        List<Path> added = files();
        added.removeAll(before);
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("trusted");

        damage(added);
        assertThat(keyStore.getCertificateAlias(certificate)).isNull();

        KeyStore other = loaded(store);
        other.setCertificateEntry("other", certificate);
        other.store(null, null);
        assertThat(keyStore.getCertificateAlias(certificate)).isEqualTo("other");
    }
}
