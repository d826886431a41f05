package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.KeyChains;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetAndSetTest extends CommandTest {

    private static final byte[] BINARY = {0, 1, (byte) 0xFF, '\n'};

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", " two  spaces ", EMOJI, "\ttab", "-", "wincred:x"})
    void secretOfAPipe_comesBackExactly(String secret) {
        assertThat(Wincred.piped(secret + "\n").run("set", "app/db", "--stdin").status())
                .isZero();

        Wincred.Result got = Wincred.piped().run("get", "app/db");

        assertThat(got.status()).isZero();
        assertThat(got.output()).isEqualTo(secret);
        assertThat(got.errors()).isEmpty();
    }

    @Test
    void lastLineBreak_isDroppedOnceAndKeptIfExact() {
        Wincred.piped("a\n\n").run("set", "one", "--stdin");
        Wincred.piped("a\r\n").run("set", "windows", "--stdin");
        Wincred.piped("a\n").run("set", "exact", "--stdin", "--exact");

        assertThat(Wincred.piped().run("get", "one").output()).isEqualTo("a\n");
        assertThat(Wincred.piped().run("get", "windows").output()).isEqualTo("a");
        assertThat(Wincred.piped().run("get", "exact").output()).isEqualTo("a\n");
    }

    @Test
    void mebibyte_comesBackFromAFile() throws Exception {
        byte[] secret = new byte[1 << 20];
        new Random(6462).nextBytes(secret);
        Files.write(folder.resolve("secret"), secret);
        Path copy = folder.resolve("copy");

        assertThat(Wincred.piped()
                        .run("set", "big", "--file", folder.resolve("secret").toString())
                        .errors())
                .isEmpty();
        assertThat(Wincred.piped()
                        .run("get", "big", "--output", copy.toString())
                        .errors())
                .isEmpty();

        assertThat(copy).hasBinaryContent(secret);
    }

    @Test
    void tooLargeSecret_isRefused() {
        Wincred.Result set = Wincred.piped(new byte[(2 << 20) + 1]).run("set", "big", "--stdin");

        assertThat(set.status()).isEqualTo(1);
        assertThat(set.errors()).contains("1048576");
    }

    @Test
    void binarySecret_needsAFormThatShowsIt() {
        String base64 = Base64.getMimeEncoder().encodeToString(BINARY);
        assertThat(Wincred.piped(base64 + "\n")
                        .run("set", "key", "--stdin", "--base64")
                        .errors())
                .isEmpty();

        Wincred.Result plain = Wincred.piped().run("get", "key");
        assertThat(plain.status()).isEqualTo(1);
        assertThat(plain.bytes()).isEmpty();
        assertThat(plain.errors()).contains("4 bytes", "--base64", "--output");
        assertThat(Wincred.piped().run("get", "key", "--base64").output()).isEqualTo(base64);
        assertThat(Wincred.piped().run("get", "key", "--hex").output()).isEqualTo("0001ff0a");
    }

    @Test
    void inputThatIsNotUtf8_isRefused() {
        Wincred.Result set = Wincred.piped(BINARY).run("set", "key", "--stdin");

        assertThat(set.status()).isEqualTo(1);
        assertThat(set.errors()).contains("not UTF-8", "nothing was stored");
        assertThat(Wincred.piped().run("get", "key").status()).isEqualTo(3);
    }

    @Test
    void lostLetter_isRefused() {
        Wincred.Result set = Wincred.piped("p\uFFFDss").run("set", "app/db", "--stdin");

        assertThat(set.status()).isEqualTo(1);
        assertThat(set.errors()).contains("U+FFFD");
        assertThat(Wincred.onTerminal("p\uFFFD", "p\uFFFD").run("set", "app/db").errors())
                .contains("U+FFFD");
    }

    @Test
    void emptySecret_isStoredOnlyIfMeant() {
        assertThat(Wincred.piped("\n").run("set", "app/db", "--stdin").errors()).contains("empty");
        assertThat(Wincred.piped().run("get", "app/db").status()).isEqualTo(3);

        assertThat(Wincred.piped().run("set", "app/db", "--stdin", "--exact").status())
                .isZero();
        assertThat(Wincred.piped().run("get", "app/db").bytes()).isEmpty();
    }

    @Test
    void person_isAskedTwice() {
        Wincred.Result set = Wincred.onTerminal("s3cret", "s3cret").run("set", "app/db");
        Wincred.Result differing = Wincred.onTerminal("s3cret", "secret").run("set", "app/db");

        assertThat(set.status()).isZero();
        assertThat(set.prompts()).isEqualTo("Secret of 'app/db': Once more: ");
        assertThat(differing.status()).isEqualTo(1);
        assertThat(differing.errors()).contains("differ").doesNotContain("s3cret");
        assertThat(Wincred.onTerminal().run("set", "app/db").errors()).contains("nothing was stored");
        assertThat(Wincred.onTerminal().run("get", "app/db").output()).isEqualTo("s3cret" + System.lineSeparator());
    }

    @Test
    void withoutTerminal_setSaysHowToGiveTheSecret() {
        Wincred.Result set = Wincred.piped("s3cret").run("set", "app/db");

        assertThat(set.status()).isEqualTo(2);
        assertThat(set.errors()).contains("--stdin");
    }

    @Test
    void secretAsAnArgument_isWrongUse() {
        assertThat(Wincred.piped().run("set", "app/db", "s3cret").status()).isEqualTo(2);
        assertThat(Wincred.piped()
                        .run("set", "app/db", "--stdin", "--file", "x")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void change_keepsWhatIsNotGiven() {
        vault.put(Credential.generic("app/db")
                .userName("ann")
                .comment("for the old server")
                .persistence(Persistence.ENTERPRISE)
                .addAttribute(CredentialAttribute.of("Foreign", new byte[] {1}))
                .secret(Secret.ofUtf8("\u00e4lt".toCharArray()))
                .build());

        assertThat(Wincred.piped("n\u00e4u").run("set", "app/db", "--stdin").status())
                .isZero();

        Credential changed = described("app/db");
        assertThat(changed.userName()).hasValue("ann");
        assertThat(changed.comment()).hasValue("for the old server");
        assertThat(changed.persistence()).isEqualTo(Persistence.ENTERPRISE);
        assertThat(changed.attributes())
                .anyMatch(attribute -> attribute.keyword().equals("Foreign"));

        Wincred.piped("x")
                .run("set", "app/db", "--stdin", "--user", "eve", "--comment", "new", "--persistence", "Local-Machine");
        changed = described("app/db");
        assertThat(changed.userName()).hasValue("eve");
        assertThat(changed.comment()).hasValue("new");
        assertThat(changed.persistence()).isEqualTo(Persistence.LOCAL_MACHINE);
        assertThat(Wincred.piped().run("get", "app/db", "--user").output()).isEqualTo("eve");
    }

    @Test
    void typeAndProfile_areThoseThatAreGiven() {
        assertThat(Wincred.piped("x")
                        .run("set", "server", "--stdin", "--type", "domain-password", "--user", "DOM\\ann")
                        .errors())
                .isEmpty();
        assertThat(Wincred.piped("x")
                        .run("set", "https://registry", "--stdin", "--profile", "docker", "--user", "ann")
                        .errors())
                .isEmpty();

        Wincred.Result got = Wincred.piped().run("get", "domain-password:server");
        assertThat(got.status()).isEqualTo(1);
        assertThat(got.errors()).contains("cannot be read back", "domain-password");
        assertThat(Wincred.piped()
                        .run("get", "domain-password:server", "--user")
                        .output())
                .isEqualTo("DOM\\ann");
        assertThat(described("https://registry").attributes())
                .anyMatch(attribute -> attribute.keyword().equals("label"));
        assertThat(Wincred.piped("x")
                        .run("set", "a", "--stdin", "--type", "nothing")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void privateKey_isReplacedOnlyByForce() throws Exception {
        vault.put("web/server", KeyChains.localhostSignedByItself());

        Wincred.Result refused = Wincred.piped("x").run("set", "web/server", "--stdin");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.errors()).contains("--force");
        assertThat(Wincred.piped().run("get", "web/server").errors()).contains("no text");
        assertThat(Wincred.piped("x")
                        .run("set", "web/server", "--stdin", "--force")
                        .status())
                .isZero();
        assertThat(Wincred.piped().run("get", "web/server").output()).isEqualTo("x");
    }

    @Test
    void whatATerminalCannotShow_isAnError() {
        Wincred.piped("p\u00e4ss\u4e2d").run("set", "han", "--stdin");
        Wincred.piped("\u001b[2J").run("set", "escape", "--stdin");
        Wincred.piped("\u00e4").run("set", "umlaut", "--stdin");

        for (String codePage : new String[] {"IBM437", "IBM850", "US-ASCII"}) {
            Wincred.Result han =
                    Wincred.onTerminal().in(Charset.forName(codePage)).run("get", "han");
            assertThat(han.status()).isEqualTo(1);
            assertThat(han.bytes()).isEmpty();
            assertThat(han.errors()).contains("cannot show").doesNotContain("ss");
        }
        assertThat(Wincred.onTerminal().run("get", "escape").status()).isEqualTo(1);
        assertThat(Wincred.piped().run("get", "escape").output()).isEqualTo("\u001b[2J");
        assertThat(Arrays.copyOf(
                        Wincred.onTerminal()
                                .in(Charset.forName("IBM850"))
                                .run("get", "umlaut")
                                .bytes(),
                        1))
                .isEqualTo("\u00e4".getBytes(Charset.forName("IBM850")));
        assertThat(Wincred.piped()
                        .in(StandardCharsets.US_ASCII)
                        .run("get", "umlaut")
                        .bytes())
                .as("a pipe gets UTF-8")
                .isEqualTo("\u00e4".getBytes(UTF_8));
    }

    @Test
    void unknownName_isNotFoundAndSaysWhereItWasLookedFor() {
        Wincred.Result got = Wincred.piped().run("get", "app/db", "--prefix", "my/");

        assertThat(got.status()).isEqualTo(3);
        assertThat(got.errors()).contains("my/app/db", folder.toString());
    }
}
