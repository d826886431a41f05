package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
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
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extended domain credentials by target and user: with several users for one target, as only Windows has them, and with one. */
class ExtendedUsersTest {

    private static final String BOB = "domain-extended:srv|bob";

    private final CredentialStore real = VaultCredentialStore.open(VaultConfiguration.inMemory());
    private final List<String> changes = new ArrayList<>();

    private static Credential credential(String user) {
        return Credential.builder(new CredentialKey(CredentialType.DOMAIN_EXTENDED, "srv"))
                .userName(user)
                .build();
    }

    private static Credential withSecret(String user) {
        return credential(user).toBuilder()
                .secret(Secret.ofUtf16Le("secret of ".concat(user).toCharArray()))
                .build();
    }

    /** A store that lists two users of one target, reads neither by its name, and deletes one as {@code TargetName|UserName}. */
    private CredentialStore store() {
        return (CredentialStore) Proxy.newProxyInstance(
                ExtendedUsersTest.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "list" -> {
                            return List.of(credential("u1"), credential("u2"));
                        }
                        case "listWithSecrets" -> {
                            return List.of(credential("u1"), withSecret("u2"));
                        }
                        case "find", "describe" -> {
                            return Optional.empty();
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
        assertThat(keyStore.containsAlias("domain-extended:srv|u3")).isFalse();
        assertThat(keyStore.containsAlias("domain-extended:srv")).isTrue();
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

    @Test
    void severalUsers_areReadUnderTheirOwnAliases() throws Exception {
        assertThat(loaded(store()).getKey("domain-extended:srv|u2", null)).isEqualTo(password("secret of u2"));
    }

    @Test
    void severalUsers_areNamedBareWhereTheTypeSettingSaysSo() throws Exception {
        KeyStore keyStore = loaded(store(), "type", "domain-extended");
        keyStore.deleteEntry("srv|u2");
        keyStore.store(null, null);

        assertThat(changes).containsExactly("delete domain-extended 'srv|u2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void aliasWithTheOnlyUser_isSetStoredReadAndDeleted(String writeThrough) throws Exception {
        real.write(withSecret("bob"));
        KeyStore keyStore = loaded(real, "write-through", writeThrough);
        assertThat(keyStore.getKey(BOB, null)).isEqualTo(password("secret of bob"));

        keyStore.setKeyEntry(BOB, password("new"), null, null);
        for (int i = 0; i < 2; i++) {
            assertThat(keyStore.containsAlias(BOB)).isTrue();
            assertThat(keyStore.isKeyEntry(BOB)).isTrue();
            assertThat(keyStore.getKey(BOB, null)).isEqualTo(password("new"));
            assertThat(keyStore.getKey("domain-extended:srv", null)).isEqualTo(password("new"));
            assertThat(keyStore.size()).isEqualTo(1);
            keyStore.store(null, null);
        }
        assertThat(real.describe(credential("bob").key()).orElseThrow().userName())
                .contains("bob");

        keyStore.deleteEntry(BOB);
        for (int i = 0; i < 2; i++) {
            assertThat(keyStore.containsAlias(BOB)).isFalse();
            assertThat(keyStore.getKey(BOB, null)).isNull();
            assertThat(keyStore.size()).isZero();
            keyStore.store(null, null);
        }
        assertThat(real.list(CredentialFilter.all())).isEmpty();
    }

    @Test
    void aliasWithTheOnlyUser_deletedAndSetAgainKeepsTheUser() throws Exception {
        real.write(withSecret("bob"));
        KeyStore keyStore = loaded(real);
        keyStore.deleteEntry(BOB);
        keyStore.setKeyEntry(BOB, password("new"), null, null);
        keyStore.store(null, null);

        assertThat(keyStore.getKey(BOB, null)).isEqualTo(password("new"));
        assertThat(real.list(CredentialFilter.all())).hasSize(1);
    }

    @Test
    void newAliasWithAUser_isSetStoredReadAndDeleted() throws Exception {
        KeyStore keyStore = loaded(real);
        keyStore.setKeyEntry(BOB, password("new"), null, null);
        keyStore.store(null, null);

        assertThat(keyStore.getKey(BOB, null)).isEqualTo(password("new"));
        keyStore.deleteEntry(BOB);
        keyStore.store(null, null);
        assertThat(real.list(CredentialFilter.all())).isEmpty();
    }

    @Test
    void userOtherThanTheAliasNames_isRefused() throws Exception {
        real.write(withSecret("bob"));
        KeyStore keyStore = loaded(real);
        KeyStore.SecretKeyEntry ofAnn =
                new KeyStore.SecretKeyEntry(password("x"), Set.of(CredentialEntryAttribute.USER_NAME.of("ann")));

        assertThatThrownBy(() -> keyStore.setEntry(BOB, ofAnn, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContainingAll(BOB, "ann");
        keyStore.setEntry("domain-extended:srv", ofAnn, null);
        keyStore.store(null, null);
        assertThat(keyStore.containsAlias("domain-extended:srv|ann")).isTrue();
    }
}
