package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.contract.DomainCredentialsContract;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.credential.TargetInformationFlags;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Domain credentials of the vault, and what only the vault decides: extended credentials and the cache. */
class VaultDomainCredentialsTest implements DomainCredentialsContract {

    private final VaultCredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
    private final TargetInformationCache cache = new TargetInformationCache();
    private final DomainCredentials domain = new VaultDomainCredentials(store, cache);

    private final TargetInformation server = TargetInformation.builder()
            .targetName("files")
            .dnsServerName("files.corp.example")
            .netbiosServerName("FILES")
            .netbiosDomainName("CORP")
            .packageName("Kerberos")
            .flags(TargetInformationFlags.ONLY_PASSWORD_REQUIRED.with(new TargetInformationFlags(0x8000)))
            .credentialTypes(CredentialType.DOMAIN_EXTENDED)
            .build();

    @Override
    public DomainCredentials domainCredentials() {
        return domain;
    }

    @Test
    void extendedCredentials_comeOneForEachUserOfTheMostSpecificName() {
        storeExtended("Domain:target=files|CORP\\alice");
        storeExtended("Domain:target=FILES.corp.example|CORP\\alice");
        storeExtended("Domain:target=files.corp.example|CORP\\bob");
        storeExtended("Domain:target=other|CORP\\bob");

        assertThat(domain.read(server))
                .extracting(Credential::targetName)
                .containsExactlyInAnyOrder(
                        "Domain:target=FILES.corp.example|CORP\\alice", "Domain:target=files.corp.example|CORP\\bob");
        assertThat(domain.read(server.toBuilder().credentialTypes().build())).isEmpty();
    }

    private void storeExtended(String name) {
        store.write(Credential.builder(new CredentialKey(CredentialType.DOMAIN_EXTENDED, name))
                .userName(name.substring(name.indexOf('|') + 1))
                .build());
    }

    @Test
    void target_isKnownOnceItWasCachedAndByEachOfItsServerNames() {
        domain.read(server);
        assertThat(domain.targetInformation("files")).isEmpty();

        domain.readAndCache(server);

        assertThat(domain.targetInformation("FILES.CORP.EXAMPLE")).contains(server);
        assertThat(domain.targetInformation("files")).contains(server);
        assertThat(domain.targetInformation("CORP")).as("a domain is no server").isEmpty();
        assertThat(new VaultDomainCredentials(store, cache).targetInformation("files"))
                .contains(server);
        assertThat(new VaultDomainCredentials(store, new TargetInformationCache()).targetInformation("files"))
                .isEmpty();
    }

    @Test
    void targetCachedAgain_isReplaced() {
        domain.readAndCache(server);
        TargetInformation newer = server.toBuilder().packageName("NTLM").build();
        domain.readAndCache(newer);

        assertThat(domain.targetInformation("files")).contains(newer);
    }

    @Test
    void refusedTarget_isNotCached() {
        TargetInformation bad =
                server.toBuilder().dnsDomainName("d".repeat(338)).build();

        assertThatThrownBy(() -> domain.readAndCache(bad)).isInstanceOf(CredentialException.class);
        assertThat(domain.targetInformation("files")).isEmpty();
    }

    @Test
    void cache_forgetsTheOldestBeyondItsCapacity() {
        for (int i = 0; i <= 256; i++) {
            domain.readAndCache(
                    TargetInformation.builder().dnsServerName("host" + i).build());
        }

        assertThat(domain.targetInformation("host0")).isEmpty();
        assertThat(domain.targetInformation("host1")).isPresent();
        assertThat(domain.targetInformation("host256")).isPresent();
    }

    @Test
    void nameResolution_findsATargetUnderItsCanonicalName() throws Exception {
        String canonical = InetAddress.getAllByName("127.0.0.1")[0].getCanonicalHostName();
        domain.readAndCache(TargetInformation.builder().dnsServerName(canonical).build());

        assertThat(domain.targetInformationResolvingName("127.0.0.1"))
                .map(TargetInformation::dnsServerName)
                .contains(Optional.of(canonical));
        assertThat(domain.targetInformationResolvingName("host.invalid")).isEmpty();
    }

    @Test
    void badName_isRefused() {
        assertThatThrownBy(() -> domain.targetInformation("")).hasMessageContaining("TargetName is empty");
        assertThatThrownBy(() -> domain.targetInformation("n".repeat(338))).hasMessageContaining("338");
        assertThatThrownBy(() -> domain.targetInformation("a\0b")).hasMessageContaining("U+0000 at index 1");
    }
}
