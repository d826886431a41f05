package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The cookbook in a POSIX shell, on the vault. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there CookbookWindowsIT does it")
class CookbookIT extends CookbookContract {

    CookbookIT() {
        super(new PosixShell());
    }

    /** Java 25 takes each byte of what is typed for a letter. */
    @Test
    void passwordBeyondAscii_isRefusedOrAlteredAsThePageWarns() throws Exception {
        String password = "p\u00e4ss\ud83d\udd11";
        ProductProcess.Outcome outcome =
                run("echo " + password + "| keytool -conf wincred.conf -importpass -alias beyond/ascii");

        KeyStore keyStore = keyStore("prefix=cookbook/");
        if (Runtime.version().feature() >= 25) {
            assertThat(new String(keyStore.getKey("beyond/ascii", null).getEncoded(), UTF_8))
                    .isEqualTo(new String(password.getBytes(UTF_8), ISO_8859_1));
            keyStore.deleteEntry("beyond/ascii");
            keyStore.store(null, null);
        } else {
            assertThat(outcome.output()).contains("Password is not ASCII");
            assertThat(keyStore.containsAlias("beyond/ascii")).isFalse();
        }
    }

    private static final class PosixShell implements CookbookShell {

        @Override
        public Map<String, String> environment(Path folder) {
            return Map.of(
                    "PATH",
                    Build.tool("java").getParent() + ":" + System.getenv("PATH"),
                    "LC_ALL",
                    "C.UTF-8",
                    "JAVA_TOOL_OPTIONS",
                    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder,
                    "WINCRED_STORE",
                    "vault",
                    "WINCRED_VAULT_FOLDER",
                    folder.resolve("store").toString(),
                    "WINCRED_VAULT_KEY_FILE",
                    folder.resolve("store.key").toString());
        }

        @Override
        public String settings(Path folder) {
            return "store=vault;vault.folder=" + folder.resolve("store") + ";vault.key-file="
                    + folder.resolve("store.key") + ";";
        }

        @Override
        public String adapted(String text) {
            return text;
        }

        @Override
        public List<String> command(Path folder, String line) {
            return List.of("bash", "-o", "pipefail", "-c", line);
        }

        @Override
        public boolean canRun(String line) {
            return true;
        }
    }
}
