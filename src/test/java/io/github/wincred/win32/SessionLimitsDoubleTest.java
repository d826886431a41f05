package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A logon session that answers and yet may not keep what is asked for, as under a policy and with the token of a service (R50, R51). */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class SessionLimitsDoubleTest {

    private final WindowsCredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private static Credential credential(Persistence persistence) {
        return Credential.generic("limits/name")
                .persistence(persistence)
                .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                .build();
    }

    private CredentialException failureOfWrite(Persistence persistence) {
        try (Credential credential = credential(persistence)) {
            return assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(() -> store.write(credential))
                    .actual();
        }
    }

    @Test
    void sessionThatKeepsNothing_isNotUsable() {
        WincredDouble.limit(Persistence.NONE);

        BackendStatus status = store.status();

        assertThat(status.usable()).isFalse();
        assertThat(status.reason())
                .contains("no generic credentials")
                .contains("SSH", "WinRM", "runas /netonly", "tasks without a stored password", "agents of services")
                .contains("DisableDomainCreds");
    }

    @Test
    void sessionThatKeepsTooShort_isNotUsable() {
        WincredDouble.limit(Persistence.SESSION);

        BackendStatus status = store.status();

        assertThat(status.usable()).isFalse();
        assertThat(status.reason())
                .contains("generic credentials no longer than session, and local-machine is asked for")
                .contains("DisableDomainCreds");
    }

    @Test
    void sessionThatKeepsWhatIsAskedFor_isUsable() {
        WindowsStoreOptions options = new WindowsStoreOptions(
                true, true, WindowsStoreOptions.DEFAULT_MUTEX_WAIT, CredentialType.GENERIC, Persistence.SESSION);
        WincredDouble.limit(Persistence.SESSION);

        BackendStatus status = WincredDouble.store(options).status();

        assertThat(status.usable()).as(status.reason()).isTrue();
        assertThat(status.reason()).isEmpty();
    }

    @Test
    void writeBeyondTheLimit_saysWhatTheSessionMayKeep() {
        WincredDouble.limit(Persistence.SESSION);

        CredentialException e = failureOfWrite(Persistence.LOCAL_MACHINE);

        assertThat(e.reason()).isEqualTo(Reason.NO_LOGON_SESSION);
        assertThat(e.windowsCode()).isEqualTo(1312);
        assertThat(e)
                .hasMessageContaining("CredWrite of generic 'limits/name'")
                .hasMessageContaining("generic credentials no longer than session, and local-machine is asked for")
                .hasMessageContaining("DisableDomainCreds")
                .hasMessageContaining("runas /netonly");
        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }

    @Test
    void writeInASessionThatKeepsNothing_saysSo() {
        WincredDouble.limit(Persistence.NONE);

        assertThat(failureOfWrite(Persistence.SESSION)).hasMessageContaining("no generic credentials");
    }

    @Test
    void writeInASessionThatDoesNotAnswer_saysWhy() {
        WincredDouble.fail(WincredDouble.Call.WRITE, 1, 1312);
        WincredDouble.fail(WincredDouble.Call.SESSION_TYPES, 1, 1312);

        assertThat(failureOfWrite(Persistence.SESSION))
                .hasMessageContaining("CredWrite")
                .hasMessageContaining("this logon session has no credential set")
                .hasMessageContaining("DisableDomainCreds");
    }

    @Test
    void writeWithinTheLimit_isDone() {
        WincredDouble.limit(Persistence.SESSION);

        try (Credential credential = credential(Persistence.SESSION)) {
            store.write(credential);
        }

        assertThat(store.list(CredentialFilter.all())).hasSize(1);
    }
}
