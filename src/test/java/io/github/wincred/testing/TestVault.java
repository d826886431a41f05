package io.github.wincred.testing;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A vault in a folder of its own, for tests of what finds its store by the system properties: in this JVM, until it is closed, or in another.
 *
 * <p>Classes of tests run one after another in a JVM, so that no other test sees it.
 */
public final class TestVault implements AutoCloseable {

    private final Map<String, String> properties = new LinkedHashMap<>();

    /** Nothing is created before the first credential. */
    public TestVault(Path folder) {
        properties.put(Setting.STORE.property(), "vault");
        properties.put(
                Setting.VAULT_FOLDER.property(),
                folder.resolve("vault").toAbsolutePath().toString());
        properties.put(
                Setting.VAULT_KEY_FILE.property(),
                folder.resolve("key").resolve("vault.key").toAbsolutePath().toString());
    }

    /** Makes this vault the store of this JVM, with a further setting perhaps, until it is closed. */
    public TestVault with(Setting setting, String value) {
        properties.put(setting.property(), value);
        return select();
    }

    /** Makes this vault the store of this JVM until it is closed. */
    public TestVault select() {
        properties.forEach(System::setProperty);
        return this;
    }

    /** Gives the vault a password, or the one that it has, without making it the store of this JVM. */
    public TestVault protectedBy(String password) {
        properties.put(Setting.VAULT_PASSWORD.property(), password);
        return this;
    }

    /** The system properties that select this vault. */
    public Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /** Stores a generic credential whose secret is text. */
    public TestVault put(String targetName, @Nullable String userName, String text) {
        return put(Credential.generic(targetName)
                .userName(userName)
                .secret(Secret.ofUtf16Le(text.toCharArray()))
                .build());
    }

    /** Stores a credential and closes it. */
    public TestVault put(Credential credential) {
        try (CredentialStore store = open();
                credential) {
            store.write(credential);
        }
        return this;
    }

    /** Stores a private key with its chain. */
    public TestVault put(String alias, KeyStore.PrivateKeyEntry key) throws GeneralSecurityException, IOException {
        try (CredentialStore store = open()) {
            KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
            keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
            keyStore.setEntry(alias, key, null);
            keyStore.store(null, null);
        }
        return this;
    }

    /** Removes a generic credential. */
    public void delete(String targetName) {
        try (CredentialStore store = open()) {
            store.delete(CredentialKey.generic(targetName));
        }
    }

    /** The vault itself. */
    public CredentialStore open() {
        Map<String, String> settings = new LinkedHashMap<>();
        properties.forEach((property, value) -> settings.put(property.substring("wincred.".length()), value));
        return WinCred.open(Settings.ofDefaults().with(Settings.Source.PARAMETER, settings));
    }

    /** The files of the vault, its key file if it has one, and their bytes, in hexadecimal. */
    public Map<String, String> files() throws IOException {
        Path folder = Path.of(properties.get(Setting.VAULT_FOLDER.property()));
        Path key = Path.of(properties.get(Setting.VAULT_KEY_FILE.property()));
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> ofVault = Files.walk(folder)) {
            for (Path file : Stream.concat(ofVault, Stream.of(key))
                    .filter(Files::isRegularFile)
                    .toList()) {
                files.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
    }
}
