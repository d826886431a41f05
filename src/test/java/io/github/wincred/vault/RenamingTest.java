package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.WinCred;
import io.github.wincred.contract.RenamingContract;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The safe rename on the vault, and what is left when it is interrupted at each of its steps. */
class RenamingTest implements RenamingContract {

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private final CredentialStore store = VaultCredentialStore.open(configuration);
    private final CredentialStore secondStore = VaultCredentialStore.open(configuration);

    @Override
    public CredentialStore store() {
        return store;
    }

    @Override
    public CredentialStore secondStore() {
        return secondStore;
    }

    @Override
    public String prefix() {
        return "rename/";
    }

    @Test
    void interruptedRename_leavesTheOldOneOrBoth() {
        int calls = 0;
        boolean interrupted = true;
        while (interrupted) {
            CredentialKey key = stored("old", (byte) 1);
            store.delete(key("new"));
            int survives = calls++;

            interrupted = catchThrowableOfType(
                            RuntimeException.class,
                            () -> WinCred.renaming(breakingAfter(survives)).rename(key, prefix() + "new"))
                    != null;

            if (interrupted) {
                assertThat(secretOf(key)).as("after %d calls", survives).containsExactly(1);
            }
        }
        assertThat(calls).as("steps of a rename, and one more for the whole").isGreaterThan(4);
        assertThat(store.describe(key("old"))).isEmpty();
        assertThat(secretOf(key("new"))).containsExactly(1);
    }

    /** The vault, whose process ends after so many calls. */
    private CredentialStore breakingAfter(int calls) {
        int[] left = {calls};
        return intercepted(() -> {
            if (left[0]-- == 0) {
                throw new IllegalStateException("interrupted");
            }
        });
    }

    @Test
    void absentCredentialOfTheLongestName_isNotThere() {
        String name = "n".repeat(CredentialLimits.MAX_GENERIC_TARGET_NAME_CHARS);

        assertThat(WinCred.renaming(store).rename(CredentialKey.generic(name), name.toUpperCase(Locale.ROOT)))
                .isFalse();
    }

    @Test
    void credentialChangedMeanwhile_staysBesideTheNewOne() {
        CredentialKey key = stored("old", (byte) 1);
        int[] calls = {0};
        CredentialStore busy = intercepted(() -> {
            if (++calls[0] == 5) { // after exclusively, find, describe and write
                stored("old", (byte) 9);
            }
        });

        CredentialException failure = catchThrowableOfType(
                CredentialException.class, () -> WinCred.renaming(busy).rename(key, prefix() + "new"));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_APPLIED);
        assertThat(failure).hasMessageContaining("changed meanwhile").hasMessageContaining("beside the new");
        assertThat(secretOf(key)).containsExactly(9);
        assertThat(secretOf(key("new"))).containsExactly(1);
    }

    /** The vault, with something that happens before each call. */
    private CredentialStore intercepted(Runnable before) {
        return (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, args) -> {
                    before.run();
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void userNameTarget_isRefusedForItsName() {
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_PASSWORD, "CORP\\bob");
        store.write(Credential.builder(key)
                .userName("CORP\\bob")
                .flags(CredentialFlags.USERNAME_TARGET)
                .build());

        CredentialException failure = catchThrowableOfType(
                CredentialException.class, () -> WinCred.renaming(store).rename(key, "CORP\\alice"));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(failure).hasMessageContaining("USERNAME_TARGET");
        assertThat(store.describe(key)).isPresent();
    }
}
