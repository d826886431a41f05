package io.github.wincred.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.IntrospectionUtils;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The source in Tomcat's own resolver. */
class WinCredPropertySourceTest {

    /** Warns of options of the JVM that it would like. */
    private static final Logger LOADER = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() {
        vault = new TestVault(folder).select();
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    /** As the digester does it for an attribute or a body. */
    private static String replace(String text) {
        return replace(text, new WinCredPropertySource());
    }

    private static String replace(String text, WinCredPropertySource source) {
        return IntrospectionUtils.replaceProperties(text, null, new IntrospectionUtils.PropertySource[] {source}, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "}${",
                "#{1+1}",
                "\\",
                "\\\\",
                "$$",
                "$",
                "{}",
                "{winter",
                "{win}",
                "{SHA}x:y",
                "a:b",
                ":-",
                "a:-b",
                " both ends ",
                "\ud83d\udd11",
                "wincred:other",
                "<&>\"'",
                "$1",
                "${",
                "${x",
                "${wincred:other}",
                "$\\{x}"
            })
    void secret_arrivesExactlyAsStoredOrNotAtAll(String secret) {
        vault.put("db", "ann", secret).put("other", null, "other secret");

        if (secret.contains("${") || secret.endsWith("$")) {
            assertThatThrownBy(() -> replace("${wincred:db}"))
                    .isInstanceOf(ServiceConfigurationError.class)
                    .message()
                    .contains("the value of wincred:db holds ${")
                    .doesNotContain("'" + secret, "other secret");
        } else {
            assertThat(replace("${wincred:db}")).isEqualTo(secret);
            assertThat(replace("<${wincred:db}|${wincred:db#username}|${wincred:db}>"))
                    .isEqualTo("<" + secret + "|ann|" + secret + ">");
        }
    }

    /** Tomcat looks once more at what it has put together. */
    @ParameterizedTest
    @CsvSource({
        "joe$,           ${wincred:db}{wincred:admin}",
        "joe$,           ${wincred:db#username}{wincred:admin}",
        "joe$,           ${wincred:db}${wincred:brace}",
        "{wincred:admin},$${wincred:db}",
        "{ WinCred:admin},a$${wincred:db}",
        "{win,           $${wincred:db}cred:admin}",
        "{,              a$${wincred:db}wincred:admin}",
        "{WINCRED,       $${wincred:db}:admin}",
        "{w,             $${wincred:db}${wincred:rest}",
        "'',             $${wincred:db}{wincred:admin}",
        "'',             $${wincred:db#username}{wincred:admin}",
        "joe$,           ${wincred:absent:-joe$}{wincred:admin}"
    })
    void valueBesideOtherText_makesNoPlaceholder(String value, String text) {
        vault.put("db", value, value)
                .put("admin", null, "admin's secret")
                .put("brace", null, "{wincred:admin}")
                .put("rest", null, "incred:admin}");

        assertThatThrownBy(() -> replace(text))
                .isInstanceOf(ServiceConfigurationError.class)
                .message()
                .doesNotContain("admin's secret");
    }

    @Test
    void fallback_isTakenForAMissingCredentialOnly() {
        vault.put("db", null, "secret");

        assertThat(replace("${wincred:db:-x}")).isEqualTo("secret");
        assertThat(replace("${wincred:absent:-x}")).isEqualTo("x");
        assertThat(replace("${wincred:absent:-}")).isEmpty();
        assertThat(replace("${wincred:git:https://host:-x:-y}")).isEqualTo("x:-y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${wincred:absent}",
                "${WinCred:absent}",
                "${ wincred:absent}",
                "${wincred}",
                "${WINCRED}",
                "${wincred:-db}",
                "${wincred :absent}",
                "${wincred:}",
                "${wincred::-x}",
                "${wincred:#username}",
                "${wincred:db#username}",
                "${wincred:${java.version}}",
                "${wincred:db:-${java.version}}",
                "${wincred:absent:-${wincred:db}}",
                "a${java.version}${wincred:absent}b",
                "${wincred:app/${wincred:db}}",
                "${x:-${wincred:absent}}",
                "${x:-${wincred}}",
                "${x${wincred:db}}",
                "${x${y${wincred:db}}}",
                "${x${wincred:db:-secret}}",
                "a${x.${ WinCred :db}:-y}"
            })
    void placeholderWithoutAValue_isAnErrorAndNeverText(String text) {
        vault.put("db", null, "secret");

        assertThatThrownBy(() -> replace(text))
                .isInstanceOf(ServiceConfigurationError.class)
                .isNotInstanceOf(VirtualMachineError.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void otherPlaceholders_areLeftToTomcat() {
        assertThat(replace("${java.version}${x}")).isEqualTo("${java.version}${x}");
    }

    @Test
    void settingThatIsNotAllowed_isTheErrorOfEachPlaceholder() {
        vault.put("db", null, "secret").with(Setting.STORE, "cupboard");

        assertThatThrownBy(() -> replace("${wincred:db:-x}"))
                .isInstanceOf(ServiceConfigurationError.class)
                .hasMessageContaining("cupboard");
        vault.with(Setting.STORE, "vault");
    }

    /** What reads differently by the conventions of another program, as a key, or under another prefix. */
    private void putWhatSettingsChange() throws Exception {
        vault.put("db", "ann", "first line\nsecond line")
                .put("tls", null, pem(KeyChains.localhostSignedByItself()))
                .put("elsewheredb", "bob", "of another prefix");
    }

    private static String pem(KeyStore.PrivateKeyEntry key) throws Exception {
        Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n"
                + base64.encodeToString(key.getPrivateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
                + base64.encodeToString(key.getCertificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void settings_areThoseOfTheStartWhateverAnApplicationSets() throws Exception {
        putWhatSettingsChange();
        String text = "${wincred:db#username}:${wincred:db}:${wincred:tls}";
        WinCredPropertySource source = new WinCredPropertySource();
        String before = replace(text, source);
        SoftAssertions softly = new SoftAssertions();

        runInAnApplication(() -> {
            for (Setting setting : Setting.values()) {
                String own = System.getProperty(setting.property());
                for (String value : valuesOf(setting)) {
                    System.setProperty(setting.property(), value);
                    softly.assertThatCode(
                                    () -> assertThat(replace(text, source)).isEqualTo(before))
                            .as("%s=%s", setting, value)
                            .doesNotThrowAnyException();
                }
                restore(setting, own);
            }
        });

        softly.assertAll();
    }

    /** Allowed ones, and one that is not where there are such. */
    private static List<String> valuesOf(Setting setting) {
        List<String> values = new ArrayList<>(setting.allowedValues());
        values.add("elsewhere");
        return values;
    }

    private static void restore(Setting setting, @Nullable String value) {
        if (value == null) {
            System.clearProperty(setting.property());
        } else {
            System.setProperty(setting.property(), value);
        }
    }

    /** As an application in a Tomcat in this JVM does at its start. */
    private void runInAnApplication(Runnable action) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        LOADER.setLevel(Level.SEVERE);
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        Context application = tomcat.addContext("/application", folder.toString());
        application.addServletContainerInitializer((classes, context) -> action.run(), null);
        tomcat.start();
        assertThat(application.getState()).isEqualTo(LifecycleState.STARTED);
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void listener_registersTheProviderBeforeTheServerIsInitialised() {
        StandardServer server = new StandardServer();

        new WinCredLifecycleListener().lifecycleEvent(new LifecycleEvent(server, Lifecycle.AFTER_DESTROY_EVENT, null));
        assertThat(Security.getProvider(WinCredProvider.NAME)).isNull();

        new WinCredLifecycleListener().lifecycleEvent(new LifecycleEvent(server, Lifecycle.BEFORE_INIT_EVENT, null));
        assertThat(Security.getProvider(WinCredProvider.NAME)).isNotNull();
    }
}
