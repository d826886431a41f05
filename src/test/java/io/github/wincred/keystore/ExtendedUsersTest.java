package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Extended domain credentials with several users for one target, as only Windows has them. */
class ExtendedUsersTest {

    private final CredentialStore real = VaultCredentialStore.open(VaultConfiguration.inMemory());
    private final List<String> changes = new ArrayList<>();

    private static Credential credential(String user) {
        return Credential.builder(new CredentialKey(CredentialType.DOMAIN_EXTENDED, "srv"))
                .userName(user)
                .build();
    }

    /** A store that lists two users of one target, and is asked for and deletes one as {@code TargetName|UserName}. */
    private CredentialStore store() {
        return (CredentialStore) Proxy.newProxyInstance(
                ExtendedUsersTest.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "list" -> {
                            return List.of(credential("u1"), credential("u2"));
                        }
                        case "find", "describe" -> {
                            boolean first = arguments[0].equals(credential("u1").key());
                            return first ? Optional.of(credential("u1")) : Optional.empty();
                        }
                        case "write" -> {
                            Credential written = (Credential) arguments[0];
                            return changes.add("write " + written.key() + " of "
                                    + written.userName().orElse(""));
                        }
                        case "delete" -> {
                            return changes.add("delete " + arguments[0]);
                        }
                        case "exclusively" -> {
                            return ((Supplier<?>) arguments[0]).get();
                        }
                        default -> {
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    @Test
    void severalUsers_areEntriesOfTheirOwn() throws Exception {
        KeyStore keyStore = loaded(store());

        assertThat(Collections.list(keyStore.aliases()))
                .containsExactly("domain-extended:srv|u1", "domain-extended:srv|u2");
        assertThat(keyStore.containsAlias("DOMAIN-EXTENDED:SRV|U2")).isTrue();
    }

    @Test
    void deletionOfOneUser_leavesTheOther() throws Exception {
        KeyStore keyStore = loaded(store());
        keyStore.deleteEntry("domain-extended:srv|u2");

        assertThat(Collections.list(keyStore.aliases())).containsExactly("domain-extended:srv|u1");
        assertThat(keyStore.containsAlias("domain-extended:srv|u2")).isFalse();
        keyStore.store(null, null);
        assertThat(changes).containsExactly("delete domain-extended 'srv|u2'");
    }

    @Test
    void changeOfOneUser_isAChangeOfThatCredential() throws Exception {
        KeyStore keyStore = loaded(store());
        keyStore.setKeyEntry("domain-extended:srv|u2", password("x"), null, null);

        assertThat(Collections.list(keyStore.aliases()))
                .containsExactly("domain-extended:srv|u1", "domain-extended:srv|u2");
        keyStore.store(null, null);
        assertThat(changes).containsExactly("write domain-extended 'srv' of u2");
    }

    @Test
    void changeWithoutAUser_isRefusedWithTheirNames() throws Exception {
        KeyStore keyStore = loaded(store());

        assertThatThrownBy(() -> keyStore.setKeyEntry("domain-extended:srv", password("x"), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll("domain-extended:srv|u1", "domain-extended:srv|u2");
        assertThatThrownBy(() -> keyStore.deleteEntry("domain-extended:srv"))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("several users");
    }
}
