package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Enumerating: rules R33 to R41. */
public interface ListingContract extends StoreFixture {

    @Test
    default void emptyListing_isAnEmptyList() {
        assertThat(store().list(CredentialFilter.startingWith(prefix() + "nothing/")))
                .as("R37")
                .isEmpty();
    }

    @Test
    default void prefixFilter_ignoresCaseAndCoversEveryType() {
        stored("list-One", (byte) 1);
        stored("LIST-two", (byte) 2);
        stored("lis", (byte) 3);
        CredentialKey domain = domainKey("list-domain");
        store().write(Credential.builder(domain).userName("DOM\\bob").build());

        List<Credential> listed =
                secondStore().list(CredentialFilter.parse(prefix().toUpperCase(Locale.ROOT) + "LiSt-*"));

        assertThat(listed)
                .extracting(Credential::key)
                .as("R33, R34")
                .containsExactlyInAnyOrder(key("list-One"), key("LIST-two"), domain);
        assertThat(listed).extracting(Credential::targetName).contains(prefix() + "list-One", prefix() + "LIST-two");
    }

    @Test
    default void listing_carriesMetadataButNoSecret() {
        CredentialKey key = key("list-metadata");
        try (Credential credential = Credential.builder(key)
                .userName("bob")
                .persistence(Persistence.SESSION)
                .secret(Secret.copyOf(new byte[] {1}))
                .build()) {
            store().write(credential);
        }

        Credential listed =
                store().list(CredentialFilter.startingWith(prefix() + "list-")).get(0);

        assertThat(listed.userName()).contains("bob");
        assertThat(listed.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(listed.lastWritten()).isPresent();
        assertThat(listed.secret()).isEmpty();
    }

    @Test
    default void listingWithSecrets_carriesThemWhereTheTypeDoes() {
        stored("secrets-a", (byte) 1);
        stored("secrets-b");
        CredentialKey domain = domainKey("secrets-c");
        try (Credential credential = Credential.builder(domain)
                .userName("DOM\\bob")
                .secret(Secret.ofUtf16Le("pw".toCharArray()))
                .build()) {
            store().write(credential);
        }

        List<Credential> listed = store().listWithSecrets(CredentialFilter.startingWith(prefix() + "secrets-"));

        try {
            assertThat(listed).hasSize(3);
            for (Credential credential : listed) {
                switch (credential.targetName().substring(prefix().length())) {
                    case "secrets-a" ->
                        assertThat(credential.secret().orElseThrow().toByteArray())
                                .as("R41")
                                .containsExactly(1);
                    case "secrets-b" ->
                        assertThat(credential.secret().orElseThrow().isEmpty())
                                .as("R15")
                                .isTrue();
                    default -> assertThat(credential.secret()).as("R22").isEmpty();
                }
            }
        } finally {
            listed.forEach(Credential::close);
        }
    }

    @Test
    default void filterWithoutAsterisk_isTheExactName() {
        stored("exact", (byte) 1);
        stored("exact and more", (byte) 2);

        assertThat(store().list(CredentialFilter.parse(prefix() + "EXACT")))
                .extracting(Credential::key)
                .as("R35")
                .containsExactly(key("exact"));
    }

    @Test
    default void wildcardsInsideAFilter_areOrdinaryCharacters() {
        stored("wild/a*b", (byte) 1);
        stored("wild/axb", (byte) 2);

        assertThat(store().list(CredentialFilter.parse(prefix() + "wild/a*b*")))
                .extracting(Credential::key)
                .as("R35")
                .containsExactly(key("wild/a*b"));
        assertThat(store().list(CredentialFilter.parse(prefix() + "wild/a?b*"))).isEmpty();
    }

    @Test
    default void filterForEverything_includesWhatWasWritten() {
        CredentialKey key = stored("everything", (byte) 1);

        assertThat(store().list(CredentialFilter.all()))
                .extracting(Credential::key)
                .as("R34")
                .contains(key);
        assertThat(store().list(CredentialFilter.parse("*")))
                .extracting(Credential::key)
                .contains(key);
    }

    @Test
    default void allNamespaces_qualifiesEveryName() {
        needs(Feature.ALL_NAMESPACES);
        CredentialKey generic = stored("namespaces", (byte) 1);
        CredentialKey domain = domainKey("namespaces");
        store().write(Credential.builder(domain).userName("DOM\\bob").build());

        assertThat(store().listAllNamespaces())
                .extracting(Credential::targetName)
                .as("R38")
                .contains("LegacyGeneric:target=" + generic.targetName(), "Domain:target=" + domain.targetName());
    }
}
