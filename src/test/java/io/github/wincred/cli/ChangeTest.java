package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.KeyChains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest extends CommandTest {

    private int credentials() {
        try (CredentialStore store = vault.open()) {
            return store.list(CredentialFilter.all()).size();
        }
    }

    @Test
    void delete_asksOnATerminalAndNeedsYesElsewhere() {
        vault.put("app/db", null, "x").put("app/queue", null, "x");

        assertThat(Wincred.piped().run("delete", "app/db").status()).isEqualTo(2);
        Wincred.Result refused = Wincred.onTerminal("n").run("delete", "app/db");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.prompts()).isEqualTo("Delete 'app/db'? [y/N] ");
        assertThat(Wincred.onTerminal().run("delete", "app/db").status()).isEqualTo(1);
        assertThat(credentials()).isEqualTo(2);
        assertThat(Wincred.onTerminal("y").run("delete", "app/db").status()).isZero();
        assertThat(Wincred.piped().run("delete", "--yes", "app/queue").status()).isZero();
        assertThat(credentials()).isZero();
    }

    @Test
    void deleteOfSeveral_goesOnAfterOneThatIsNotThere() throws Exception {
        vault.put("a", null, "x").put("c", KeyChains.rsa4096WithChainOfThree());

        Wincred.Result deleted = Wincred.piped().run("delete", "--yes", "a", "b", "c");

        assertThat(deleted.status()).isEqualTo(3);
        assertThat(deleted.errors()).contains("'b'").doesNotContain("'a'", "'c'");
        assertThat(credentials()).as("parts included").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename", "copy"})
    void transfer_takesEverythingAlong(String command) {
        vault.put(Credential.generic("old")
                .userName("ann")
                .comment("comment")
                .addAttribute(CredentialAttribute.of("Foreign", new byte[] {1}))
                .secret(Secret.ofUtf8("\u00e4".toCharArray()))
                .build());

        assertThat(Wincred.piped().run(command, "old", "new").errors()).isEmpty();

        assertThat(described("new").userName()).hasValue("ann");
        assertThat(described("new").comment()).hasValue("comment");
        assertThat(described("new").attributes()).hasSize(1);
        assertThat(Wincred.piped().run("get", "new").output()).isEqualTo("\u00e4");
        assertThat(Wincred.piped().run("get", "old").status()).isEqualTo(command.equals("copy") ? 0 : 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename", "copy"})
    void transfer_takesSecretsInPartsAndKeys(String command) throws Exception {
        String large = "x".repeat(9000);
        Wincred.piped(large).run("set", "large", "--stdin", "--user", "ann");
        vault.put("key", KeyChains.rsa4096WithChainOfThree());
        vault.put("small-key", KeyChains.localhostSignedByItself());
        String key = Wincred.piped().run("get", "key", "--hex").output();

        assertThat(Wincred.piped().run(command, "large", "large2").errors()).isEmpty();
        assertThat(Wincred.piped().run(command, "key", "key2").errors()).isEmpty();
        assertThat(Wincred.piped().run(command, "small-key", "small2").errors()).isEmpty();

        assertThat(Wincred.piped().run("get", "large2").output()).isEqualTo(large);
        assertThat(Wincred.piped().run("get", "large2", "--user").output()).isEqualTo("ann");
        assertThat(Wincred.piped().run("get", "key2", "--hex").output()).isEqualTo(key);
        assertThat(Wincred.piped().run("list", "small2", "--check").output()).contains("private key");
        assertThat(Wincred.piped().run("list", "--check").status()).isZero();
        assertThat(Wincred.piped().run("get", "large").status()).isEqualTo(command.equals("copy") ? 0 : 3);
    }

    @Test
    void takenName_isRefused() {
        vault.put("old", null, "x").put("new", null, "y");

        for (String command : new String[] {"rename", "copy"}) {
            Wincred.Result refused = Wincred.piped().run(command, "old", "NEW");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.errors()).contains("already");
        }
        assertThat(Wincred.piped().run("get", "new").output()).isEqualTo("y");
        assertThat(Wincred.piped().run("copy", "old", "OLD").status()).isEqualTo(1);
        assertThat(Wincred.piped().run("rename", "absent", "other").status()).isEqualTo(3);
    }

    @Test
    void spelling_isChangedByRename() {
        vault.put("old", null, "x");
        Wincred.piped("x".repeat(9000)).run("set", "large", "--stdin");

        assertThat(Wincred.piped().run("rename", "old", "OLD").errors()).isEmpty();
        assertThat(Wincred.piped().run("rename", "large", "Large").errors()).isEmpty();

        assertThat(Wincred.piped().run("list").output())
                .contains("OLD", "Large")
                .doesNotContain("old", "large");
        assertThat(Wincred.piped().run("get", "large").output()).hasSize(9000);
    }

    @Test
    void domainPassword_cannotBeTakenAlong() {
        Wincred.piped("x").run("set", "domain-password:server", "--stdin", "--user", "DOMAIN\\ann");

        Wincred.Result refused = Wincred.piped().run("copy", "domain-password:server", "other");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.errors()).contains("cannot be read back");
        assertThat(Wincred.piped()
                        .run("rename", "domain-password:server", "generic:x")
                        .status())
                .isEqualTo(2);
    }
}
