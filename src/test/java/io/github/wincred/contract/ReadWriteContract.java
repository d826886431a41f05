package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, writing, replacing and deleting: rules R1 to R31. */
public interface ReadWriteContract extends StoreFixture {

    @Test
    default void writtenCredential_isReadBackWhole() {
        CredentialKey key = key("whole");
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        try (Credential credential = Credential.builder(key)
                .userName("DOM\\bob")
                .comment("a comment \u00e9\ud83d\ude00")
                .targetAlias("an alias")
                .persistence(Persistence.ENTERPRISE)
                .secret(Secret.copyOf(new byte[] {0, 1, (byte) 0xFF, 0, 7}))
                .build()) {
            store().write(credential);
        }

        try (Credential found = secondStore().find(key).orElseThrow()) {
            assertThat(found.key()).isEqualTo(key);
            assertThat(found.targetName()).isEqualTo(key.targetName());
            assertThat(found.userName()).contains("DOM\\bob");
            assertThat(found.comment()).contains("a comment \u00e9\ud83d\ude00");
            assertThat(found.targetAlias()).as("R29").contains("an alias");
            assertThat(found.persistence()).isEqualTo(Persistence.ENTERPRISE);
            assertThat(found.secret().orElseThrow().toByteArray()).as("R25").containsExactly(0, 1, 0xFF, 0, 7);
            assertThat(found.lastWritten().orElseThrow())
                    .as("R10")
                    .isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    default void describedCredential_hasEverythingButTheSecret() {
        CredentialKey key = key("described");
        try (Credential credential = Credential.builder(key)
                .userName("bob")
                .secret(Secret.copyOf(new byte[] {1}))
                .build()) {
            store().write(credential);
        }

        Credential described = store().describe(key).orElseThrow();

        assertThat(described.userName()).contains("bob");
        assertThat(described.lastWritten()).isPresent();
        assertThat(described.secret()).isEmpty();
    }

    @Test
    default void absentCredential_isAnAnswer() {
        CredentialKey key = key("never written");

        assertThat(store().find(key)).as("R31").isEmpty();
        assertThat(store().describe(key)).isEmpty();
        assertThat(store().delete(key)).isFalse();
    }

    @Test
    default void deletedCredential_isGoneAndSecondDeleteSaysSo() {
        CredentialKey key = stored("deleted", (byte) 1);

        assertThat(store().delete(key)).isTrue();
        assertThat(secondStore().find(key)).isEmpty();
        assertThat(store().delete(key)).as("R31").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 2559, 2560})
    default void secretOfEachLegalSize_roundTrips(int size) {
        byte[] secret = new byte[size];
        for (int i = 0; i < size; i++) {
            secret[i] = (byte) (i * 7 + 1);
        }

        CredentialKey key = stored("size " + size, secret);

        assertThat(secretOf(key)).as("R15, R24, R25").isEqualTo(secret);
    }

    @Test
    default void overwrite_replacesEveryField() {
        needs(Feature.CLEARING_BY_OVERWRITE);
        CredentialKey key = key("replaced");
        try (Credential first = Credential.builder(key)
                .userName("bob")
                .comment("old")
                .targetAlias("alias")
                .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                .build()) {
            store().write(first);
        }

        store().write(Credential.builder(key).persistence(Persistence.SESSION).build());

        try (Credential found = store().find(key).orElseThrow()) {
            assertThat(found.userName()).as("R9").isEmpty();
            assertThat(found.comment()).isEmpty();
            assertThat(found.targetAlias()).isEmpty();
            assertThat(found.persistence()).as("R18").isEqualTo(Persistence.SESSION);
            assertThat(found.secret().orElseThrow().isEmpty()).isTrue();
        }
    }

    @Test
    default void overwrite_replacesSecretUserNameAndPersistence() {
        CredentialKey key = stored("replaced secret", (byte) 1, (byte) 2);

        try (Credential second = Credential.builder(key)
                .userName("alice")
                .persistence(Persistence.ENTERPRISE)
                .secret(Secret.copyOf(new byte[] {9}))
                .build()) {
            store().write(second);
        }

        try (Credential found = secondStore().find(key).orElseThrow()) {
            assertThat(found.userName()).contains("alice");
            assertThat(found.persistence()).isEqualTo(Persistence.ENTERPRISE);
            assertThat(found.secret().orElseThrow().toByteArray()).containsExactly(9);
        }
    }

    @Test
    default void nameInOtherCase_isTheSameCredential() {
        CredentialKey key = stored("Mixed Case \u00c9\u00df\u0130", (byte) 5);
        CredentialKey other = key("mixed case \u00e9\u00df\u0130");

        assertThat(secretOf(other)).as("R2").containsExactly(5);
        stored("MIXED CASE \u00c9\u00df\u0130", (byte) 6);
        assertThat(secretOf(key)).containsExactly(6);
        assertThat(store().delete(other)).isTrue();
        assertThat(store().find(key)).isEmpty();
    }

    @Test
    default void nameThatOnlyJavaFolds_isAnotherCredential() {
        CredentialKey dotless = stored("k\u0131nd", (byte) 1);
        CredentialKey dotted = stored("kind", (byte) 2);
        CredentialKey kelvin = stored("\u212aind", (byte) 3);
        CredentialKey longS = stored("\u017fort", (byte) 4);
        CredentialKey plainS = stored("sort", (byte) 5);

        assertThat(secretOf(dotless)).containsExactly(1);
        assertThat(secretOf(dotted)).containsExactly(2);
        assertThat(secretOf(kelvin)).containsExactly(3);
        assertThat(secretOf(longS)).containsExactly(4);
        assertThat(secretOf(plainS)).containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u4e2d\u56fd/\u5bc6\u7801",
                "\u0414\u0416 \u03b1\u03b2 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
                "\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb",
                "e\u0301 is not \u00e9",
                "git:https://bob@host:8443/a?b=c&d=*",
                "a*",
                "*",
                "?",
                "a|b",
                " spaces at both ends ",
                "tab\tand\nnewline",
                "..",
                "."
            })
    default void unusualName_isKeptExactly(String name) {
        CredentialKey key = stored("name " + name, name.getBytes(StandardCharsets.UTF_8));

        try (Credential found = secondStore().find(key).orElseThrow()) {
            assertThat(found.targetName()).isEqualTo(prefix() + "name " + name);
            assertThat(found.secret().orElseThrow().toByteArray()).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void backslashInName_isNotAnUnderscore() {
        needs(Feature.BACKSLASH_IN_NAMES);
        CredentialKey backslash = stored("a\\b", (byte) 1);
        CredentialKey underscore = stored("a_b", (byte) 2);

        assertThat(secretOf(backslash)).containsExactly(1);
        assertThat(secretOf(underscore)).containsExactly(2);
    }

    @Test
    default void attributes_keepOrderRepetitionAndBytes() {
        needs(Feature.ATTRIBUTES);
        CredentialKey key = key("attributes");
        var label = CredentialAttribute.of("label", "Docker Credentials".getBytes(StandardCharsets.UTF_8));
        var empty = CredentialAttribute.of("Company_Empty", new byte[0]);
        var again = CredentialAttribute.of("label", new byte[] {0, (byte) 0xFF});
        store().write(Credential.builder(key)
                .addAttribute(label)
                .addAttribute(empty)
                .addAttribute(again)
                .build());

        try (Credential found = secondStore().find(key).orElseThrow()) {
            assertThat(found.attributes()).as("R27").containsExactly(label, empty, again);
        }
    }

    @Test
    default void sameNameOfAnotherType_isAnotherCredential() {
        CredentialKey generic = stored("two-types.example", (byte) 1);
        CredentialKey domain = domainKey("two-types");

        try (Credential credential = Credential.builder(domain)
                .userName("DOM\\bob")
                .secret(Secret.ofUtf16Le("pw".toCharArray()))
                .build()) {
            store().write(credential);
        }

        assertThat(secretOf(generic)).as("R3").containsExactly(1);
        assertThat(store().delete(generic)).isTrue();
        try (Credential found = store().find(domain).orElseThrow()) {
            assertThat(found.userName()).contains("DOM\\bob");
        }
        assertThat(store().delete(domain)).isTrue();
    }

    @Test
    default void domainPassword_isNeverGivenBack() {
        CredentialKey key = domainKey("hidden");
        try (Credential credential = Credential.builder(key)
                .userName("bob@dom.example")
                .secret(Secret.ofUtf16Le("pw".toCharArray()))
                .build()) {
            store().write(credential);
        }

        try (Credential found = store().find(key).orElseThrow()) {
            assertThat(found.secret()).as("R22").isEmpty();
        }
        store().delete(key);
    }

    @Test
    default void domainPasswordWithoutUserName_isRefused() {
        CredentialKey key = domainKey("no-user");

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> store().write(Credential.builder(key).build()))
                .satisfies(e -> assertThat(e.reason()).as("R20").isEqualTo(Reason.BAD_USER_NAME))
                .satisfies(e -> assertThat(e.windowsCode()).isEqualTo(2202))
                .withMessageContaining("UserName");
        assertThat(store().find(key)).isEmpty();
    }

    @Test
    default void everyDefinedType_canBeStored() {
        needs(Feature.EVERY_TYPE);
        CredentialKey key = new CredentialKey(CredentialType.GENERIC_CERTIFICATE, prefix() + "certificate");

        store().write(Credential.builder(key).userName("bob").build());

        assertThat(store().describe(key).orElseThrow().userName()).contains("bob");
        store().delete(key);
    }

    @Test
    default void writeKeepingSecret_replacesTheRest() {
        CredentialKey key = stored("kept", (byte) 1, (byte) 2);

        store().writeKeepingSecret(Credential.builder(key)
                .userName("carol")
                .comment("new")
                .persistence(Persistence.ENTERPRISE)
                .build());

        try (Credential found = secondStore().find(key).orElseThrow()) {
            assertThat(found.secret().orElseThrow().toByteArray()).as("R11").containsExactly(1, 2);
            assertThat(found.userName()).contains("carol");
            assertThat(found.comment()).contains("new");
            assertThat(found.persistence()).isEqualTo(Persistence.ENTERPRISE);
        }
    }

    @Test
    default void writeKeepingSecretOfAbsentCredential_isNotFound() {
        needs(Feature.PRESERVE_NEEDS_EXISTING);
        CredentialKey key = key("nothing to keep");

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(
                        () -> store().writeKeepingSecret(Credential.builder(key).build()))
                .satisfies(e -> assertThat(e.reason()).as("R11").isEqualTo(Reason.NOT_FOUND))
                .satisfies(e -> assertThat(e.windowsCode()).isEqualTo(1168));
        assertThat(store().find(key)).isEmpty();
    }

    @Test
    default void writeKeepingSecretWithASecret_isRefused() {
        CredentialKey key = stored("kept with secret", (byte) 1);

        try (Credential credential =
                Credential.builder(key).secret(Secret.copyOf(new byte[] {9})).build()) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(() -> store().writeKeepingSecret(credential))
                    .satisfies(e -> assertThat(e.reason()).as("R11").isEqualTo(Reason.INVALID_PARAMETER));
        }
        assertThat(secretOf(key)).containsExactly(1);
    }

    @Test
    default void sessionTypes_allowGenericOnThisMachine() {
        var types = store().sessionTypes();

        assertThat(types.keySet()).containsExactlyInAnyOrderElementsOf(CredentialType.defined());
        assertThat(types.get(CredentialType.GENERIC)).isGreaterThanOrEqualTo(Persistence.LOCAL_MACHINE);
    }

    @Test
    default void closedCredential_hasNoSecretLeft() {
        CredentialKey key = stored("closed", (byte) 1);
        Credential found = store().find(key).orElseThrow();
        Secret secret = found.secret().orElseThrow();

        found.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(secret::toByteArray);
        assertThat(secretOf(key)).containsExactly(1);
    }
}
