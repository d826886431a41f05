package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real keytool of the Java that runs this test. */
interface KeytoolContract {

    /** Options that say which store keytool uses. */
    String[] options();

    private ProductProcess processes(Path work) throws Exception {
        String[] options = options();
        String[] all = new String[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] =
                "-Dwincred.prefix=wincred-test-" + ProcessHandle.current().pid() + "/";
        return new ProductProcess(work, all);
    }

    @Test
    default void importedPassword_isListedAndDeleted(@TempDir Path work) throws Exception {
        ProductProcess keytool = processes(work);
        try {
            keytool.keytool("hunter2\nhunter2\n", "-importpass", "-alias", "db", "-protected")
                    .succeeded();

            ProductProcess.Outcome list =
                    keytool.keytool("", "-list", "-protected").succeeded();
            assertThat(list.output())
                    .contains("Your keystore contains 1 entry", "db", "SecretKeyEntry")
                    .doesNotContain("hunter2");
            assertThat(keytool.keytool("", "-list", "-v", "-protected")
                            .succeeded()
                            .output())
                    .contains("Alias name: db", "SecretKeyEntry")
                    .doesNotContain("hunter2");
        } finally {
            keytool.keytool("", "-delete", "-alias", "db", "-protected").succeeded();
        }
        assertThat(keytool.keytool("", "-list", "-protected").succeeded().output())
                .contains("contains 0 entries");
    }

    @Test
    default void generatedKey_isListedWithEitherKindOfPassword(@TempDir Path work) throws Exception {
        ProductProcess keytool = processes(work);
        try {
            keytool.keytool("", "-genseckey", "-alias", "token-key", "-keyalg", "AES", "-keysize", "256", "-protected")
                    .succeeded();

            assertThat(keytool.keytool("", "-list", "-alias", "token-key", "-storepass", "")
                            .succeeded()
                            .output())
                    .contains("token-key", "SecretKeyEntry");
            assertThat(keytool.keytool("", "-list", "-storepass", "changeit")
                            .succeeded()
                            .output())
                    .contains("token-key");
        } finally {
            keytool.keytool("", "-delete", "-alias", "token-key", "-storepass", "")
                    .succeeded();
        }
    }

    @Test
    default void absentAlias_isKeytoolsOwnError(@TempDir Path work) throws Exception {
        ProductProcess.Outcome outcome = processes(work).keytool("", "-delete", "-alias", "nobody", "-protected");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("Alias <nobody> does not exist");
    }
}
