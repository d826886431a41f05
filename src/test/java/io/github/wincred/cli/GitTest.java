package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GitTest extends CommandTest {

    private static final String REQUEST = "protocol=https\nhost=example.org\n";

    private static Wincred.Result git(String operation, String request) {
        Wincred.Result result = Wincred.piped(request).run("git", operation);
        assertThat(result.errors()).isEmpty();
        assertThat(result.status()).isZero();
        return result;
    }

    @Test
    void storedPassword_isGivenWithAndWithoutUser() {
        git("store", REQUEST + "username=ann\npassword=p\u00e4ss=word\n\n");

        String answer = "username=ann\npassword=p\u00e4ss=word\n";
        assertThat(git("get", REQUEST).output()).isEqualTo(answer);
        assertThat(git("get", "capability[]=authtype\n" + REQUEST + "username=ann\nwwwauth[]=Basic\n\n")
                        .output())
                .isEqualTo(answer);
        assertThat(git("get", REQUEST + "username=eve\n").output()).isEmpty();
        assertThat(git("get", REQUEST.replace("https", "http")).output()).isEmpty();
        assertThat(described("git:https://ann@example.org").comment()).hasValue("saved by git-credential-wincred");
    }

    @Test
    void path_isPartOfTheService() {
        git("store", REQUEST + "path=a/b.git\nusername=ann\npassword=x\n");

        assertThat(git("get", REQUEST).output()).isEmpty();
        assertThat(git("get", REQUEST + "path=a/b.git\n").output()).isEqualTo("username=ann\npassword=x\n");
    }

    @Test
    void erase_spendsOnlyThePasswordThatFailed() {
        git("store", REQUEST + "username=ann\npassword=new\n");

        git("erase", REQUEST + "username=ann\npassword=old\n");
        assertThat(git("get", REQUEST).output()).contains("new");
        git("erase", REQUEST + "username=ann\npassword=new\n");
        assertThat(git("get", REQUEST).output()).isEmpty();
    }

    @Test
    void erase_withoutUserErasesEveryone() {
        git("store", REQUEST + "username=ann\npassword=x\n");
        git("store", REQUEST + "username=eve\npassword=y\n");

        git("erase", REQUEST + "password=y\n");
        assertThat(git("get", REQUEST + "username=eve\n").output()).isEmpty();
        assertThat(git("get", REQUEST + "username=ann\n").output()).contains("x");
        git("erase", REQUEST);
        assertThat(git("get", REQUEST + "username=ann\n").output()).isEmpty();
    }

    @Test
    void whatIsNotAsked_isNothing() {
        git("approve", REQUEST + "username=ann\npassword=x\n");
        git("store", REQUEST + "username=ann\n");
        git("store", "username=ann\npassword=x\n");

        assertThat(git("get", REQUEST).output()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void userNameWithALineBreak_isNoLineOfTheAnswer() {
        vault.put("git:https://example.org", "ann\nquit=1", "x");

        Wincred.Result answer = Wincred.piped(REQUEST).run("git", "get");

        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.status()).isEqualTo(1);
    }

    @Test
    void secretOfSeveralLines_isThePasswordOfItsFirst() {
        vault.put("git:https://example.org", "ann", "x\nquit=1");

        assertThat(git("get", REQUEST).output()).isEqualTo("username=ann\npassword=x\n");
    }

    @Test
    void passwordThatCannotBeReadWhole_isAnErrorAndNotStored() {
        byte[] tooLong = (REQUEST + "username=ann\npassword=" + "x".repeat(70_000)).getBytes(UTF_8);
        byte[] notUtf8 = (REQUEST + "username=ann\npassword=\u00e4").getBytes(ISO_8859_1);

        byte[] noName = (REQUEST + "username=\u00e4nn\npassword=x\n").getBytes(ISO_8859_1);

        for (byte[] request : List.of(tooLong, notUtf8, noName)) {
            Wincred.Result stored = Wincred.piped(request).run("git", "store");

            assertThat(stored.status()).isEqualTo(1);
            assertThat(stored.errors()).isNotEmpty();
        }
        assertThat(git("get", REQUEST).output()).isEmpty();
    }
}
