package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.TestVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of the JDK, over a store some of whose entries cannot be read. */
class BadEntriesToolsTest {

    private static final int BAD = BadEntries.KEYS.size() + BadEntries.TRUSTED.size();

    @TempDir
    private Path folder;

    private TestVault vault;
    private KeyStore keyStore;

    @BeforeEach
    void fillVault() throws Exception {
        vault = new TestVault(folder).select();
        try (CredentialStore store = vault.open()) {
            BadEntries.fill(store);
        }
        keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
        keyStore.load(null, null);
    }

    @AfterEach
    void forgetVault() {
        vault.close();
    }

    @Test
    void keytool_listsEveryEntry() throws Exception {
        for (String option : List.of("-list", "-list -v", "-list -rfc")) {
            assertThat(keytool(option))
                    .contains("contains " + (BadEntries.SOUND + BAD) + " entries")
                    .contains("sound/19")
                    .contains(BadEntries.KEYS)
                    .contains(BadEntries.TRUSTED)
                    .doesNotContain("Exception");
        }
    }

    @Test
    void keytool_importsACertificateAndAReply() throws Exception {
        Path file = folder.resolve("file");
        Files.write(file, TestKeys.keys().getCertificate("ec").getEncoded());
        keytool("-importcert -noprompt -alias new -file " + file);
        assertThat(keyStore.isCertificateEntry("new")).isTrue();

        Path reply = folder.resolve("reply");
        Certificate before = keyStore.getCertificate("sound/0");
        keytool("-certreq -alias sound/0 -file " + file);
        keytool("-gencert -alias sound/0 -infile " + file + " -outfile " + reply);
        keytool("-importcert -alias sound/0 -file " + reply);
        assertThat(keyStore.getCertificate("sound/0")).isNotNull().isNotEqualTo(before);
    }

    private String keytool(String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of(
                "-storepass",
                "",
                "-storetype",
                "WinCred",
                "-keystore",
                "NONE",
                "-providerclass",
                WinCredProvider.class.getName(),
                "-providerpath",
                Build.classes().toString()));
        return run("keytool", arguments);
    }

    @Test
    void jarsigner_signsAndVerifies() throws Exception {
        Path jar = folder.resolve("app.jar");
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
            stream.putNextEntry(new ZipEntry("a"));
        }
        List<String> store = List.of(
                "-J-cp",
                "-J" + Build.classes(),
                "-addprovider",
                "WinCred",
                "-keystore",
                "NONE",
                "-storetype",
                "WinCred",
                "-storepass",
                "");

        assertThat(run("jarsigner", arguments(store, List.of(jar.toString(), "sound/0"))))
                .contains("jar signed");
        assertThat(run("jarsigner", arguments(store, List.of("-verify", jar.toString()))))
                .contains("jar verified");
    }

    @Test
    void defaultSslContext_trustsTheStore() throws Exception {
        List<String> command = new ArrayList<>(Build.java(
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                "-Djavax.net.ssl.trustStore=NONE",
                "-Djavax.net.ssl.trustStoreType=WinCred"));
        vault.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(DefaultContext.class.getName());

        assertThat(output(command)).contains("TLS");
    }

    /** Makes the default context of a JVM. */
    static final class DefaultContext {

        private DefaultContext() {}

        public static void main(String[] arguments) throws Exception {
            WinCredProvider.install();
            System.out.println(SSLContext.getDefault().getSocketFactory().getDefaultCipherSuites()[0]);
        }
    }

    private static List<String> arguments(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private String run(String tool, List<String> arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Build.tool(tool).toString(), "-J" + Build.home(), "-J-Duser.language=en"));
        vault.properties().forEach((name, value) -> command.add("-J-D" + name + "=" + value));
        command.addAll(arguments);
        return output(command);
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
