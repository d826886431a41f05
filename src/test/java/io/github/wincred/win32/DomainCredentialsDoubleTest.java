package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.contract.DomainCredentialsContract;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract on the C double, which has the documented order written down once more, and writes that are lost or overtaken. There is no such
 * test on the system itself: Wine lacks the functions.
 */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class DomainCredentialsDoubleTest implements DomainCredentialsContract {

    private final DomainCredentials domain = WincredDouble.domainCredentials(WindowsStoreOptions.ofDefaults());
    private final TargetInformation server =
            TargetInformation.builder().dnsServerName("files.corp.example").build();

    @Override
    public DomainCredentials domainCredentials() {
        return domain;
    }

    private void write() {
        try (Credential credential = Credential.builder(
                        new CredentialKey(CredentialType.DOMAIN_PASSWORD, "files.corp.example"))
                .userName("CORP\\bob")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            domain.write(server, credential);
        }
    }

    @Test
    void lostWrite_isRepeated() {
        WincredDouble.pretend(WincredDouble.Call.WRITE, 3);

        write();

        assertThat(domain.read(server)).hasSize(1);
        assertThat(WincredDouble.calls(WincredDouble.Call.WRITE)).isEqualTo(4);
    }

    @Test
    void writeThatIsLostEachTime_isNotApplied() {
        WincredDouble.pretend(WincredDouble.Call.WRITE, 100);

        CredentialException failure = catchThrowableOfType(CredentialException.class, this::write);

        assertThat(failure.reason()).isEqualTo(Reason.NOT_APPLIED);
        assertThat(failure.operation()).isEqualTo("CredWriteDomainCredentials");
        assertThat(WincredDouble.calls(WincredDouble.Call.WRITE)).isEqualTo(4);
    }

    @Test
    void writeThatAnotherProgramOvertook_isNotRepeated() {
        WincredDouble.foreignWrite(WincredDouble.Call.WRITE, (byte) 7, WincredDouble.SECOND);

        write();

        assertThat(WincredDouble.calls(WincredDouble.Call.WRITE)).isEqualTo(1);
        assertThat(domain.read(server).get(0).userName()).contains("another\\program");
    }

    @Test
    void withoutReadBack_isWrittenOnceAndNotRead() {
        DomainCredentials careless = WincredDouble.domainCredentials(new WindowsStoreOptions(false, false));
        WincredDouble.pretend(WincredDouble.Call.WRITE, 1);

        careless.write(
                server,
                Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "files.corp.example"))
                        .userName("CORP\\bob")
                        .build());

        assertThat(WincredDouble.calls(WincredDouble.Call.WRITE)).isEqualTo(1);
        assertThat(WincredDouble.calls(WincredDouble.Call.READ)).isZero();
    }
}
