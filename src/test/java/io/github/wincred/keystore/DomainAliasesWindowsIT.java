package io.github.wincred.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.RealStore;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aliases of domain credentials on the system's own store, which answers a look-up of some types with an error. */
@EnabledOnOs(OS.WINDOWS)
class DomainAliasesWindowsIT {

    private static final CredentialKey KEY =
            new CredentialKey(CredentialType.DOMAIN_PASSWORD, RealStore.PREFIX + "-aliases.example");
    private static final String PRINTED = "Domain:target=" + KEY.targetName();

    private final CredentialStore store = WinCred.open();
    private KeyStore keyStore;

    @BeforeEach
    void writeDomainPassword() throws Exception {
        try (Credential credential = Credential.builder(KEY)
                .userName("CORP\\bob")
                .persistence(Persistence.SESSION)
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            store.write(credential);
        }
        keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
    }

    @AfterEach
    void removeDomainPassword() {
        store.delete(KEY);
        store.close();
    }

    @Test
    void printedForm_isFoundAndDeleted() throws Exception {
        assertThat(keyStore.containsAlias(PRINTED)).isTrue();
        assertThat(keyStore.isKeyEntry(PRINTED)).isFalse();
        assertThat(keyStore.getKey(PRINTED, null)).isNull();
        assertThat(keyStore.getEntry(PRINTED, null)).isInstanceOf(CredentialEntry.class);

        keyStore.deleteEntry(PRINTED);
        assertThat(keyStore.containsAlias(PRINTED)).isFalse();
        keyStore.store(null, null);
        assertThat(store.describe(KEY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Domain:target=",
                "domain-certificate:",
                "domain-visible-password:",
                "generic-certificate:",
                "domain-extended:",
                "domain-extended:Domain:target="
            })
    void aliasOfNoCredential_isAbsent(String form) throws Exception {
        for (String alias :
                new String[] {form + RealStore.PREFIX + "-absent.example", form + RealStore.PREFIX + "-absent|bob"}) {
            assertThat(keyStore.containsAlias(alias)).as(alias).isFalse();
            assertThat(keyStore.isKeyEntry(alias)).isFalse();
            assertThat(keyStore.getKey(alias, null)).isNull();
            assertThat(keyStore.getCertificate(alias)).isNull();
            keyStore.deleteEntry(alias);
        }
    }
}
