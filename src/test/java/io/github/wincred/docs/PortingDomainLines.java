package io.github.wincred.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import org.junit.jupiter.api.Test;

/** The right-hand lines of the porting tables about domain credentials, for the vault and the C double; Wine lacks what they need. */
public interface PortingDomainLines {

    /** Domain credentials that find something for the server {@code files.corp.example}, at the latest when it was written. */
    DomainCredentials domain();

    @Test
    default void domainLines_doWhatTheirCallsDid() {
        DomainCredentials domain = domain();
        TargetInformation target = TargetInformation.builder()
                .targetName("files")
                .dnsServerName("files.corp.example")
                .build();
        try (Credential domainPassword = Credential.builder(
                        new CredentialKey(CredentialType.DOMAIN_PASSWORD, "files.corp.example"))
                .userName("CORP\\bob")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            domain.write(target, domainPassword);
        }
        assertThat(domain.read(target)).isNotEmpty();
        assertThat(domain.readAndCache(target)).isNotEmpty();
        assertThat(domain.targetInformation("files").orElseThrow().dnsServerName())
                .contains("files.corp.example");
        assertThat(domain.targetInformationResolvingName("files")).isPresent();
    }
}
