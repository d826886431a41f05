package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.WholeServer.Property;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.Example;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.SecretHunt;
import io.github.wincred.testing.ServerProcess;
import io.github.wincred.testing.Stress;
import io.github.wincred.testing.TestVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each server, on a vault that holds several TLS keys and a password that every encoding writes in another way. */
@DisabledOnOs(OS.WINDOWS)
class WholeServersIT {

    private static final String PASSWORD = "s\u00fc\u00df ~?/+\u00ff>&=%41 teapot";
    private static final String VAULT_PASSWORD = "T\u00fcr ~?/+\u00ff>&=%42 open";
    private static final String KEY = "shop/tls";

    private static final int RESTARTS = Stress.countOnceInCi(10, 3);

    private static final String PASSWORD_FILE = "vault.password";

    /** What a server finds in its folder: a vault, with its key file, the database, and the certificate that curl trusts. */
    @TempDir
    private static Path open;

    /** The same, but that the vault has a password. */
    @TempDir
    private static Path locked;

    private static SecretHunt hunt;

    @BeforeAll
    static void fillStoreAndDatabase() throws Exception {
        KeyStore.PrivateKeyEntry key = KeyChains.localhostWithChainOfThree();
        KeyStore.PrivateKeyEntry other = KeyChains.localhostSignedByItself();
        for (TestVault vault : List.of(new TestVault(open), new TestVault(locked).protectedBy(VAULT_PASSWORD))) {
            vault.put("shop/db", null, PASSWORD)
                    .put("shop/spring.datasource.password", null, PASSWORD)
                    .put("other/tls", other)
                    .put(KEY, key)
                    .put("website/tls", other);
        }
        Files.createFile(
                locked.resolve(PASSWORD_FILE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(locked.resolve(PASSWORD_FILE), VAULT_PASSWORD);
        Certificate[] chain = key.getCertificateChain();
        for (Path folder : List.of(open, locked)) {
            Files.writeString(folder.resolve("shop.pem"), pem(chain[chain.length - 1]));
            try (Connection database =
                    DriverManager.getConnection("jdbc:h2:" + folder.resolve("data/shop"), "shop", PASSWORD)) {
                database.createStatement().execute("CREATE TABLE item(name VARCHAR) AS SELECT 'teapots'");
            }
        }
        hunt = new SecretHunt()
                .text("password", PASSWORD)
                .text("vault password", VAULT_PASSWORD)
                // Logs in ASCII and lists of properties keep no more of them than this.
                .text("end of the password", PASSWORD.substring(PASSWORD.indexOf('%')))
                .text("end of the vault password", VAULT_PASSWORD.substring(VAULT_PASSWORD.indexOf('%')))
                .key("TLS key", (ECPrivateKey) key.getPrivateKey());
    }

    private static String pem(Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static Example copy(WholeServer server, Path folder, Path content) throws Exception {
        Example copy = server.copy(folder);
        copy.run("cp -rp " + content + "/. .");
        return copy;
    }

    private static Example lockedCopy(WholeServer server, Path folder) throws Exception {
        return copy(server, folder, locked)
                .with(
                        Setting.VAULT_PASSWORD_FILE.variable(),
                        folder.resolve(PASSWORD_FILE).toString());
    }

    private static ServerProcess serving(Example copy) throws Exception {
        return copy.start(WholeServer.startCommand(copy)).listening(copy.port(WholeServer.HTTPS));
    }

    private static void assertServes(Example copy, ServerProcess process) throws Exception {
        assertThat(copy.run(WholeServer.askCommand(copy)).strip())
                .as(process.log())
                .isEqualTo("SHOP sells teapots");
    }

    /** curl knows the root alone, and finds the chain whole. */
    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void restarts_serveTheNamedKeyAndChangeNoByteOfTheStore(WholeServer server, @TempDir Path folder) throws Exception {
        Example copy = copy(server, folder, open);
        server.set(copy, Property.USER, "${wincred:shop/db#username:-shop}");
        Map<String, String> before = copy.vault().files();

        for (int i = 0; i < RESTARTS; i++) {
            try (ServerProcess process = serving(copy)) {
                assertServes(copy, process);
                process.stop();
            }
        }

        assertThat(copy.vault().files()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void secrets_areInNothingThatARunningServerLetsOut(WholeServer server, @TempDir Path folder) throws Exception {
        Example copy = lockedCopy(server, folder)
                .with("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "*")
                .with("MANAGEMENT_ENDPOINT_ENV_SHOWVALUES", "always");

        try (ServerProcess process = serving(copy)) {
            assertServes(copy, process);
            observe(server, copy, process);
            process.stop();
        }

        assertNothingFound(folder);
    }

    /** Writes what others see of the process into the folder that is searched. */
    private static void observe(WholeServer server, Example copy, ServerProcess process) throws Exception {
        String seen = "/proc/" + process.pid() + "/";
        copy.run("mkdir seen; cp " + seen + "cmdline " + seen + "environ seen; jcmd " + process.pid()
                + " Thread.print -l >seen/threads; jcmd " + process.pid() + " VM.system_properties >seen/properties");
        assertThat(copy.folder().resolve("seen/cmdline")).content().contains("java");
        assertThat(copy.folder().resolve("seen/threads")).content().contains("http");
        if (server.isSpring()) {
            for (String endpoint : List.of("env", "configprops", "beans", "conditions", "mappings", "threaddump")) {
                copy.run("curl -sf --cacert shop.pem https://localhost:" + copy.port(WholeServer.HTTPS) + "/actuator/"
                        + endpoint + " >seen/" + endpoint);
            }
            assertThat(copy.folder().resolve("seen/env")).content().contains("\"spring.datasource.password\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void serverWithoutWhatItNames_endsAndSaysWhatToDo(WholeServer server, @TempDir Path folder) throws Exception {
        Example copy = lockedCopy(server, folder);
        String place = "in WinCred vault (" + folder.resolve("vault");
        String account = "under the account " + System.getProperty("user.name");
        String remedy = "while running as that account";

        server.set(copy, Property.KEY_ALIAS, "shop/absent");
        assertEnds(copy, "no private key has the alias 'shop/absent'", place, account, remedy);
        server.set(copy, Property.KEY_ALIAS, "shop/db");
        assertEnds(copy, "no private key has the alias 'shop/db'", place, account, remedy);
        server.set(copy, Property.KEY_ALIAS, KEY);

        server.set(copy, Property.PASSWORD, "${wincred:app/absent}");
        assertEnds(copy, "credential 'app/absent' was not found", place, account, remedy);
        server.set(copy, Property.PASSWORD, "${wincred:app/${stage:-test}}");
        assertEnds(copy, "placeholder");

        server.set(copy, Property.PASSWORD, "${wincred:shop/db:-fallback}");
        copy.with(Setting.PLACEHOLDER_ALLOW.variable(), "web/");
        assertEnds(copy, "'shop/db' is not in the list of allowed", place, account, "add it to the list");
        copy.with(Setting.PLACEHOLDER_ALLOW.variable(), "").with(Setting.VAULT_PASSWORD_FILE.variable(), "");
        assertEnds(copy, "vault.password-file is empty (environment variable)", account, "remove it");
        copy.run("(umask 077; echo other > other.password)");
        copy.with(
                Setting.VAULT_PASSWORD_FILE.variable(),
                folder.resolve("other.password").toString());
        assertEnds(copy, "cannot be read from WinCred vault (" + folder.resolve("vault"), account, "is wrong");

        assertNothingFound(folder);
    }

    /** Starts the server and waits for its end. One line of its log has all of these texts, and none says that it was up. */
    private static void assertEnds(Example copy, String... texts) throws Exception {
        try (ServerProcess process = copy.start(WholeServer.startCommand(copy))) {
            assertThat(process.ended()).as(process.log()).isEqualTo(1);
            assertThat(process.log().lines())
                    .anySatisfy(line -> assertThat(line).contains(texts));
            assertThat(process.log()).doesNotContain("Server startup in", "Started Shop");
        }
    }

    private static void assertNothingFound(Path folder) throws IOException {
        assertThat(hunt.below(folder, folder.resolve(PASSWORD_FILE), folder.resolve("lib"), folder.resolve("target")))
                .isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".log"))).isNotEmpty();
        }
    }
}
