package io.github.wincred.cli;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vault for commands that run in this JVM. */
abstract class CommandTest {

    static final String EMOJI = "p\u00e4ss\ud83d\udd11 'quoted' \"twice\"\nnext line";

    @TempDir
    Path folder;

    TestVault vault;

    @BeforeEach
    void selectVault() {
        vault = new TestVault(folder).select();
    }

    @AfterEach
    void leaveVault() {
        vault.close();
    }

    /** The generic credential of this name, closed. */
    Credential described(String targetName) {
        try (CredentialStore store = vault.open()) {
            return store.describe(CredentialKey.generic(targetName)).orElseThrow();
        }
    }
}
