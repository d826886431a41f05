package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aliases of TLS keys in a started application. */
class KeyAliasListenerTest {

    private static final String BUNDLE = "spring.ssl.bundle.jks.shop.";

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() throws Exception {
        vault = new TestVault(folder).select();
        vault.put("shop/tls", KeyChains.localhostWithChainOfThree()).put("shop/db", null, "a password");
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private static void start(String typeProperty, String type, String aliasProperty, String alias) {
        Application.start(Map.of(typeProperty, type, locationOf(typeProperty), "wincred:", aliasProperty, alias))
                .close();
    }

    private static String locationOf(String typeProperty) {
        return typeProperty.endsWith(".type")
                ? typeProperty.replace(".type", ".location")
                : typeProperty.replaceFirst("(-t|T)ype$", "");
    }

    @ParameterizedTest
    @CsvSource({
        BUNDLE + "keystore.type, " + BUNDLE + "key.alias",
        "server.ssl.key-store-type, server.ssl.key-alias",
        "server.ssl.keyStoreType, server.ssl.keyAlias"
    })
    void aliasThatNamesNoPrivateKey_endsTheStart(String typeProperty, String aliasProperty) {
        for (String alias : new String[] {"shop/absent", "shop/db"}) {
            assertThatThrownBy(() -> start(typeProperty, "wincred", aliasProperty, alias))
                    .isInstanceOf(PlaceholderException.class)
                    .hasMessageContaining("no private key has the alias '" + alias + "' in WinCred vault (" + folder)
                    // On Windows with its domain in front.
                    .hasMessageMatching(
                            "(?s).*under the account (.+\\\\)?\\Q" + System.getProperty("user.name") + "\\E\\..*");
        }
        start(typeProperty, "WinCred", aliasProperty, "SHOP/TLS");
        start(typeProperty, "PKCS12", aliasProperty, "shop/absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {BUNDLE + "keystore.type", "server.ssl.key-store-type"})
    void missingAlias_endsTheStartUnlessThereIsOneKeyAlone(String typeProperty) throws Exception {
        Map<String, String> properties = Map.of(typeProperty, "WinCred", locationOf(typeProperty), "wincred:");
        assertThatThrownBy(() -> Application.start(properties))
                .as("beside a password")
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContainingAll("shop/tls", "WinCred vault (" + folder)
                .hasMessageNotContaining("shop/db");

        vault.delete("shop/db");
        Application.start(properties).close();

        vault.put("shop/other", KeyChains.localhostSignedByItself());
        assertThatThrownBy(() -> Application.start(properties))
                .as("beside another key")
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("shop/other, shop/tls");

        vault.delete("shop/other");
        vault.delete("shop/tls");
        assertThatThrownBy(() -> Application.start(properties))
                .as("in an empty store")
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("no private key");
    }

    @Test
    void bundleThatOnlyTrusts_needsNoKey() {
        Application.start(Map.of(BUNDLE + "truststore.type", "WinCred", BUNDLE + "truststore.location", "wincred:"))
                .close();
        Application.start(Map.of(BUNDLE + "keystore.type", "PKCS12")).close();
    }

    /** NONE is what keytool takes, and nothing what a store without files may seem to need. */
    @ParameterizedTest
    @CsvSource({
        BUNDLE + "keystore.type, " + BUNDLE + "keystore.location",
        BUNDLE + "truststore.type, " + BUNDLE + "truststore.location",
        "server.ssl.key-store-type, server.ssl.key-store",
        "server.ssl.trust-store-type, server.ssl.trust-store"
    })
    void locationThatSpringCannotOpen_isSaidWithTheOneToWrite(String type, String location) throws Exception {
        vault.delete("shop/db");
        for (Map<String, String> properties :
                List.of(Map.of(type, "WinCred", location, "NONE"), Map.of(type, "WinCred", location, ""))) {
            assertThatThrownBy(() -> Application.start(properties))
                    .isInstanceOf(PlaceholderException.class)
                    .hasMessageContaining("write " + location + "=wincred:");
        }
        assertThatThrownBy(() -> Application.start(Map.of(type, "WinCred")))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("write " + location + "=wincred:");
        Application.start(Map.of(type, "WinCred", location, "wincred:")).close();
        Application.start(Map.of(type, "PKCS12", location, "NONE")).close();
    }

    @Test
    void tlsThatIsSwitchedOff_needsNoKey() {
        Application.start(Map.of(
                        "server.ssl.enabled", "false",
                        "server.ssl.key-store-type", "WinCred",
                        "server.ssl.key-alias", "shop/absent"))
                .close();
    }

    @ParameterizedTest
    @CsvSource({
        BUNDLE + "keystore.type, " + BUNDLE + "keystore.password, " + BUNDLE + "key.alias",
        "server.ssl.key-store-type, server.ssl.key-store-password, server.ssl.key-alias"
    })
    void passwordOfTheConfiguration_opensTheVault(String type, String password, String alias) throws Exception {
        Path locked = folder.resolve("locked");
        new TestVault(locked).protectedBy("the vault's own").put("shop/tls", KeyChains.localhostWithChainOfThree());
        new TestVault(locked).select();

        Application.start(Map.of(
                        type, "WinCred", locationOf(type), "wincred:", password, "the vault's own", alias, "shop/tls"))
                .close();
        assertThatThrownBy(() -> start(type, "WinCred", alias, "shop/tls"))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("locked");
    }

    @Test
    void storeThatCannotBeRead_endsTheStart() {
        vault.with(Setting.STORE, "elsewhere");

        assertThatThrownBy(() -> start(BUNDLE + "keystore.type", "WinCred", BUNDLE + "key.alias", "shop/tls"))
                .hasMessageContaining("elsewhere");
    }
}
