package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a vault that is replaced, or whose store is closed, while somebody uses them. */
class VaultKeysInUseTest {

    private static final int READERS = 4;
    private static final int SWAPS = 100;

    @TempDir
    private Path place;

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger found = new AtomicInteger();

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder whose files are open cannot be renamed")
    void vaultSwappedUnderReaders_isNeverSaidToBeClosed() throws Exception {
        VaultFixture vault = VaultFixture.in(place);
        VaultFixture other = new VaultFixture(place.resolve("other"), vault.keyFile());
        VaultFixture.write(vault.open(), "name", "one");
        VaultFixture.write(other.open(), "name", "two");
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        try (VaultCredentialStore store = vault.open()) {
            for (int i = 0; i < READERS; i++) {
                Thread reader = new Thread(() -> {
                    while (!done.get()) {
                        use(store);
                    }
                });
                readers.add(reader);
                reader.start();
            }
            try {
                swap(vault.folder(), other.folder());
            } finally {
                // A reader that goes on after a failure fills the memory of the tests that follow.
                done.set(true);
                for (Thread reader : readers) {
                    reader.join();
                }
            }
            assertThat(failures).isEmpty();
            assertThat(VaultFixture.read(store, "name")).isEqualTo("one");
        }
    }

    private void swap(Path folder, Path other) throws IOException, InterruptedException {
        Path away = place.resolve("away");
        for (int i = 0; i < SWAPS; i++) {
            Files.move(folder, away);
            Files.move(other, folder);
            Files.move(away, other);
            int before = found.get();
            while (found.get() == before && failures.isEmpty()) {
                Thread.sleep(1); // until a reader is at home in the vault that is there now
            }
        }
    }

    /** What a program does with a store; that a vault is damaged or missing for a moment is an answer that it must expect here. */
    private void use(VaultCredentialStore store) {
        try {
            store.find(CredentialKey.generic("name")).ifPresent(credential -> {
                try (credential) {
                    byte[] secret = credential.secret().orElseThrow().toByteArray();
                    assertThat(new String(secret, StandardCharsets.UTF_8)).isIn("one", "two");
                    found.incrementAndGet();
                }
            });
            store.unreadable(); // opens everything
            store.isLocked();
            store.delete(CredentialKey.generic("another name"));
        } catch (CredentialException e) {
            // As above.
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    /** A store that is closed by somebody else when it looks at a file for the nth time. */
    private VaultCredentialStore closedAtLook(VaultFixture vault, int look) {
        AtomicReference<VaultCredentialStore> opened = new AtomicReference<>();
        AtomicInteger looks = new AtomicInteger();
        CurrentUser closing = new CurrentUser() {
            @Override
            synchronized Identity identity() throws IOException {
                if (looks.incrementAndGet() == look) {
                    opened.get().close();
                }
                return super.identity();
            }
        };
        opened.set(VaultCredentialStore.open(vault.but().user(closing).build()));
        return opened.get();
    }

    @Test
    void storeClosedWhileItOpensTheVault_keepsNoKeys() {
        VaultFixture vault = VaultFixture.in(place);
        VaultFixture.write(vault.open(), "name", "value");

        try (VaultCredentialStore store = closedAtLook(vault, 1)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> VaultFixture.read(store, "name"))
                    .withMessageContaining("closed");
        }
    }

    @Test
    void storeClosedDuringARead_endsThatReadWithItsValue() {
        VaultFixture vault = VaultFixture.in(place);
        VaultFixture.write(vault.open(), "name", "value");
        int looksOfARead = 5; // at the folder, both headers, the key file and the credential's file

        try (VaultCredentialStore store = closedAtLook(vault, looksOfARead)) {
            assertThat(VaultFixture.read(store, "name")).isEqualTo("value");
            assertThatIllegalStateException().isThrownBy(() -> VaultFixture.read(store, "name"));
        }
    }
}
