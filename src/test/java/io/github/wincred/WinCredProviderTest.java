package io.github.wincred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.Build;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ServiceLoader;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WinCredProviderTest {

    @AfterEach
    void removeProvider() {
        Security.removeProvider(WinCredProvider.NAME);
        System.clearProperty(Setting.PERSISTENCE.property());
    }

    @Test
    void install_registersOnce() {
        Provider first = WinCredProvider.install();
        Provider second = WinCredProvider.install();

        assertThat(second).isSameAs(first);
        assertThat(Security.getProviders())
                .filteredOn(p -> p.getName().equals("WinCred"))
                .hasSize(1);
    }

    @Test
    void type_isFoundInAnyCase() throws Exception {
        WinCredProvider.install();

        assertThat(KeyStore.getInstance("WINCRED").getProvider().getName()).isEqualTo("WinCred");
        assertThat(KeyStore.getInstance("wincred", "WinCred").getType()).isEqualTo("wincred");
    }

    @Test
    void provider_isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(Provider.class).stream().map(ServiceLoader.Provider::type))
                .contains(WinCredProvider.class);
    }

    @Test
    void argument_makesAnotherProviderWithItsSettings() throws Exception {
        Provider plain = new WinCredProvider();
        Provider configured = plain.configure("store=memory;prefix=argument/");

        assertThat(configured).isNotSameAs(plain);
        assertThat(configured.getName()).isEqualTo("WinCred");
        assertThat(plain.isConfigured()).isTrue();
        KeyStore all = load(plain.configure("store=memory"));
        KeyStore scoped = load(configured);
        scoped.setKeyEntry("a", new SecretKeySpec(new byte[16], "AES"), null, null);
        scoped.store(null, null);
        assertThat(all.containsAlias("argument/a")).isTrue();
        all.deleteEntry("argument/a");
        all.store(null, null);
        assertThat(scoped.containsAlias("a")).isFalse();
    }

    @Test
    void serialization_isRefused() {
        assertThatThrownBy(() ->
                        new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(new WinCredProvider()))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void wrongArgument_isAnErrorOfLoadThatNamesIt() throws Exception {
        assertThat(loadFailure("perfix=x")).contains("perfix");
        assertThat(loadFailure("store=nowhere")).contains("nowhere", "vault");
        assertThat(loadFailure("prefix=app/;prefix=b/")).contains("'prefix' is given twice");
        assertThat(loadFailure("vault.password=right horse;perfix=x")).doesNotContain("horse", "perfix");
    }

    @Test
    void commaForASemicolon_isNoticed() throws Exception {
        assertThat(loadFailure("prefix=app/,persistence=session")).contains("prefix", "persistence", "semicolon");
        assertThat(loadFailure("store=memory, prefix=app/")).contains("store", "prefix", "semicolon");
        load(new WinCredProvider().configure("store=memory;prefix=a,b=c"));
    }

    private static String loadFailure(String argument) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider().configure(argument));
        return assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> keyStore.load(null, null))
                .actual()
                .getMessage();
    }

    /** Java leaves a provider out whose argument it refuses, and the user reads that there is none. */
    @Test
    void wrongArgumentOfARegistration_isReadByTheUser(@TempDir Path folder) throws Exception {
        Path properties = Files.writeString(
                folder.resolve("extra.security"),
                "security.provider." + (Security.getProviders().length + 1) + "=WinCred perfix=app/\n");
        Process program = new ProcessBuilder(Build.java(
                        "-Djava.security.properties=" + properties,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WinCredProviderTest.class.getName()))
                .redirectErrorStream(true)
                .start();

        assertThat(program.inputReader().lines()).anyMatch(line -> line.contains("unknown setting 'perfix'"));
    }

    public static void main(String[] arguments) throws Exception {
        KeyStore.getInstance("WinCred").load(null, null);
    }

    @Test
    void wrongSystemProperty_isAnErrorOfLoadAndOfNothingElse() throws Exception {
        System.setProperty(Setting.PERSISTENCE.property(), "for-ever");
        WinCredProvider.install();
        KeyStore keyStore = KeyStore.getInstance("WinCred");

        assertThatThrownBy(() -> keyStore.load(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("persistence")
                .hasMessageContaining("for-ever");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the store can be used")
    void unusableStore_isAnErrorAndNeverAnotherStore() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider().configure("store=windows"));

        assertThatThrownBy(() -> keyStore.load(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this is not Windows")
                .cause()
                .isInstanceOf(CredentialException.class)
                .satisfies(e -> assertThat(((CredentialException) e).reason()).isEqualTo(Reason.UNUSABLE));
    }

    @Test
    void keyStoreFilesOfOthers_areStillRecognised(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("store.p12");
        KeyStore pkcs12 = KeyStore.getInstance("PKCS12");
        pkcs12.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            pkcs12.store(out, "changeit".toCharArray());
        }
        Security.insertProviderAt(new WinCredProvider(), 1);

        assertThat(KeyStore.getInstance(file.toFile(), "changeit".toCharArray()).getType())
                .isEqualToIgnoringCase("pkcs12");
    }

    private static KeyStore load(Provider provider) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", provider);
        keyStore.load(null, null);
        return keyStore;
    }
}
