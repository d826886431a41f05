package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.rules.DomainMatching;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Domain matching over many targets and stores, against R42 written down once more, as a rank instead of as a list of names. */
class DomainMatchingProperties {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void lessSpecificCredential_neverChangesTheAnswer(
            @ForAll("targets") TargetInformation target,
            @ForAll("names") List<String> stored,
            @ForAll("names") List<String> added) {
        VaultCredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
        stored.forEach(name -> write(store, name));
        List<String> answer = answer(store, target);
        Assume.that(!answer.isEmpty());
        int best = rank(target, answer.get(0));

        added.stream().filter(name -> rank(target, name) > best).forEach(name -> write(store, name));

        assertThat(answer(store, target)).isEqualTo(answer);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void answer_isTheCredentialOfTheLowestRank(
            @ForAll("targets") TargetInformation target, @ForAll("names") List<String> stored) {
        VaultCredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
        stored.forEach(name -> write(store, name));
        int best = stored.stream().mapToInt(name -> rank(target, name)).min().orElse(NONE);

        List<String> answer = answer(store, target);

        if (best == NONE) {
            assertThat(answer).isEmpty();
        } else {
            assertThat(answer).hasSize(1);
            assertThat(rank(target, answer.get(0))).isEqualTo(best);
        }
    }

    private static final int NONE = Integer.MAX_VALUE;

    private static int rank(TargetInformation target, String name) {
        String dns = target.dnsServerName().orElse("");
        String given = target.targetName().orElse("");
        if (given.contains("\\") && name.equals(given)) {
            return 1;
        } else if (name.equals(dns)) {
            return 2;
        } else if (name.equals(target.netbiosServerName().orElse(""))) {
            return 3;
        } else if (name.equals(given)) {
            return 4;
        } else if (name.startsWith("*.") && dns.endsWith(name.substring(1)) && dns.length() >= name.length()) {
            return 1000 - name.length();
        } else if (name.equals(target.dnsDomainName().orElse("-") + "\\*")) {
            return 1001;
        } else if (name.equals(target.netbiosDomainName().orElse("-") + "\\*")) {
            return 1002;
        } else if (name.equals("*Session")) {
            return 1003;
        }
        return name.equals("*") ? 1004 : NONE;
    }

    private static List<String> answer(VaultCredentialStore store, TargetInformation target) {
        return DomainMatching.of("test", target).select(store).stream()
                .map(Credential::targetName)
                .toList();
    }

    private static void write(VaultCredentialStore store, String name) {
        store.write(Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, name))
                .userName("CORP\\bob")
                .persistence(Persistence.SESSION)
                .build());
    }

    /** Few labels, so that names meet. */
    private static Arbitrary<String> host() {
        return Arbitraries.of("a", "b").list().ofMinSize(1).ofMaxSize(3).map(labels -> String.join(".", labels));
    }

    @Provide
    Arbitrary<TargetInformation> targets() {
        Arbitrary<String> given = Arbitraries.oneOf(host(), host().map(name -> name + "\\share"));
        return Combinators.combine(
                        given.injectNull(0.3),
                        host(),
                        host().injectNull(0.3),
                        host().injectNull(0.3),
                        host().injectNull(0.3))
                .as((name, dns, netbios, dnsDomain, netbiosDomain) -> TargetInformation.builder()
                        .targetName(name)
                        .dnsServerName(dns)
                        .netbiosServerName(netbios)
                        .dnsDomainName(dnsDomain)
                        .netbiosDomainName(netbiosDomain)
                        .build());
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.oneOf(
                        host(),
                        host().map(name -> name + "\\share"),
                        host().map(name -> "*." + name),
                        host().map(name -> name + "\\*"),
                        Arbitraries.of("*", "*Session"))
                .list()
                .ofMaxSize(16);
    }
}
