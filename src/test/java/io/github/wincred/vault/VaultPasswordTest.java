package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.names;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.MasterKeyCache;
import io.github.wincred.vault.crypto.VaultHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vaults that a password protects. Each test pays for few derivations, since each takes a good part of a second. */
class VaultPasswordTest {

    private static final String PASSWORD = "Pa\u00dfwort \ud83d\ude00";

    @TempDir
    private Path place;

    private VaultFixture vault;

    @BeforeEach
    void setUp() {
        vault = VaultFixture.in(place);
    }

    @Test
    void vaultCreatedWithAPassword_needsItAndHasNoKeyFile() {
        VaultCredentialStore first = vault.openWith(PASSWORD);
        write(first, "name", "secret");
        assertThat(vault.keyFile()).doesNotExist();
        assertThat(vault.open().status().facts().get("key protection")).contains("password", "600000");

        VaultCredentialStore locked = vault.open();
        assertThat(locked.isLocked()).isTrue();
        assertThat(failure(Reason.LOCKED, () -> names(locked)))
                .hasMessageContaining(vault.folder().toString());
        failure(Reason.LOCKED, () -> read(locked, "name"));
        failure(Reason.LOCKED, () -> locked.find(CredentialKey.generic("absent")));
        failure(Reason.LOCKED, () -> locked.delete(CredentialKey.generic("absent")));
        failure(Reason.LOCKED, () -> write(locked, "name", "other"));
        failure(
                Reason.LOCKED,
                () -> locked.write(
                        Credential.generic("s").persistence(Persistence.SESSION).build()));
        failure(Reason.LOCKED, () -> locked.changePassword("new".toCharArray()));
        failure(Reason.LOCKED, locked::unreadable);

        assertThat(failure(Reason.LOCKED, () -> locked.unlock("wrong".toCharArray())))
                .hasMessageContaining("wrong")
                .hasCauseInstanceOf(UnrecoverableKeyException.class);
        assertThat(locked.isLocked()).isTrue();

        locked.unlock(PASSWORD.toCharArray());
        assertThat(locked.isLocked()).isFalse();
        assertThat(read(locked, "name")).isEqualTo("secret");
        failure(Reason.LOCKED, () -> locked.unlock("wrong".toCharArray()));
        assertThat(read(locked, "name"))
                .as("a wrong password does not lock again")
                .isEqualTo("secret");
    }

    @Test
    void passwordsWithOtherSurrogatesOrFinalNulls_areDifferent() {
        try (VaultCredentialStore store = vault.openWith("\ud800")) {
            write(store, "name", "secret");
        }

        failure(Reason.LOCKED, () -> vault.openWith("\ud801"));
        failure(Reason.LOCKED, () -> vault.openWith("\ud800\0"));
        failure(Reason.LOCKED, () -> vault.openWith("?"));
    }

    @Test
    void emptyPassword_isNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault.openWith(""))
                .withMessageContaining("empty");
        VaultCredentialStore store = VaultCredentialStore.open(
                vault.but().password(() -> new char[0]).build());
        assertThat(failure(Reason.LOCKED, () -> write(store, "name", "secret"))).hasMessageContaining("empty");
        assertThat(vault.header()).doesNotExist();
    }

    @Test
    void keyFileVault_acceptsAnyPasswordAndStaysOne() {
        write(vault.open(), "name", "secret");
        byte[] header = bytes(vault.header());

        VaultCredentialStore store = vault.openWith("changeit");
        assertThat(store.isLocked()).isFalse();
        store.changePassword("other".toCharArray());
        write(store, "name", "new");

        assertThat(read(vault.open(), "name")).isEqualTo("new");
        assertThat(bytes(vault.header())).isEqualTo(header);
        assertThat(vault.open().status().facts().get("key protection"))
                .contains(vault.keyFile().toString());
    }

    @Test
    void newPassword_opensAndTheOldOneDoesNot() {
        VaultCredentialStore store = vault.openWith("old");
        write(store, "name", "secret");
        byte[] credential = bytes(vault.entries().get(0));
        VaultCredentialStore other = vault.openWith("old");

        store.changePassword("new".toCharArray());

        assertThat(bytes(vault.entries().get(0))).as("only the header changes").isEqualTo(credential);
        assertThat(bytes(vault.header())).isEqualTo(bytes(vault.secondHeader()));
        assertThat(read(store, "name")).isEqualTo("secret");
        assertThat(read(other, "name")).as("a store that is open stays open").isEqualTo("secret");
        failure(Reason.LOCKED, () -> vault.openWith("old"));
        assertThat(read(vault.openWith("new"), "name")).isEqualTo("secret");

        byte[] header = bytes(vault.header());
        other.changePassword("by a store with the old password".toCharArray());
        store.changePassword("new".toCharArray());
        assertThat(bytes(vault.header())).as("neither is a change").isEqualTo(header);
    }

    @Test
    void passwordGivenBeforeTheVaultExists_createsIt() {
        VaultCredentialStore store = vault.openWith("first");
        store.changePassword("second".toCharArray());
        assertThat(store.status().facts().get("key protection")).contains("not created yet", "password");
        write(store, "name", "secret");

        failure(Reason.LOCKED, () -> vault.openWith("first"));
        assertThat(read(vault.openWith("second"), "name")).isEqualTo("secret");
    }

    @Test
    void callersPassword_isCopiedAndLeftAlone() {
        char[] password = "mine".toCharArray();
        VaultCredentialStore store = vault.open();
        store.unlock(password);
        assertThat(password).isEqualTo("mine".toCharArray());
        Arrays.fill(password, '\0');
        write(store, "name", "secret");

        assertThat(read(vault.openWith("mine"), "name")).isEqualTo("secret");
    }

    @Test
    void crashBetweenTheTwoHeaderCopies_leavesTheNewPassword() throws IOException {
        VaultCredentialStore store = vault.openWith("old");
        write(store, "name", "secret");
        byte[] oldHeader = bytes(vault.header());
        store.changePassword("new".toCharArray());
        byte[] newHeader = bytes(vault.header());

        Files.write(vault.secondHeader(), oldHeader);
        assertThat(read(vault.openWith("new"), "name")).isEqualTo("secret");
        Files.write(vault.header(), oldHeader);
        Files.write(vault.secondHeader(), newHeader);
        VaultCredentialStore again = vault.openWith("new");
        assertThat(read(again, "name")).isEqualTo("secret");

        write(again, "other", "x");
        assertThat(bytes(vault.header())).as("mended by the next write").isEqualTo(newHeader);
        assertThat(bytes(vault.secondHeader())).isEqualTo(newHeader);
    }

    @Test
    void openVault_derivesNoKeyAgainUntilTheLastStoreIsClosed() throws IOException {
        VaultCredentialStore first = vault.openWith("pw");
        write(first, "name", "secret");
        // From here on, deriving again could only fail: the wrapped key is gone from both copies of the header.
        byte[] header = withoutWrappedKey(bytes(vault.header()));
        Files.write(vault.header(), header);
        Files.write(vault.secondHeader(), header);

        VaultCredentialStore second = vault.openWith("pw");
        first.close();
        assertThat(read(second, "name")).isEqualTo("secret");
        failure(Reason.LOCKED, () -> vault.openWith("other"));
        assertThat(read(vault.openWith("pw"), "name")).isEqualTo("secret");
    }

    @Test
    void keyOfTheLastClosedStore_isForgotten() {
        VaultCredentialStore store = vault.openWith("pw");
        write(store, "name", "secret");
        VaultHeader header = VaultHeader.parse(bytes(vault.header())).orElseThrow();
        VaultHeader broken =
                VaultHeader.parse(withoutWrappedKey(header.toBytes())).orElseThrow();
        byte[] password = {0, 'p', 0, 'w', 1};
        try (MasterKeyCache.Lease lease = MasterKeyCache.lease(broken, password).orElseThrow()) {
            assertThat(lease.isPassword(password)).isTrue();
        }

        store.close();

        assertThat(MasterKeyCache.lease(broken, password)).isEmpty();
        assertThat(MasterKeyCache.lease(header, password)).isPresent();
    }

    private static byte[] withoutWrappedKey(byte[] header) {
        byte[] changed = header.clone();
        Arrays.fill(changed, 72, 120, (byte) 0);
        VaultFixture.putChecksum(changed);
        return changed;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
