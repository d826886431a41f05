package io.github.wincred.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileStore;
import io.github.wincred.settings.BlobEncoding;
import io.github.wincred.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/interop.md}, against the code. */
class InteropPageTest {

    @AfterEach
    void forgetMemory() {
        System.clearProperty(Setting.STORE.property());
    }

    @Test
    void firstBlock_isTheCodeBelowAndWorks() throws IOException {
        System.setProperty(Setting.STORE.property(), "memory");
        assertThat(page()).contains(blockBelow());

        oneCall("t0ken".toCharArray());
    }

    private static void oneCall(char[] token) {
        // begin
        try (CredentialStore store = WinCred.open()) {
            ProfileStore git = WinCred.profile(store, Profile.GIT);
            git.write("https://example.com", "bob", token);
            Optional<char[]> again = git.read("https://example.com", "bob");
            git.list().forEach(entry -> System.out.println(entry.service() + " " + entry.user()));
            git.delete("https://example.com", "bob");
            // end
            assertThat(again).hasValueSatisfying(text -> assertThat(text).isEqualTo(token));
            assertThat(git.list()).isEmpty();
        }
    }

    /** The lines between the marks, unindented. */
    private static String blockBelow() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/wincred/docs/InteropPageTest.java"));
        String begin = "// begin\n";
        int from = source.indexOf(begin) + begin.length();
        return "```java\n"
                + source.substring(from, source.indexOf("            // end\n", from))
                        .stripTrailing()
                        .stripIndent() + "\n}\n```";
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/interop.md"));
    }

    @Test
    void table_saysWhatEachProfileWrites() throws IOException {
        List<String> rows = page().lines()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> line.split(" \\| ").length == 8)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Profile.values())
                        .map(InteropPageTest::row)
                        .toList());
    }

    private static String row(Profile profile) {
        String service = profile == Profile.GIT ? "https://HOST" : "SERVICE";
        String target = profile == Profile.PYTHON_KEYRING ? service : profile.targetName(service, "USER");
        Credential credential =
                profile.newCredential(CredentialKey.generic(target)).build();
        return String.join(
                " | ",
                "| `" + profile.label() + "`",
                code(target),
                user(profile),
                profile.encoding() == BlobEncoding.UTF_8 ? "UTF-8" : "UTF-16LE",
                credential.persistence().label(),
                text(credential.comment()),
                text(credential.targetAlias()),
                credential.attributes().stream()
                                .map(one -> code(one.keyword()) + " = " + new String(one.value(), UTF_8))
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining(), all -> all.isEmpty() ? "none" : all))
                        + " |");
    }

    /** Which of several delimiters counts, tried out. */
    private static String user(Profile profile) {
        for (String delimiter : List.of(":", "/", "|", ".", "@")) {
            String name = profile == Profile.GIT ? "git:https://A@B@C" : String.join(delimiter, "A", "B", "C");
            String found = profile.userOf(name).orElse("");
            if (found.equals("C")) {
                return "behind the last " + code(delimiter);
            }
            if (found.equals("A")) {
                return "before the first " + code(delimiter);
            }
            if (found.equals("A@B")) {
                return "before the last `@`" + (profile == Profile.GIT ? " of the host" : "");
            }
        }
        return "none";
    }

    private static String text(Optional<String> text) {
        return text.map(value -> value.isEmpty() ? "empty" : value).orElse("absent");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
