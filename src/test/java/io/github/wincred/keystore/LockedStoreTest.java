package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.keyStore;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.PasswordProtectedStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Set;
import javax.security.auth.callback.PasswordCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The password of a store: who gives it, who changes it, and what a store without it shows. */
class LockedStoreTest {

    private static final Set<String> USES = Set.of("find", "describe", "write", "delete", "list");

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private String storePassword = "right";
    private String failing = "";

    private KeyStore keyStore;

    /** A real store behind a password, as {@link PasswordProtectedStore} asks for. */
    private PasswordProtectedStore open() {
        PasswordProtectedStore real = VaultCredentialStore.open(configuration);
        boolean[] locked = {true};
        return (PasswordProtectedStore) Proxy.newProxyInstance(
                LockedStoreTest.class.getClassLoader(),
                new Class<?>[] {PasswordProtectedStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw new CredentialException(Reason.DAMAGED, failing, null, "made to fail");
                    }
                    if (locked[0] && USES.contains(method.getName())) {
                        throw locked(null);
                    }
                    if (method.getName().equals("isLocked")) {
                        return locked[0];
                    }
                    if (method.getName().equals("exists")) {
                        return true;
                    }
                    if (method.getName().equals("changePassword")) {
                        storePassword = new String((char[]) arguments[0]);
                        return null;
                    }
                    if (method.getName().equals("unlock")) {
                        if (!new String((char[]) arguments[0]).equals(storePassword)) {
                            throw locked(new UnrecoverableKeyException("wrong password"));
                        }
                        locked[0] = false;
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static CredentialException locked(Throwable cause) {
        return new CredentialException(Reason.LOCKED, "open", null, "the store needs its password", cause);
    }

    @BeforeEach
    void storeOneEntry() throws Exception {
        keyStore = keyStore(settings -> open());
        keyStore.load(null, "right".toCharArray());
        keyStore.setKeyEntry("stored", password("x"), null, null);
        keyStore.store(null, null);
    }

    @Test
    void loadWithTheWrongPassword_failsAsTheJdkAsks() {
        assertThatThrownBy(() -> keyStore.load(null, "wrong".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(UnrecoverableKeyException.class)
                .rootCause()
                .isInstanceOf(UnrecoverableKeyException.class);
    }

    @Test
    void loadWithoutPassword_succeedsAndTheFirstUseSaysThatItIsLocked() throws Exception {
        keyStore.load(null, null);

        assertThatThrownBy(() -> keyStore.size())
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
        assertThatThrownBy(() -> keyStore.aliases()).isInstanceOf(CredentialException.class);
        assertThatThrownBy(() -> keyStore.containsAlias("stored")).isInstanceOf(CredentialException.class);
        assertThatThrownBy(() -> keyStore.getKey("stored", null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .cause()
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
    }

    @Test
    void lockedStore_holdsStagedEntriesAndShowsNothingElse() throws Exception {
        keyStore.load(null, null);

        keyStore.setKeyEntry("copy", password("y"), null, null);

        assertThat(Collections.list(keyStore.aliases())).containsExactly("copy");
        assertThat(keyStore.getKey("copy", null)).isEqualTo(password("y"));
        assertThat(keyStore.isKeyEntry("copy")).isTrue();
        assertThat(keyStore.containsAlias("stored")).isFalse();
        assertThatThrownBy(() -> keyStore.store(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("still waiting: set 'copy'")
                .hasCauseInstanceOf(CredentialException.class);
        assertThat(keyStore.containsAlias("copy")).isTrue();
    }

    @Test
    void lockedStore_isOpenedByStoreWithItsPassword() throws Exception {
        keyStore.load(null, null);
        keyStore.setKeyEntry("copy", password("y"), null, null);

        assertThatThrownBy(() -> keyStore.store(null, "wrong".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(UnrecoverableKeyException.class);
        keyStore.store(null, "right".toCharArray());

        assertThat(Collections.list(keyStore.aliases())).containsExactly("copy", "stored");
        assertThat(storePassword).isEqualTo("right");
    }

    @Test
    void storeWithAnotherPassword_changesIt() throws Exception {
        keyStore.load(null, "right".toCharArray());

        keyStore.store(null, "next".toCharArray());

        assertThat(storePassword).isEqualTo("next");
    }

    @Test
    void storeWithoutPassword_leavesIt() throws Exception {
        keyStore.load(null, "right".toCharArray());

        keyStore.store(null, new char[0]);
        keyStore.store(null, null);

        assertThat(storePassword).isEqualTo("right");
    }

    @Test
    void callback_isAskedWhileTheStoreIsLocked() throws Exception {
        keyStore.load(() -> new KeyStore.CallbackHandlerProtection(
                callbacks -> ((PasswordCallback) callbacks[0]).setPassword("right".toCharArray())));

        assertThat(keyStore.containsAlias("stored")).isTrue();
    }

    @Test
    void parameter_carriesThePassword() throws Exception {
        keyStore.load(WinCredLoadStoreParameter.builder()
                .protection(new KeyStore.PasswordProtection("right".toCharArray()))
                .build());

        assertThat(keyStore.containsAlias("stored")).isTrue();
    }

    @Test
    void storeThatFails_leavesThePasswordAsItWas() throws Exception {
        keyStore.load(null, "right".toCharArray());
        keyStore.setKeyEntry("new", password("y"), null, null);
        failing = "write";

        assertThatThrownBy(() -> keyStore.store(null, "next".toCharArray())).isInstanceOf(IOException.class);

        assertThat(storePassword).isEqualTo("right");
    }

    @Test
    void callbackForAStoreThatCannotEvenBeLookedAt_isAnIoException() {
        failing = "isLocked";

        assertThatThrownBy(() -> keyStore.load(() -> new KeyStore.CallbackHandlerProtection(callbacks -> {})))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(CredentialException.class);
    }
}
