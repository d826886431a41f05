package io.github.wincred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault's passwords and key file, as a program meets them that knows {@code java.security.KeyStore} only. */
class VaultKeyStoreTest {

    private static final byte[] KEY = new byte[16];

    @TempDir
    private Path place;

    private KeyStore keyStore(String... more) throws Exception {
        Provider provider = new WinCredProvider()
                .configure("store=vault;vault.folder=" + place.resolve("vault") + ";vault.key-file="
                        + place.resolve("keys/vault.key") + ";" + String.join(";", more));
        return KeyStore.getInstance("WinCred", provider);
    }

    private KeyStore loaded(String password, String... more) throws Exception {
        KeyStore keyStore = keyStore(more);
        keyStore.load(null, password == null ? null : password.toCharArray());
        return keyStore;
    }

    private void create(String password) throws Exception {
        KeyStore keyStore = loaded(password);
        keyStore.setKeyEntry("a", new SecretKeySpec(KEY, "AES"), null, null);
        keyStore.store(null, password == null ? null : password.toCharArray());
    }

    private static void assertReadable(KeyStore keyStore) throws Exception {
        Key key = keyStore.getKey("a", null);
        assertThat(key.getEncoded()).isEqualTo(KEY);
        assertThat(Collections.list(keyStore.aliases())).contains("a");
    }

    @Test
    void load_neverCreatesTheVault() throws Exception {
        KeyStore keyStore = loaded("pw");

        assertThat(keyStore.size()).isZero();
        assertThat(place).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "changeit", "another"})
    void keyFileVault_acceptsAnyPasswordAndStaysOne(String password) throws Exception {
        create(null);
        assertReadable(loaded(password));

        KeyStore keyStore = loaded(password);
        keyStore.setKeyEntry("b", new SecretKeySpec(KEY, "AES"), null, null);
        keyStore.store(null, password.toCharArray());

        assertReadable(loaded(null));
        assertThat(place.resolve("keys/vault.key")).exists();
    }

    @Test
    void passwordVault_opensWithItsPasswordOnly() throws Exception {
        create("right");
        assertThat(place.resolve("keys")).doesNotExist();
        assertReadable(loaded("right"));

        assertThatThrownBy(() -> loaded("wrong"))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(UnrecoverableKeyException.class)
                .hasMessageContaining("wrong");
    }

    @Test
    void lockedVault_takesStagedEntriesAndIsNotEmpty() throws Exception {
        create("right");
        KeyStore locked = loaded(null);

        for (Runnable use : new Runnable[] {
            () -> run(locked::size), () -> run(locked::aliases), () -> run(() -> locked.containsAlias("a"))
        }) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
        }
        locked.setKeyEntry("staged", new SecretKeySpec(KEY, "AES"), null, null);
        assertThat(locked.getKey("staged", null).getEncoded()).isEqualTo(KEY);
        assertThat(Collections.list(locked.aliases())).as("all that is seen").containsExactly("staged");
        assertThatThrownBy(() -> locked.store(null, null)).isInstanceOf(IOException.class);
        assertReadable(loaded("right"));
        assertThat(loaded("right").containsAlias("staged")).isFalse();
    }

    private interface Use {
        Object run() throws Exception;
    }

    private static void run(Use use) {
        try {
            use.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void storeWithANewPassword_changesIt() throws Exception {
        create("old");
        byte[] credential = Files.readAllBytes(credentialFile());
        KeyStore keyStore = loaded("old");
        keyStore.store(null, "new".toCharArray());

        assertReadable(keyStore);
        assertReadable(loaded("new"));
        assertThatThrownBy(() -> loaded("old")).hasCauseInstanceOf(UnrecoverableKeyException.class);
        assertThat(Files.readAllBytes(credentialFile()))
                .as("the header alone changes")
                .isEqualTo(credential);
    }

    @Test
    void storeWithoutAPassword_leavesIt() throws Exception {
        create("kept");
        loaded("kept").store(null, null);
        loaded("kept").store(null, new char[0]);

        assertReadable(loaded("kept"));
    }

    private Path credentialFile() throws IOException {
        try (var files = Files.newDirectoryStream(place.resolve("vault"), "*.credential")) {
            return files.iterator().next();
        }
    }

    @Test
    void configuredPassword_opensWithoutOneInLoad() throws Exception {
        create("configured;=");
        assertReadable(loaded(null, "vault.password=configured;;="));

        Path file = Files.writeString(Files.createTempFile(place, "password", ""), "configured;=\n");
        assertReadable(loaded(null, "vault.password-file=" + file));
        assertThatThrownBy(() -> loaded(null, "vault.password=wrong").size()).isInstanceOf(CredentialException.class);
    }

    @Test
    void configuredPasswordThatProtectsNothing_isAnError() throws Exception {
        create(null);

        KeyStore keyStore = loaded(null, "vault.password=configured");
        assertThatThrownBy(keyStore::aliases)
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("protects nothing");
        assertThatThrownBy(() -> keyStore.getKey("a", null)).isInstanceOf(UnrecoverableKeyException.class);
        keyStore.setKeyEntry("b", new SecretKeySpec(KEY, "AES"), null, null);
        assertThatThrownBy(() -> keyStore.store(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("protects nothing");
        assertThatThrownBy(() -> loaded("given", "vault.password=configured"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("protects nothing");
        assertThatThrownBy(() -> loaded(null, "vault.password="))
                .hasMessageContaining("vault.password is empty (provider argument)");
        assertReadable(loaded(null));
    }

    @Test
    void newPasswordOfARunningVault_isWhatOtherKeyStoresNeedNext() throws Exception {
        create("old");
        KeyStore other = loaded("old");
        KeyStore keyStore = loaded("old");
        keyStore.store(null, "new".toCharArray());

        assertReadable(other);
        other.store(null, "a third".toCharArray());
        assertReadable(loaded("new"));
    }
}
