package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Stress;
import io.github.wincred.vault.crypto.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutations of the files of a vault, read through the store: nothing but an answer or the documented failure comes out. */
class VaultFuzzTest {

    private static final int THROUGH_THE_STORE = Stress.count(5_000, 500);

    /** Held here, since the log manager forgets the level of a logger that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger("io.github.wincred.vault");

    private final Mutations mutations = new Mutations();

    @BeforeAll
    static void keepTheLogQuiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void letTheLogSpeak() {
        LOGGER.setLevel(null);
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
                Files.write(file, mutations.mutate(original));
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
}
