package io.github.wincred.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class ReadmeTest {

    private static final Pattern SETTINGS_ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| ([^|]*) \\|");

    @BeforeEach
    void useMemory() {
        System.setProperty(Setting.STORE.property(), "memory");
    }

    @AfterEach
    void forgetMemory() {
        System.clearProperty(Setting.STORE.property());
    }

    @Test
    void firstExample_isTheCodeBelowAndWorks() throws Exception {
        char[] password = "s3cret".toCharArray();

        assertThat(readme()).contains(javaBlockOf("passwords"));
        // begin passwords
        WinCred.writePassword("app/db", "ann", password);
        Optional<char[]> stored = WinCred.readPassword("app/db");
        WinCred.deletePassword("app/db");
        // end passwords
        assertThat(stored).hasValue(password);
        assertThat(WinCred.readPassword("app/db")).isEmpty();
    }

    @Test
    void keyStoreExample_isTheCodeBelowAndWorks() throws Exception {
        String imports = Stream.of(
                        "static java.nio.charset.StandardCharsets.UTF_8",
                        WinCredProvider.class.getName(),
                        KeyStore.class.getName(),
                        SecretKeySpec.class.getName())
                .map(name -> "import " + name + ";\n")
                .collect(Collectors.joining());

        assertThat(readme()).contains(javaBlockOf("keyStore").replaceFirst("\n", "\n" + imports + "\n"));
        // begin keyStore
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(null, null);
        byte[] password = "s3cret".getBytes(UTF_8);
        keyStore.setKeyEntry("app/db", new SecretKeySpec(password, "PBEWithMD5AndDES"), null, null);
        keyStore.store(null, null);
        byte[] stored = keyStore.getKey("app/db", null).getEncoded();
        System.out.println(new String(stored, UTF_8));
        // end keyStore
        assertThat(stored).isEqualTo(password);
    }

    @Test
    void readme_staysShort() throws IOException {
        assertThat(readme().lines()).hasSizeLessThanOrEqualTo(110);
    }

    @Test
    void settingsTable_listsEverySettingWithItsValues() throws IOException {
        Map<String, String> rows = SETTINGS_ROW
                .matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a));

        for (Setting setting : Setting.values()) {
            assertThat(rows).containsKey(setting.key());
            if (!setting.allowedValues().isEmpty()) {
                assertThat(rows.get(setting.key()).split(", ")).containsExactlyElementsOf(setting.allowedValues());
            }
        }
        assertThat(rows.keySet())
                .allSatisfy(key -> assertThat(Setting.ofKey(key)).as(key).isPresent());
    }

    @Test
    void version_isThatOfTheBuild() throws IOException {
        MatchResult version = Pattern.compile("<artifactId>wincred</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(WinCredProvider.VERSION).isEqualTo(version.group(1));
        assertThat(readme()).contains("<version>" + version.group(1) + "</version>");
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** The lines of this file between two marks, unindented, in a fence of the README. */
    private static String javaBlockOf(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/wincred/docs/ReadmeTest.java"));
        String begin = "// begin " + name + "\n";
        int from = source.indexOf(begin) + begin.length();
        int to = source.indexOf("        // end " + name + "\n", from);
        return "```java\n" + source.substring(from, to).stripTrailing().stripIndent() + "\n```";
    }
}
