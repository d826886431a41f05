package io.github.wincred.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.RealStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A certificate credential and the real {@code Windows-MY}. The credential lies in memory: Wine stores none of that type, and Windows wants a
 * smart card for it.
 */
@EnabledOnOs(OS.WINDOWS)
@EnabledIf(
        value = "io.github.wincred.testing.RealStore#isGivenToTests",
        disabledReason = "needs -Dwincred.real-store=yes, since it adds a certificate to Windows-MY")
class CertificateCredentialsWindowsIT {

    private static final String PERSONAL = RealStore.PREFIX;

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private String writeReference(String name, X509Certificate certificate) throws Exception {
        try (Credential credential = Credential.builder(new CredentialKey(CredentialType.DOMAIN_CERTIFICATE, name))
                .userName(WinCred.marshal(CertificateReference.to(certificate)))
                .build()) {
            store.write(credential);
        }
        return "domain-certificate:" + name;
    }

    @Test
    void certificateInWindowsMy_isFoundByTheHash() throws Exception {
        KeyStore.PrivateKeyEntry chain = KeyChains.rsa4096WithChainOfThree();
        X509Certificate certificate = (X509Certificate) chain.getCertificate();
        String present = writeReference("present", certificate);
        String absent = writeReference("absent", (X509Certificate) chain.getCertificateChain()[2]);
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder().store(store).build());
        KeyStore personal = KeyStore.getInstance("Windows-MY");
        personal.load(null, null);

        personal.setCertificateEntry(PERSONAL, certificate);
        try {
            assertThat(keyStore.getCertificate(present)).isEqualTo(certificate);
            CredentialEntry entry = (CredentialEntry) keyStore.getEntry(present, null);
            assertThat(entry.certificate()).contains(certificate);
            assertThat(keyStore.getCertificate(absent)).isNull();
        } finally {
            // Wine keeps it all the same, in the test's own prefix.
            personal.deleteEntry(PERSONAL);
        }
    }
}
