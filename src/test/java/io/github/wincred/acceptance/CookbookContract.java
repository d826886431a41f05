package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.acceptance.CookbookPage.Commands;
import io.github.wincred.acceptance.CookbookPage.WrittenFile;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.ServerProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of {@code docs/cookbook.md}, done by the tools of the Java that runs this test, and what then lies in the stores and files. That the commands
 * do what the page says is part of the preparation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CookbookContract {

    private static final String PORT = "8443";
    private static final String PASSWORD = "changeit";
    private static final List<String> PREFIXES = List.of("cookbook/", "cookbook-restored/", "cookbook-exact/");

    private final StringBuilder printed = new StringBuilder();
    private Path folder;
    private String port;

    /** The variables that make the tools find the store. */
    abstract Map<String, String> environment(Path work);

    /** The same for a provider in this JVM: settings, each with a {@code ;} behind. */
    abstract String settings(Path work);

    /** How the page's text has to be changed for this system, as the page says. */
    abstract String adapted(String text);

    /** Whether the tool of a command is there. */
    boolean canRun(String line) throws Exception {
        return true;
    }

    /** The command that runs a line in the shell of this system. */
    abstract List<String> shell(Path work, String line) throws Exception;

    @BeforeAll
    void doWhatThePageSays(@TempDir Path work) throws Exception {
        folder = work;
        port = Integer.toString(ServerProcess.freePort());
        Files.copy(Build.jar(), work.resolve("wincred.jar"));
        Files.copy(Build.jna(), work.resolve("jna.jar"));
        Files.copy(Build.jnaPlatform(), work.resolve("jna-platform.jar"));
        writeJar(work.resolve("app.jar"));
        deleteEntries();
        Background server = null;
        for (CookbookPage.Step step : CookbookPage.steps()) {
            if (step instanceof WrittenFile file) {
                Files.writeString(work.resolve(file.name()), adapted(file.content()));
            } else if (step instanceof Commands commands && commands.server()) {
                server = new Background(commands, start(commands));
            } else if (step instanceof Commands commands
                    && canRun(commands.lines().get(0))) {
                run(commands);
                if (server != null) {
                    server.finish();
                    server = null;
                }
            }
        }
    }

    /** A server that runs until it has served the commands that follow. */
    private record Background(Commands commands, ServerProcess process) {

        void finish() throws Exception {
            try (process) {
                assertThat(process.ended()).as(process.log()).isZero();
                commands.assertPrinted(process.log());
            }
        }
    }

    private ServerProcess start(Commands commands) throws Exception {
        return ServerProcess.start(
                        folder,
                        Files.createTempFile(folder, "server", ".log"),
                        environment(folder),
                        shell(folder, line(commands.lines().get(0))))
                .printed(commands.expected().get(0));
    }

    private void run(Commands commands) throws Exception {
        StringBuilder output = new StringBuilder();
        List<String> lines = commands.lines();
        for (int i = 0; i < lines.size(); i++) {
            ProductProcess.Outcome outcome = run(lines.get(i));
            output.append(outcome.output());
            assertThat(outcome.status())
                    .as(lines.get(i) + "\n" + outcome.output())
                    .isEqualTo(commands.fails() && i == lines.size() - 1 ? 1 : 0);
        }
        commands.assertPrinted(output.toString());
    }

    final ProductProcess.Outcome run(String line) throws Exception {
        ProductProcess.Outcome outcome = ProductProcess.start(folder, environment(folder), shell(folder, line(line)));
        printed.append(outcome.output());
        return outcome;
    }

    private String line(String line) {
        return adapted(line).replace(PORT, port);
    }

    @AfterAll
    void deleteEntries() throws Exception {
        for (String prefix : PREFIXES) {
            KeyStore keyStore = keyStore("prefix=" + prefix);
            for (String alias : Collections.list(keyStore.aliases())) {
                keyStore.deleteEntry(alias);
            }
            keyStore.store(null, null);
        }
    }

    private static void writeJar(Path file) throws Exception {
        try (OutputStream stream = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(stream)) {
            jar.putNextEntry(new JarEntry("greeting.txt"));
            jar.write("good day".getBytes(UTF_8));
            jar.closeEntry();
        }
    }

    /** A key store in the store of the commands. */
    final KeyStore keyStore(String settings) throws Exception {
        KeyStore keyStore =
                KeyStore.getInstance("WinCred", new WinCredProvider().configure(settings(folder) + settings));
        keyStore.load(null, null);
        return keyStore;
    }

    private KeyStore pkcs12(String name) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(folder.resolve(name))) {
            keyStore.load(stream, PASSWORD.toCharArray());
        }
        return keyStore;
    }

    /** What each entry is: algorithm, format and bytes of a key, bytes of each certificate. */
    private static Map<String, List<String>> contents(KeyStore keyStore) throws Exception {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String alias : Collections.list(keyStore.aliases())) {
            List<String> content = new ArrayList<>();
            Key key = keyStore.getKey(alias, PASSWORD.toCharArray());
            if (key != null) {
                content.addAll(List.of(key.getAlgorithm(), key.getFormat(), hex(key.getEncoded())));
            }
            Certificate[] chain = keyStore.getCertificateChain(alias);
            Certificate certificate = keyStore.getCertificate(alias);
            for (Certificate each :
                    chain != null ? chain : Stream.ofNullable(certificate).toArray(Certificate[]::new)) {
                content.add(hex(each.getEncoded()));
            }
            contents.put(alias, content);
        }
        return contents;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void everyCommand_isOnThePage() throws Exception {
        List<String> lines = CookbookPage.steps().stream()
                .flatMap(step -> step instanceof Commands commands ? commands.lines().stream() : Stream.empty())
                .toList();

        for (String command : List.of(
                "-list",
                "-list -v",
                "-importpass",
                "-importpass -alias app/queue -keyalg",
                "-genseckey",
                "-genkeypair -alias ca/root -keyalg EC",
                "-keyalg RSA",
                "-keyalg Ed25519",
                "-certreq",
                "-gencert",
                "-importcert -alias web/server",
                "-importcert -noprompt -alias web/trusted",
                "-exportcert",
                "-changealias",
                "-delete",
                "-keypasswd",
                "-storepasswd",
                "-importkeystore -noprompt -srcstoretype PKCS12",
                "-deststoretype PKCS12",
                "-signedjar",
                "-verify",
                "Tls.java serve",
                "Tls.java connect",
                "Domain.java",
                "Ask.java")) {
            assertThat(lines).anySatisfy(line -> assertThat(line + " ").contains(" " + command + " "));
        }
    }

    @Test
    void programs_areThoseThatTheBuildCompiles() throws Exception {
        for (CookbookPage.Step step : CookbookPage.steps()) {
            if (step instanceof WrittenFile file && file.name().endsWith(".java")) {
                assertThat(Files.readString(Path.of("src/test/java/io/github/wincred/cookbook", file.name())))
                        .isEqualTo("package io.github.wincred.cookbook;\n\n" + file.content());
            }
        }
    }

    @Test
    void noCommand_printsASecret() {
        assertThat(printed).contains("app/db").doesNotContain("s3cret", PASSWORD, "changed1");
    }

    @Test
    void tenEntriesOfAPkcs12File_areTheSameHereAndInTheNextFile() throws Exception {
        Map<String, List<String>> file = contents(pkcs12("backup.p12"));
        Map<String, List<String>> first = contents(keyStore("prefix=cookbook/"));
        first.keySet().removeAll(List.of("app/words", "app/empty"));
        Files.writeString(folder.resolve("restored.properties"), "# WinCred settings\nprefix=cookbook-restored/\n");
        run(CookbookPage.lineWith("backup.p12", "wincred.properties")
                        .replace("backup.p12", "again.p12")
                        .replace("wincred.properties", "restored.properties"))
                .succeeded();

        assertThat(file)
                .containsOnlyKeys(
                        "app/db",
                        "app/mac",
                        "app/queue",
                        "app/token",
                        "ca/issuer",
                        "ca/root",
                        "client/me",
                        "client/trusted",
                        "web/server",
                        "web/trusted");
        assertThat(file.get("client/me")).as("a key and its chain").hasSize(3 + 3);
        assertThat(first.get("web/server"))
                .as("the page warns that a chain is completed")
                .hasSize(3 + 2);
        first.get("web/server").add(first.get("web/trusted").get(0));
        assertThat(first).isEqualTo(file);
        assertThat(contents(keyStore("prefix=cookbook-restored/"))).isEqualTo(file);
        assertThat(contents(pkcs12("again.p12"))).isEqualTo(file);
    }

    @Test
    void copyInAVault_isExact() throws Exception {
        KeyStore first = keyStore("prefix=cookbook/");
        KeyStore copy = keyStore("prefix=cookbook-exact/");

        assertThat(contents(first)).hasSize(12);
        assertThat(contents(copy)).isEqualTo(contents(first));
        assertThat(new String(first.getKey("app/words", null).getEncoded(), UTF_8))
                .isEqualTo("p\u00e4ssw\u00f6rd \ud83d\udd11");
        assertThat(first.getKey("app/empty", null).getEncoded()).isEmpty();
        for (String alias : Collections.list(first.aliases())) {
            assertThat(attributes(copy, alias)).isEqualTo(attributes(first, alias));
        }
        assertThat(attributes(copy, "app/words")).contains("ann", "for the old server");
    }

    /** The values of all attributes but the name and the time. */
    private static List<String> attributes(KeyStore keyStore, String alias) throws Exception {
        return keyStore.getEntry(alias, null).getAttributes().stream()
                .map(KeyStore.Entry.Attribute::getValue)
                .filter(value -> !value.endsWith(alias) && !value.startsWith("20"))
                .sorted()
                .toList();
    }

    @Test
    void pkcs12_losesWhatThePageWarnsOf() throws Exception {
        KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(PASSWORD.toCharArray());
        KeyStore first = keyStore("prefix=cookbook/");
        KeyStore file = KeyStore.getInstance("PKCS12");
        file.load(null, null);
        for (String alias : List.of("app/words", "app/empty")) {
            file.setEntry(alias, first.getEntry(alias, null), protection);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.store(bytes, PASSWORD.toCharArray());
        file.load(new ByteArrayInputStream(bytes.toByteArray()), PASSWORD.toCharArray());

        for (String alias : List.of("app/words", "app/empty")) {
            assertThat(readBack(file, alias))
                    .as(alias)
                    .isNotEqualTo(Optional.of(hex(first.getKey(alias, null).getEncoded())));
        }
    }

    private static Optional<String> readBack(KeyStore keyStore, String alias) throws Exception {
        try {
            return Optional.ofNullable(keyStore.getKey(alias, PASSWORD.toCharArray()))
                    .map(key -> hex(key.getEncoded()));
        } catch (UnrecoverableKeyException e) {
            return Optional.empty();
        }
    }
}
