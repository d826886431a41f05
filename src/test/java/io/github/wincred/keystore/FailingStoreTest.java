package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.ProviderException;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that fails is never an answer: neither an entry that is not there nor a certificate that is none. */
class FailingStoreTest {

    private final ProbedStore probe = new ProbedStore(VaultCredentialStore.open(VaultConfiguration.inMemory()));

    private KeyStore keyStore;

    @BeforeEach
    void storeOneEntry() throws Exception {
        keyStore = loaded(probe.store());
        keyStore.setEntry("srv", TestKeys.entry("ec"), null);
        keyStore.store(null, null);
    }

    private void failNext(Reason reason) {
        probe.failAt(1, new CredentialException(reason, "test", null, "made to fail"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "BUSY", "UNUSABLE", "NO_LOGON_SESSION", "ACCESS_DENIED", "DAMAGED"})
    void methodWithoutACheckedException_throwsAProviderException(Reason reason) throws Exception {
        Certificate certificate = TestKeys.entry("ec").getCertificate();
        for (ThrowingCallable question : List.<ThrowingCallable>of(
                () -> keyStore.aliases(), () -> keyStore.size(), () -> keyStore.getCertificateAlias(certificate))) {
            failNext(reason);
            assertThatThrownBy(question)
                    .isInstanceOfSatisfying(
                            ProviderException.class,
                            e -> assertThat(((CredentialException) e).reason()).isEqualTo(reason));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "BUSY", "UNUSABLE", "NO_LOGON_SESSION", "ACCESS_DENIED"})
    void questionAboutAnAlias_throwsAProviderException(Reason reason) {
        for (ThrowingCallable question : List.<ThrowingCallable>of(
                () -> keyStore.containsAlias("srv"),
                () -> keyStore.isKeyEntry("srv"),
                () -> keyStore.isCertificateEntry("srv"),
                () -> keyStore.entryInstanceOf("srv", KeyStore.PrivateKeyEntry.class),
                () -> keyStore.getCreationDate("srv"),
                () -> keyStore.getCertificate("srv"),
                () -> keyStore.getCertificateChain("srv"))) {
            failNext(reason);
            assertThatThrownBy(question)
                    .isInstanceOfSatisfying(
                            ProviderException.class,
                            e -> assertThat(((CredentialException) e).reason()).isEqualTo(reason));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "BUSY", "UNUSABLE", "NO_LOGON_SESSION", "ACCESS_DENIED", "DAMAGED"})
    void methodWithACheckedException_throwsIt(Reason reason) throws Exception {
        Certificate certificate = TestKeys.entry("ec").getCertificate();
        failNext(reason);
        assertThatThrownBy(() -> keyStore.getKey("srv", null))
                .isInstanceOf(UnrecoverableKeyException.class)
                .hasCauseInstanceOf(CredentialException.class);
        failNext(reason);
        assertThatThrownBy(() -> keyStore.getEntry("srv", null))
                .isInstanceOf(UnrecoverableEntryException.class)
                .hasCauseInstanceOf(CredentialException.class);
        keyStore.setKeyEntry("new", password("x"), null, null);
        failNext(reason);
        assertThatThrownBy(() -> keyStore.store(null, null))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(CredentialException.class);
        if (reason != Reason.DAMAGED) {
            failNext(reason);
            assertThatThrownBy(() -> keyStore.setCertificateEntry("srv", certificate))
                    .isInstanceOf(KeyStoreException.class)
                    .hasCauseInstanceOf(CredentialException.class);
            failNext(reason);
            assertThatThrownBy(() -> keyStore.deleteEntry("Domain:target=srv"))
                    .isInstanceOf(KeyStoreException.class)
                    .hasCauseInstanceOf(CredentialException.class);
            keyStore.deleteEntry("srv");
            failNext(reason);
            assertThatThrownBy(() -> keyStore.store(null, null))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(CredentialException.class);
        }
    }
}
