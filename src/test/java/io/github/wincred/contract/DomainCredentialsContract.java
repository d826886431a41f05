package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program sees of domain credentials (R20 to R23, R42 to R49). */
public interface DomainCredentialsContract {

    /** Certificates are named by a hash that no test looks at. */
    String MARSHALED_CERTIFICATE = "@@BAEgADQQBGcACJowCM0gDPARESMB";

    /** The domain credentials of an empty store; every call within one test gives the same ones. */
    DomainCredentials domainCredentials();

    /** Every line of R42 matches the target of {@link #everything()}. */
    List<String> MOST_SPECIFIC_FIRST = List.of(
            "dfs\\share",
            "server.sub.corp.example",
            "SERVER",
            "*.sub.corp.example",
            "*.corp.example",
            "*.example",
            "corp.example\\*",
            "CORP\\*",
            "*Session",
            "*");

    private static TargetInformation.Builder everything() {
        return TargetInformation.builder()
                .targetName("dfs\\share")
                .dnsServerName("server.sub.corp.example")
                .netbiosServerName("SERVER")
                .dnsDomainName("corp.example")
                .netbiosDomainName("CORP")
                .dnsTreeName("example");
    }

    private void store(CredentialType type, String name) {
        TargetInformation target = everything().targetName(name).build();
        try (Credential credential = credential(type, name)) {
            domainCredentials().write(target, credential);
        }
    }

    private static Credential credential(CredentialType type, String name) {
        return Credential.builder(new CredentialKey(type, name))
                .userName(type.equals(CredentialType.DOMAIN_CERTIFICATE) ? MARSHALED_CERTIFICATE : "CORP\\bob")
                .persistence(name.equalsIgnoreCase("*session") ? Persistence.SESSION : Persistence.LOCAL_MACHINE)
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build();
    }

    private List<String> namesFor(TargetInformation target) {
        return domainCredentials().read(target).stream()
                .map(Credential::targetName)
                .toList();
    }

    @Test
    default void eachLine_isFoundAloneAndBeatsEveryLaterOne() {
        for (int i = MOST_SPECIFIC_FIRST.size() - 1; i >= 0; i--) {
            String name = MOST_SPECIFIC_FIRST.get(i);
            store(CredentialType.DOMAIN_PASSWORD, name);

            assertThat(namesFor(everything().build())).containsExactly(name);
        }
    }

    @Test
    default void targetName_comesAfterTheServerNamesUnlessItIsDfs() {
        TargetInformation target =
                everything().targetName("plain").netbiosServerName("SERVER").build();
        store(CredentialType.DOMAIN_PASSWORD, "*.sub.corp.example");
        assertThat(namesFor(target)).containsExactly("*.sub.corp.example");
        store(CredentialType.DOMAIN_PASSWORD, "plain");
        assertThat(namesFor(target)).containsExactly("plain");
        store(CredentialType.DOMAIN_PASSWORD, "SERVER");
        assertThat(namesFor(target)).containsExactly("SERVER");
        store(CredentialType.DOMAIN_PASSWORD, "server.sub.corp.example");
        assertThat(namesFor(target)).containsExactly("server.sub.corp.example");
    }

    @ParameterizedTest
    @CsvSource({
        "*.sub.corp.example, sub.corp.example",
        "*.corp.example, evilcorp.example",
        "*.corp.example, corp.example",
        "corp.example\\*, other.example",
        "SERVER, SERVER2",
    })
    default void nameOfAnotherTarget_isNotFound(String stored, String dnsServer) {
        store(CredentialType.DOMAIN_PASSWORD, stored);

        assertThat(namesFor(TargetInformation.builder().dnsServerName(dnsServer).build()))
                .isEmpty();
    }

    @Test
    default void names_areComparedWithoutCaseAndReturnedAsStored() {
        store(CredentialType.DOMAIN_PASSWORD, "*.CORP.Example");

        assertThat(namesFor(everything().build())).containsExactly("*.CORP.Example");
        assertThat(namesFor(TargetInformation.builder()
                        .dnsServerName("SERVER.corp.EXAMPLE")
                        .build()))
                .containsExactly("*.CORP.Example");
    }

    @Test
    default void withoutPreference_certificateComesBeforePassword() {
        store(CredentialType.DOMAIN_PASSWORD, "server.sub.corp.example");
        store(CredentialType.DOMAIN_CERTIFICATE, "*");

        assertThat(domainCredentials().read(everything().build()))
                .extracting(Credential::type, Credential::targetName)
                .containsExactly(
                        tuple(CredentialType.DOMAIN_CERTIFICATE, "*"),
                        tuple(CredentialType.DOMAIN_PASSWORD, "server.sub.corp.example"));
    }

    @Test
    default void preference_filtersAndOrders() {
        store(CredentialType.DOMAIN_PASSWORD, "SERVER");
        store(CredentialType.DOMAIN_CERTIFICATE, "SERVER");

        assertThat(typesFor(CredentialType.DOMAIN_PASSWORD, CredentialType.DOMAIN_CERTIFICATE))
                .containsExactly(CredentialType.DOMAIN_PASSWORD, CredentialType.DOMAIN_CERTIFICATE);
        assertThat(typesFor(CredentialType.DOMAIN_PASSWORD)).containsExactly(CredentialType.DOMAIN_PASSWORD);
        assertThat(typesFor(CredentialType.DOMAIN_PASSWORD, CredentialType.DOMAIN_PASSWORD))
                .as("a type named twice")
                .containsExactly(CredentialType.DOMAIN_PASSWORD);
        assertThat(typesFor(CredentialType.GENERIC)).isEmpty();
    }

    private List<CredentialType> typesFor(CredentialType... types) {
        return domainCredentials().read(everything().credentialTypes(types).build()).stream()
                .map(Credential::type)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "dfs\\share, false",
        "server.sub.corp.example, false",
        "SERVER, false",
        "*.example, true",
        "corp.example\\*, true",
        "CORP\\*, true",
        "*Session, true",
        "*, true",
    })
    default void hitThroughWildcard_isFlagged(String name, boolean flagged) {
        store(CredentialType.DOMAIN_PASSWORD, name);

        Credential found = domainCredentials().read(everything().build()).get(0);

        assertThat(found.flags().has(CredentialFlags.WILDCARD_MATCH)).isEqualTo(flagged);
    }

    @Test
    default void secrets_areNeverReturned() {
        store(CredentialType.DOMAIN_PASSWORD, "SERVER");
        store(CredentialType.DOMAIN_CERTIFICATE, "SERVER");

        assertThat(domainCredentials().read(everything().build()))
                .hasSize(2)
                .allMatch(credential -> credential.secret().map(Secret::isEmpty).orElse(true));
    }

    @Test
    default void targetWithoutAnyNamingMember_isRefused() {
        TargetInformation target =
                TargetInformation.builder().targetName("SERVER").build();

        assertThat(refusal(() -> domainCredentials().read(target))).hasMessageContaining("DnsServerName");
        assertThat(refusal(
                        () -> domainCredentials().write(target, credential(CredentialType.DOMAIN_PASSWORD, "SERVER"))))
                .hasMessageContaining("DnsServerName");
    }

    @Test
    default void extendedBesideOtherTypes_isRefused() {
        TargetInformation target = everything()
                .credentialTypes(CredentialType.DOMAIN_EXTENDED, CredentialType.DOMAIN_PASSWORD)
                .build();

        assertThat(refusal(() -> domainCredentials().read(target))).hasMessageContaining("domain-extended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER", "*.other.example", "*.sub.corp.exampl", "other\\*", "*.", "server.*"})
    default void writeOfAnotherTargetsName_isRefused(String name) {
        assertThat(refusal(() -> domainCredentials()
                        .write(everything().build(), credential(CredentialType.DOMAIN_PASSWORD, name))))
                .hasMessageContaining("TargetName");
    }

    @Test
    default void writeOfAnotherType_isRefused() {
        assertThat(refusal(() ->
                        domainCredentials().write(everything().build(), credential(CredentialType.GENERIC, "SERVER"))))
                .hasMessageContaining("generic");
    }

    @Test
    default void memberBeyondItsLimit_isRefusedAndOneAtTheLimitIsNot() {
        assertThat(namesFor(TargetInformation.builder()
                        .dnsServerName("d".repeat(337))
                        .dnsDomainName("d".repeat(337))
                        .build()))
                .isEmpty();
        assertThat(refusal(() -> namesFor(TargetInformation.builder()
                        .dnsServerName("d".repeat(338))
                        .build())))
                .hasMessageContaining("DnsServerName has 338")
                .hasMessageContaining("337");
        assertThat(refusal(
                        () -> namesFor(everything().packageName("p".repeat(257)).build())))
                .hasMessageContaining("PackageName has 257");
        assertThat(refusal(() -> namesFor(everything().targetName("a\0b").build())))
                .hasMessageContaining("TargetName holds U+0000");
    }

    @Test
    default void keepingSecret_needsAStoredCredential() {
        Credential without = credential(CredentialType.DOMAIN_PASSWORD, "SERVER").toBuilder()
                .comment("new")
                .build();

        CredentialException failure = catchThrowableOfType(
                CredentialException.class,
                () -> domainCredentials().writeKeepingSecret(everything().build(), without));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);

        store(CredentialType.DOMAIN_PASSWORD, "SERVER");
        domainCredentials().writeKeepingSecret(everything().build(), without);
        assertThat(domainCredentials().read(everything().build()).get(0).comment())
                .contains("new");
    }

    private static CredentialException refusal(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure.windowsCode()).isEqualTo(87);
        return failure;
    }
}
