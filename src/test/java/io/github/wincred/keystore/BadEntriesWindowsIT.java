package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.RealStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The keytool of Windows, over a store some of whose entries cannot be read. */
@EnabledOnOs(OS.WINDOWS)
class BadEntriesWindowsIT {

    private static final String PREFIX = RealStore.PREFIX + "/bad/";

    private final CredentialStore store = WinCred.open();
    private final List<CredentialKey> written = new ArrayList<>();

    /** As a tool copies them that knows nothing of entries: made elsewhere, under other names, parts beside them. */
    @BeforeEach
    void fillStore() throws Exception {
        try (CredentialStore made = VaultCredentialStore.open(VaultConfiguration.inMemory())) {
            BadEntries.fill(made);
            for (Credential credential : made.listWithSecrets(CredentialFilter.all())) {
                CredentialKey key = SplitSecrets.isPart(credential)
                        ? credential.key()
                        : CredentialKey.generic(PREFIX + credential.targetName());
                try (credential;
                        Credential copy = credential.toBuilder()
                                .key(key)
                                .secret(credential.secret().orElseThrow().copy())
                                .build()) {
                    written.add(key);
                    store.write(copy);
                }
            }
        }
    }

    @AfterEach
    void removeAll() {
        written.forEach(store::delete);
        store.close();
    }

    @Test
    void keytool_listsEveryEntry() throws Exception {
        Process keytool = new ProcessBuilder(Build.keytool(
                        "-J-cp",
                        "-J" + Build.pathOf(Build.classes(), Build.jna()),
                        "-list",
                        "-protected",
                        "-storetype",
                        "WinCred",
                        "-keystore",
                        "NONE",
                        "-providerclass",
                        WinCredProvider.class.getName(),
                        "-providerarg",
                        "prefix=" + PREFIX))
                .redirectErrorStream(true)
                .start();
        keytool.getOutputStream().close();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);

        assertThat(keytool.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("contains " + (BadEntries.SOUND + BadEntries.KEYS.size() + BadEntries.TRUSTED.size())
                        + " entries")
                .contains("sound/19")
                .contains(BadEntries.KEYS)
                .contains(BadEntries.TRUSTED)
                .doesNotContain("Exception");
    }
}
