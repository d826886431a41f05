package io.github.wincred.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.TestVault;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second copy of this library in the JVM, as where the jar lies in an application and in its server: its objects are of other classes. */
class OtherClassLoaderTest {

    @TempDir
    private Path folder;

    private TestVault vault;
    private URLClassLoader copy;

    @BeforeEach
    void loadCopy() throws Exception {
        vault = new TestVault(folder).select().put("app/db", null, "s3cret");
        copy = new URLClassLoader(new URL[] {Build.classes().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void forgetCopy() throws Exception {
        Security.removeProvider(WinCredProvider.NAME);
        copy.close();
        vault.close();
    }

    private Provider providerOfCopy() throws Exception {
        return (Provider)
                copy.loadClass(WinCredProvider.class.getName()).getConstructor().newInstance();
    }

    @Test
    void parameterOfTheCopy_isRefusedByLoad() throws Exception {
        Object builder = copy.loadClass(WinCredLoadStoreParameter.class.getName())
                .getMethod("builder")
                .invoke(null);
        builder.getClass().getMethod("prefix", String.class).invoke(builder, "app/");
        KeyStore.LoadStoreParameter parameter = (KeyStore.LoadStoreParameter)
                builder.getClass().getMethod("build").invoke(builder);

        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        assertThatThrownBy(() -> keyStore.load(parameter))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(WinCredLoadStoreParameter.class.getName(), "class loader", "jar");

        KeyStore ofCopy = KeyStore.getInstance("WinCred", providerOfCopy());
        ofCopy.load(parameter);
        assertThat(ofCopy.containsAlias("db")).isTrue();
    }

    @Test
    void registeredProviderOfTheCopy_isNotPassedByWithItsSettings() throws Exception {
        Security.addProvider(providerOfCopy().configure("prefix=app/;placeholder.allow=other"));

        assertThatThrownBy(PlaceholderResolver::ofSystem)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("WinCred", "class loader", "prefix", "placeholder.allow");
    }

    @Test
    void registeredProviderOfTheCopyWithoutSettings_isNoHindrance() throws Exception {
        Security.addProvider(providerOfCopy());

        assertThat(PlaceholderResolver.ofSystem().resolve("wincred:app/db")).hasValue("s3cret".toCharArray());
    }
}
