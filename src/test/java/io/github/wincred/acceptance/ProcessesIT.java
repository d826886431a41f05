package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the vault, which nothing but this library can look into. */
class ProcessesIT implements ProcessesContract {

    @Override
    public String[] options() {
        return new String[] {"-Dwincred.store=vault"};
    }

    @Override
    public void seenFromOutside(String alias, byte[] blob, String userName, String comment) {}

    @Test
    void vault_loadsNoClassOfJna(@TempDir Path work) throws Exception {
        String classes = new ProductProcess(work, "-Dwincred.store=vault", "-Xlog:class+load")
                .run(KeyStoreProgram.class, "put", "6462", "AES", "00112233445566778899aabbccddeeff")
                .succeeded()
                .output();

        assertThat(classes).contains("io.github.wincred.vault.").doesNotContain("com.sun.jna");
    }

    @Test
    void provider_isFoundByNameOnTheModulePath(@TempDir Path work) throws Exception {
        Path security = work.resolve("extra.security");
        Files.writeString(
                security,
                "security.provider." + (Security.getProviders().length + 1) + "=WinCred store=vault;prefix=app/\n");
        List<String> command = Build.java(
                "-p",
                Build.pathOf(Build.jar(), Build.jna()),
                "-cp",
                Build.testClasses().toString(),
                "-Djava.security.properties=" + security,
                "-Dwincred.vault.folder=" + work.resolve("vault"),
                "-Dwincred.vault.key-file=" + work.resolve("vault.key"),
                KeyStoreProgram.class.getName());

        run(command, "put", "6462", "AES", "00112233445566778899aabbccddeeff");

        assertThat(run(command, "get", "6462").output().strip()).isEqualTo("AES 00112233445566778899aabbccddeeff");
    }

    private static ProductProcess.Outcome run(List<String> command, String... arguments) throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        return ProductProcess.start(whole).succeeded();
    }
}
