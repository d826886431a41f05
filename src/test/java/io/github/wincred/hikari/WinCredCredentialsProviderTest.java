package io.github.wincred.hikari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.Security;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real pool that logs in to a real database. */
class WinCredCredentialsProviderTest {

    private static final String FIRST = "first \ud83d\udd11 password";
    private static final String SECOND = "second";

    @TempDir
    Path folder;

    private TestVault vault;
    private String url;

    @BeforeEach
    void makeDatabase() throws SQLException {
        vault = new TestVault(folder).select();
        url = "jdbc:h2:" + folder.resolve("shop").toAbsolutePath();
        try (Connection owner = DriverManager.getConnection(url, "shop", FIRST)) {
            assertThat(owner.isValid(1)).isTrue();
        }
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setCredentialsProvider(new WinCredCredentialsProvider("shop/db"));
        return new HikariDataSource(config);
    }

    @Test
    void pool_logsInWithUserNameAndSecretOfTheCredential() throws SQLException {
        vault.put("shop/db", "shop", FIRST);

        try (HikariDataSource pool = pool();
                Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getUserName()).isEqualToIgnoringCase("shop");
        }
    }

    @Test
    void changedPassword_isUsedByTheNextConnection() throws SQLException {
        vault.put("shop/db", "shop", FIRST);
        try (HikariDataSource pool = pool()) {
            try (Connection connection = pool.getConnection()) {
                connection.createStatement().execute("ALTER USER shop SET PASSWORD '" + SECOND + "'");
                vault.put("shop/db", "shop", SECOND);
                pool.evictConnection(connection);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void wrongMissingOrIncompleteCredential_isNoLogin() {
        assertThatThrownBy(this::pool).hasStackTraceContaining("credential 'shop/db' was not found in WinCred vault");

        vault.put("shop/db", null, FIRST);
        assertThatThrownBy(() -> new WinCredCredentialsProvider("shop/db").getCredentials())
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains("'shop/db' has no user name")
                .doesNotContain(FIRST);

        vault.put("shop/db", "shop", SECOND);
        assertThatThrownBy(this::pool).hasStackTraceContaining("Wrong user name or password");
    }
}
