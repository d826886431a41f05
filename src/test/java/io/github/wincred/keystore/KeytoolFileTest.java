package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.TestVault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that a keytool of the JDK takes for the key store where {@code -keystore NONE} is missing: {@code .keystore} of the home. */
class KeytoolFileTest {

    @TempDir
    private Path folder;

    private Path home;
    private Path file;
    private TestVault vault;

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        file = home.resolve(".keystore");
        vault = new TestVault(folder).put("app/old", null, "stored before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-importpass -alias app/new -storetype WinCred -protected",
                "-genseckey -alias app/new -keyalg AES -keysize 128 -storetype WinCred -protected",
                "-genkeypair -alias app/new -keyalg EC -groupname secp256r1 -dname CN=new -storetype WinCred -storepass changeit",
                "-delete -alias app/old -storetype WinCred -protected",
                "-changealias -alias app/old -destalias app/new -storetype WinCred -protected",
                "-importkeystore -noprompt -srcstoretype PKCS12 -srckeystore SOURCE -srcstorepass changeit"
                        + " -deststoretype WinCred -destprotected"
            })
    void fileOfAnotherKind_survivesAndNothingIsStored(String command) throws Exception {
        Path source =
                Path.of(KeytoolFileTest.class.getResource("/keys/entries.p12").toURI());
        Files.copy(source, file);
        byte[] before = Files.readAllBytes(file);
        var stored = vault.files();

        String output = keytool(1, command.replace("SOURCE", source.toString()));

        assertThat(output).contains("-keystore NONE");
        assertThat(file).hasBinaryContent(before);
        assertThat(vault.files()).isEqualTo(stored);
    }

    @Test
    void fileThatKeytoolMade_isTakenAgain() throws Exception {
        keytool(0, "-importpass -alias app/new -storetype WinCred -protected");
        byte[] made = Files.readAllBytes(file);
        keytool(0, "-delete -alias app/old -storetype WinCred -protected");

        assertThat(new String(made, UTF_8)).startsWith("# WinCred settings\n");
        assertThat(file).hasBinaryContent(made);
        assertThat(keytool(0, "-list -storetype WinCred -keystore NONE -protected"))
                .contains("app/new")
                .doesNotContain("app/old");
    }

    private String keytool(int status, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Build.tool("keytool").toString(),
                "-J-Duser.home=" + home,
                "-J-Duser.language=en",
                "-J-cp",
                "-J" + Build.pathOf(Build.classes())));
        vault.properties().forEach((property, value) -> command.add("-J-D" + property + "=" + value));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-providerclass", WinCredProvider.class.getName()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream answers = keytool.getOutputStream()) {
            answers.write("s3cret\ns3cret\n".getBytes(UTF_8));
        }
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
