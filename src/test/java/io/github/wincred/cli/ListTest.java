package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.KeyChains;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListTest extends CommandTest {

    @Test
    void table_hasAlignedColumns() {
        vault.put("app/db", "ann", "s3cret");
        vault.put(Credential.domainPassword("a-server-with-a-long-name")
                .userName("DOMAIN\\someone")
                .secret(Secret.ofUtf16Le("s3cret".toCharArray()))
                .build());

        Wincred.Result listed = Wincred.piped().run("list");

        assertThat(listed.status()).isZero();
        assertThat(listed.output().lines().map(line -> line.replaceAll("\\d\\d\\d\\d-.*Z", "TIME")))
                .containsExactly(
                        "app/db                                     generic          ann             local-machine  TIME",
                        "domain-password:a-server-with-a-long-name  domain-password  DOMAIN\\someone  local-machine  TIME");
        assertThat(listed.output()).doesNotContain("s3cret");
    }

    @Test
    void filterAndTypeAndPrefix_selectRows() {
        vault.put("app/db", null, "x").put("app/queue", null, "x").put("other", null, "x");
        vault.put(
                Credential.domainPassword("app/server").userName("DOMAIN\\ann").build());

        assertThat(names("list", "APP/")).containsExactly("app/db", "app/queue", "domain-password:app/server");
        assertThat(names("list", "app/*", "--type", "generic")).containsExactly("app/db", "app/queue");
        assertThat(names("list", "--prefix", "app/")).containsExactly("db", "domain-password:server", "queue");
        assertThat(names("list", "nothing")).isEmpty();
    }

    @Test
    void unknownType_isWrongUseAndNoEmptyStore() {
        Wincred.Result listed = Wincred.piped().run("list", "--type", "pasword");

        assertThat(listed.status()).isEqualTo(2);
        assertThat(listed.errors()).contains("pasword", "domain-password");
        assertThat(Wincred.piped().run("list", "--type", "Type-77").status()).isZero();
    }

    private static Stream<String> names(String... arguments) {
        return Wincred.piped().run(arguments).output().lines().map(line -> line.replaceFirst(" .*", ""));
    }

    @Test
    void names_areThoseThatTheKeyStoreTakes() {
        for (String name : new String[] {"plain", "domain-password:x", "generic:y", "generic:generic:z", "type-9:w"}) {
            vault.put(name, null, "secret of " + name);
        }

        assertThat(names("list").toList()).hasSize(5).allSatisfy(name -> {
            String secret = Wincred.piped().run("get", name).output();
            assertThat(secret).startsWith("secret of ");
            assertThat(name).endsWith(secret.substring("secret of ".length()));
        });
    }

    @Test
    void foreignNames_areEscapedInTableAndMessages() {
        vault.put("evil\u001b[31m\n\u202egnp", "u\u2066ser", "x");

        Wincred.Result listed = Wincred.piped().run("list");
        Wincred.Result ascii = Wincred.piped().in(StandardCharsets.US_ASCII).run("get", "\u00e4\u001b[31m");

        assertThat(listed.output())
                .contains("evil\\u001B[31m\\u000A\\u202Egnp", "u\\u2066ser")
                .doesNotContain("\u001b", "\u202e", "\u2066");
        assertThat(ascii.errors()).contains("\\u00E4\\u001B[31m").doesNotContain("\u001b", "?");
    }

    @Test
    void json_isOneObjectForEachCredential() {
        vault.put("a\"b\\c\u0007", "ann", "x");

        assertThat(Wincred.piped().run("list", "--json").output().replaceAll("\\d\\d\\d\\d-[^\"]*Z", "TIME"))
                .isEqualTo("[{\"name\":\"a\\\"b\\\\c\\u0007\",\"type\":\"generic\",\"user\":\"ann\","
                        + "\"persistence\":\"local-machine\",\"written\":\"TIME\"}]\n");
    }

    @Test
    void parts_areNotListed() {
        Wincred.piped("x".repeat(9000)).run("set", "large", "--stdin");

        assertThat(names("list")).containsExactly("large");
    }

    @Test
    void check_namesKindsAndDamage() throws Exception {
        vault.put("web/server", KeyChains.localhostSignedByItself());
        vault.put("app/db", null, "s3cret");
        Wincred.piped("AAH/").run("set", "app/key", "--stdin", "--base64");

        Wincred.Result well = Wincred.piped().run("list", "--check");
        assertThat(well.status()).as(well.errors()).isZero();
        assertThat(well.output().lines().map(line -> line.replaceAll(" .*  ", " ")))
                .containsExactly("app/db password", "app/key key", "web/server private key");

        damageOneFile();
        Wincred.Result damaged = Wincred.piped().run("list", "--check");
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.errors()).contains("damaged");
        assertThat(Wincred.piped().run("list").status()).isZero();
    }

    private void damageOneFile() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("vault"))) {
            Path file = files.filter(path -> path.toString().endsWith(".credential"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }
    }
}
