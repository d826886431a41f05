package io.github.wincred.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.Security;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in PostgreSQL's own driver. */
class WinCredAuthenticationPluginTest {

    private static final String SECRET = "hunter2 \ud83d\udd11 ${x}";

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() {
        vault = new TestVault(folder).select();
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private static String url(AskingServer server, String parameters) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/shop?user=shop&sslmode=disable&gssEncMode=disable"
                + "&authenticationPluginClassName=" + WinCredAuthenticationPlugin.class.getName() + parameters;
    }

    @Test
    void driver_answersWithTheSecretOfTheCredential() throws Exception {
        vault.put("shop/db", "shop", SECRET);

        try (AskingServer server = new AskingServer()) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(server, "&wincred=SHOP/db")))
                    .isInstanceOf(SQLException.class); // the server hangs up
            assertThat(server.password()).isEqualTo(SECRET);
        }
    }

    @Test
    void missingCredential_isTheDriversFailureAndNoPassword() throws Exception {
        try (AskingServer server = new AskingServer()) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(server, "&wincred=shop/db")))
                    .isInstanceOf(SQLException.class)
                    .hasStackTraceContaining("credential 'shop/db' was not found in WinCred vault");
            assertThat(server.password()).doesNotContain("shop/db");
        }
    }

    @Test
    void connectionWithoutACredentialsName_isAFailure() throws Exception {
        try (AskingServer server = new AskingServer()) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(server, "")))
                    .isInstanceOf(SQLException.class)
                    .hasStackTraceContaining("set its property wincred");
        }
    }
}
