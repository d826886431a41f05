package io.github.wincred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void selectVault() {
        vault = new TestVault(folder).select();
    }

    @AfterEach
    void leaveVault() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "", " two\nlines ", "p\u00e4ss\ud83d\udd11 \"quoted\""})
    void writtenPassword_comesBack(String password) {
        WinCred.writePassword("app/db", password.toCharArray());

        assertThat(WinCred.readPassword("app/db")).hasValue(password.toCharArray());
    }

    @Test
    void passwordInParts_comesBackAndIsDeletedWhole() {
        char[] password = "x".repeat(5000).toCharArray();
        WinCred.writePassword("app/large", password);

        assertThat(WinCred.readPassword("app/large")).hasValue(password);
        assertThat(WinCred.deletePassword("app/large")).isTrue();
        try (CredentialStore store = vault.open()) {
            assertThat(store.list(CredentialFilter.all())).isEmpty();
        }
    }

    @Test
    void unknownAlias_isNoPassword() {
        assertThat(WinCred.readPassword("app/db")).isEmpty();
        assertThat(WinCred.deletePassword("app/db")).isFalse();
        assertThat(folder).as("asking creates nothing").isEmptyDirectory();
    }

    @Test
    void userName_isWrittenAndKept() {
        WinCred.writePassword("app/db", "ann", "one".toCharArray());
        WinCred.writePassword("app/db", "two".toCharArray());

        try (CredentialStore store = vault.open();
                Credential credential =
                        store.find(CredentialKey.generic("app/db")).orElseThrow()) {
            assertThat(credential.userName()).hasValue("ann");
            assertThat(credential.secret()).hasValue(Secret.ofUtf16Le("two".toCharArray()));
        }
    }

    @Test
    void passwordOfDocker_isReadAndStaysInUtf8() {
        vault.put(Credential.generic("https://registry")
                .persistence(Persistence.ENTERPRISE)
                .secret(Secret.ofUtf8("p\u00e4ss".toCharArray()))
                .build());

        assertThat(WinCred.readPassword("https://registry")).hasValue("p\u00e4ss".toCharArray());
        WinCred.writePassword("https://registry", "n\u00e4xt".toCharArray());
        try (CredentialStore store = vault.open();
                Credential credential =
                        store.find(CredentialKey.generic("https://registry")).orElseThrow()) {
            assertThat(credential.secret()).hasValue(Secret.ofUtf8("n\u00e4xt".toCharArray()));
            assertThat(credential.persistence()).isEqualTo(Persistence.ENTERPRISE);
        }
    }

    @Test
    void settings_areThoseOfTheKeyStore() {
        vault.put("git:https://ann@host", "ann", "first\nsecond");

        vault.with(Setting.PROFILE, "git").with(Setting.PREFIX, "git:");
        try {
            assertThat(WinCred.readPassword("https://ann@host")).hasValue("first".toCharArray());
        } finally {
            System.clearProperty(Setting.PREFIX.property());
        }
    }

    @Test
    void domainPassword_isWrittenUnderItsAliasAndNeverGivenBack() {
        WinCred.writePassword("domain-password:server", "DOMAIN\\ann", "s3cret".toCharArray());

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> WinCred.readPassword("domain-password:server"))
                .withMessageContaining("cannot be read back")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED));
        assertThat(WinCred.deletePassword("domain-password:server")).isTrue();
    }

    @Test
    void binarySecret_isRefusedWithoutBeingShown() {
        vault.put(Credential.generic("app/key")
                .secret(Secret.copyOf(new byte[] {0, 1, (byte) 0xFF}))
                .build());

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> WinCred.readPassword("app/key"))
                .withMessageContaining("3 bytes that are no text")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED));
    }

    @Test
    void privateKey_isNeitherReadNorReplacedNorDeleted() throws Exception {
        vault.put("web/server", KeyChains.localhostSignedByItself());

        for (Runnable call : new Runnable[] {
            () -> WinCred.readPassword("web/server"),
            () -> WinCred.writePassword("web/server", "s3cret".toCharArray()),
            () -> WinCred.deletePassword("web/server")
        }) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining("key or certificate");
        }
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(null, null);
        assertThat(keyStore.isKeyEntry("web/server")).isTrue();
    }

    @Test
    void loneSurrogate_isRefused() {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> WinCred.writePassword("app/db", new char[] {'\ud800'}))
                .withMessageContaining("unpaired surrogate");
    }

    @Test
    void credentials_ofEachTypeHaveTheirBuilder() {
        assertThat(Credential.domainPassword("x").build().type()).isEqualTo(CredentialType.DOMAIN_PASSWORD);
        assertThat(Credential.domainCertificate("x").build().type()).isEqualTo(CredentialType.DOMAIN_CERTIFICATE);
        assertThat(Credential.domainVisiblePassword("x").build().type())
                .isEqualTo(CredentialType.DOMAIN_VISIBLE_PASSWORD);
        assertThat(Credential.genericCertificate("x").build().type()).isEqualTo(CredentialType.GENERIC_CERTIFICATE);
        assertThat(Credential.domainExtended("x").build().type()).isEqualTo(CredentialType.DOMAIN_EXTENDED);
    }
}
