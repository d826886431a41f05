package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.acceptance.CookbookPage.Commands;
import io.github.wincred.acceptance.CookbookPage.WrittenFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final List<String> PREFIXES = List.of("cookbook/", "cookbook-restored/", "cookbook-exact/");

    private final CookbookShell shell;
    private Path folder;
    private CookbookRun cookbook;

    CookbookContract(CookbookShell shell) {
        this.shell = shell;
    }

    @BeforeAll
    void doWhatThePageSays(@TempDir Path work) throws Exception {
        folder = work;
        deleteEntries();
        cookbook = new CookbookRun(shell, work);
        cookbook.followThePage();
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

    /** Runs one more command as the page's are run. */
    final ProductProcess.Outcome run(String line) throws Exception {
        return cookbook.run(line);
    }

    /** A key store in the store of the commands. */
    final KeyStore keyStore(String settings) throws Exception {
        KeyStore keyStore =
                KeyStore.getInstance("WinCred", new WinCredProvider().configure(shell.settings(folder) + settings));
        keyStore.load(null, null);
        return keyStore;
    }

    private KeyStore pkcs12(String name) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(folder.resolve(name))) {
            keyStore.load(stream, PASSWORD);
        }
        return keyStore;
    }

    private static Map<String, List<String>> contentsOf(KeyStore keyStore) throws Exception {
        return EntryContents.of(keyStore, PASSWORD);
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
        assertThat(cookbook.printed()).contains("app/db").doesNotContain("s3cret", "changeit", "changed1");
    }

    @Test
    void tenEntriesOfAPkcs12File_areTheSameHereAndInTheNextFile() throws Exception {
        Map<String, List<String>> file = contentsOf(pkcs12("backup.p12"));
        Map<String, List<String>> first = contentsOf(keyStore("prefix=cookbook/"));
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
        assertThat(contentsOf(keyStore("prefix=cookbook-restored/"))).isEqualTo(file);
        assertThat(contentsOf(pkcs12("again.p12"))).isEqualTo(file);
    }

    @Test
    void copyInAVault_isExact() throws Exception {
        KeyStore first = keyStore("prefix=cookbook/");
        KeyStore copy = keyStore("prefix=cookbook-exact/");

        assertThat(contentsOf(first)).hasSize(12);
        assertThat(contentsOf(copy)).isEqualTo(contentsOf(first));
        assertThat(new String(first.getKey("app/words", null).getEncoded(), UTF_8))
                .isEqualTo("p\u00e4ssw\u00f6rd \ud83d\udd11");
        assertThat(first.getKey("app/empty", null).getEncoded()).isEmpty();
        for (String alias : Collections.list(first.aliases())) {
            assertThat(EntryContents.attributes(copy, alias)).isEqualTo(EntryContents.attributes(first, alias));
        }
        assertThat(EntryContents.attributes(copy, "app/words")).contains("ann", "for the old server");
    }

    @Test
    void pkcs12_losesWhatThePageWarnsOf() throws Exception {
        KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(PASSWORD);
        KeyStore first = keyStore("prefix=cookbook/");
        KeyStore file = KeyStore.getInstance("PKCS12");
        file.load(null, null);
        for (String alias : List.of("app/words", "app/empty")) {
            file.setEntry(alias, first.getEntry(alias, null), protection);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.store(bytes, PASSWORD);
        file.load(new ByteArrayInputStream(bytes.toByteArray()), PASSWORD);

        for (String alias : List.of("app/words", "app/empty")) {
            assertThat(readBack(file, alias))
                    .as(alias)
                    .isNotEqualTo(Optional.of(
                            EntryContents.hex(first.getKey(alias, null).getEncoded())));
        }
    }

    private static Optional<String> readBack(KeyStore keyStore, String alias) throws Exception {
        try {
            return Optional.ofNullable(keyStore.getKey(alias, PASSWORD))
                    .map(key -> EntryContents.hex(key.getEncoded()));
        } catch (UnrecoverableKeyException e) {
            return Optional.empty();
        }
    }
}
