package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Credentials of the certificate types. {@code Windows-MY} exists on Windows alone; here a provider of the test takes its name. The real one is
 * asked in {@code CertificateCredentialsWindowsIT}.
 */
class CertificateCredentialsTest {

    private static final String ALIAS = "domain-certificate:server";

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    @AfterEach
    void removeProvider() {
        Security.removeProvider(PersonalProvider.NAME);
    }

    private static X509Certificate certificate(String alias) throws Exception {
        return (X509Certificate) TestKeys.keys().getCertificate(alias);
    }

    private void write(CredentialType type, String userName) {
        try (Credential credential = Credential.builder(new CredentialKey(type, "server"))
                .userName(userName)
                .build()) {
            store.write(credential);
        }
    }

    private void writeReferenceTo(String alias) throws Exception {
        write(CredentialType.DOMAIN_CERTIFICATE, WinCred.marshal(CertificateReference.to(certificate(alias))));
    }

    private CredentialEntry entry() throws Exception {
        return (CredentialEntry) loaded(store).getEntry(ALIAS, null);
    }

    @Test
    void certificateAmongTheUsersOwn_isFoundByTheHash() throws Exception {
        Security.insertProviderAt(new PersonalProvider(List.of(certificate("rsa"), certificate("ec")), false), 1);
        writeReferenceTo("ec");
        KeyStore keyStore = loaded(store);

        assertThat(entry().certificate()).contains(certificate("ec"));
        assertThat(keyStore.getCertificate(ALIAS)).isEqualTo(certificate("ec"));
        assertThat(keyStore.isCertificateEntry(ALIAS)).isFalse();
        assertThat(keyStore.isKeyEntry(ALIAS)).isFalse();
        assertThat(keyStore.getKey(ALIAS, null)).isNull();
        assertThat(keyStore.getCertificateChain(ALIAS)).isNull();
        assertThat(keyStore.entryInstanceOf(ALIAS, CredentialEntry.class)).isTrue();
        assertThat(CredentialEntryAttribute.TYPE.in(entry().getAttributes())).contains("domain-certificate");
        assertThat(loaded(store, "type", "domain-certificate").getCertificate("server"))
                .isEqualTo(certificate("ec"));
        assertThat(keyStore.getCertificate("Domain:target=server")).isEqualTo(certificate("ec"));
        assertThat(keyStore.getCertificate("server")).isNull();
    }

    @Test
    void genericCertificate_refersInTheSameWay() throws Exception {
        Security.insertProviderAt(new PersonalProvider(List.of(certificate("ec")), false), 1);
        write(CredentialType.GENERIC_CERTIFICATE, WinCred.marshal(CertificateReference.to(certificate("ec"))));

        assertThat(loaded(store).getCertificate("generic-certificate:server")).isEqualTo(certificate("ec"));
    }

    @Test
    void certificateThatIsNotThere_isNone() throws Exception {
        Security.insertProviderAt(new PersonalProvider(List.of(certificate("rsa")), false), 1);
        writeReferenceTo("ec");

        assertThat(entry().certificate()).isEmpty();
        assertThat(loaded(store).getCertificate(ALIAS)).isNull();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "on Windows: there is such a key store")
    void systemWithoutThatKeyStore_hasNone() throws Exception {
        writeReferenceTo("ec");

        assertThat(entry().certificate()).isEmpty();
        assertThat(loaded(store).getCertificate(ALIAS)).isNull();
    }

    @Test
    void userNameThatIsNoHash_refersToNone() throws Exception {
        Security.insertProviderAt(new PersonalProvider(List.of(certificate("ec")), false), 1);
        for (String userName : List.of("bob", WinCred.marshal(new UserNameTarget("CORP\\bob")))) {
            write(CredentialType.GENERIC_CERTIFICATE, userName);

            assertThat(loaded(store).getCertificate("generic-certificate:server"))
                    .as(userName)
                    .isNull();
        }
    }

    @Test
    void failingKeyStoreOfTheSystem_isAnErrorAndNoMissingCertificate() throws Exception {
        Security.insertProviderAt(new PersonalProvider(List.of(), true), 1);
        writeReferenceTo("ec");
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.getCertificate(ALIAS))
                .isInstanceOfSatisfying(
                        CredentialException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE))
                .hasMessageContainingAll("Windows-MY", "'server'", "no service");
    }

    /** A provider of {@code Windows-MY} with these certificates. */
    private static final class PersonalProvider extends Provider {

        static final String NAME = "PersonalTest";

        private static final long serialVersionUID = 1L;

        PersonalProvider(List<X509Certificate> certificates, boolean fails) {
            super(NAME, "1", "Windows-MY for a test");
            putService(new Service(this, "KeyStore", "Windows-MY", Personal.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Personal(certificates, fails);
                }
            });
        }
    }

    /** Certificates under the aliases 0, 1 and so on. */
    private static final class Personal extends KeyStoreSpi {

        private final List<X509Certificate> certificates;
        private final boolean fails;

        Personal(List<X509Certificate> certificates, boolean fails) {
            this.certificates = certificates;
            this.fails = fails;
        }

        @Override
        public void engineLoad(InputStream stream, char[] password) throws IOException {
            if (fails) {
                throw new IOException("no service");
            }
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(IntStream.range(0, certificates.size())
                    .mapToObj(Integer::toString)
                    .toList());
        }

        @Override
        public Certificate engineGetCertificate(String alias) {
            return certificates.get(Integer.parseInt(alias));
        }

        @Override
        public Key engineGetKey(String alias, char[] password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Certificate[] engineGetCertificateChain(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Date engineGetCreationDate(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineDeleteEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int engineSize() {
            return certificates.size();
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineStore(OutputStream stream, char[] password) {
            throw new UnsupportedOperationException();
        }
    }
}
