package io.github.wincred.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** keytool and the vault keep files in the home that Java knows, which is the account's whatever {@code HOME} says; a test must not find a person's there. */
class HomeTest {

    @Test
    void thisJvmAndItsChildren_haveAHomeBelowTheBuildDirectory() throws Exception {
        String home = System.getProperty("user.home");
        Process java = new ProcessBuilder(Build.java("-XshowSettings:properties", "-version"))
                .redirectErrorStream(true)
                .start();
        String settings = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(Path.of(home)).startsWithRaw(Build.directory());
        assertThat(settings).contains("user.home = " + home);
    }
}
