package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.protect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vaults that were written by each Java that the product is built on are read by the one that runs this test, and written on. */
class VaultVersionsTest {

    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(strings = {"java-17", "java-25"})
    void vaultOfAnotherJava_isReadAndWritten(String java) throws Exception {
        copySamples(java);
        CredentialStore store = VaultSamples.withKeyFile(place).open();
        CredentialStore expected = VaultCredentialStore.open(VaultConfiguration.inMemory());
        for (Credential credential : VaultSamples.credentials()) {
            expected.write(credential);
            CredentialKey key = credential.key();
            CredentialKey folded = new CredentialKey(key.type(), CaseFolding.fold(key.targetName()));
            assertThat(VaultSamples.describe(store, folded)).isEqualTo(VaultSamples.describe(expected, key));
            try (Credential found = store.find(folded).orElseThrow();
                    Credential wanted = expected.find(key).orElseThrow()) {
                assertThat(found.secret()).isEqualTo(wanted.secret());
            }
        }
        assertThat(store.list(CredentialFilter.all())).hasSize(3);
        assertThat(store.unreadable()).isEmpty();

        for (Credential credential : VaultSamples.credentials()) {
            store.writeKeepingSecret(credential.toBuilder().comment("again").build());
        }
        VaultFixture.write(store, "largest", "new");
        assertThat(VaultFixture.read(VaultSamples.withKeyFile(place).open(), "largest"))
                .isEqualTo("new");
        assertThat(store.list(CredentialFilter.all())).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-17", "java-25"})
    void passwordVaultOfAnotherJava_isOpened(String java) throws Exception {
        copySamples(java);

        try (VaultCredentialStore store = VaultSamples.withPassword(place).openWith(VaultSamples.PASSWORD)) {
            assertThat(store.list(CredentialFilter.all())).hasSize(1);
            assertThat(store.unreadable()).isEmpty();
        }
    }

    /** Version control keeps no permissions. */
    private void copySamples(String java) throws IOException, URISyntaxException {
        Path samples =
                Path.of(VaultVersionsTest.class.getResource("/vaults/" + java).toURI());
        try (Stream<Path> all = Files.walk(samples)) {
            for (Path source : (Iterable<Path>) all::iterator) {
                Path target = place.resolve(samples.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
                protect(target);
            }
        }
    }
}
