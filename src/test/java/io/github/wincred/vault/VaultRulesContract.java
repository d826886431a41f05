package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What both variants of the vault do beyond the contract of every store: clock, capacity, and what this project decided. */
interface VaultRulesContract {

    /** The configuration of a vault that does not exist yet; every call within one test gives the same one. */
    VaultConfiguration configuration();

    private CredentialStore open() {
        return VaultCredentialStore.open(configuration());
    }

    private CredentialStore openWithCapacity(int capacity) {
        return VaultCredentialStore.open(
                configuration().toBuilder().capacity(capacity).build());
    }

    private static void write(CredentialStore store, String name, int secret) {
        try (Credential credential = Credential.generic(name)
                .secret(Secret.copyOf(new byte[] {(byte) secret}))
                .build()) {
            store.write(credential);
        }
    }

    @Test
    default void lastWritten_isTheInjectedTimeCutTo100Nanoseconds() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-02-29T12:34:56.123456789Z"));
        CredentialStore store = VaultCredentialStore.open(
                configuration().toBuilder().clock(now::get).build());
        CredentialKey key = CredentialKey.generic("clocked");

        store.write(Credential.builder(key).lastWritten(Instant.EPOCH).build());
        assertThat(store.describe(key).orElseThrow().lastWritten())
                .as("R10")
                .contains(Instant.parse("2024-02-29T12:34:56.123456700Z"));

        now.set(Instant.parse("1815-12-10T00:00:00Z"));
        store.writeKeepingSecret(Credential.builder(key).build());
        assertThat(store.list(CredentialFilter.all()))
                .extracting(c -> c.lastWritten().orElseThrow())
                .containsExactly(Instant.parse("1815-12-10T00:00:00Z"));
    }

    @Test
    default void fullVault_refusesANewNameOnly() {
        CredentialStore store = openWithCapacity(2);
        write(store, "one", 1);
        store.write(Credential.generic("two").persistence(Persistence.SESSION).build());

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> write(store, "three", 3))
                .satisfies(e -> assertThat(e.reason()).as("R28").isEqualTo(Reason.STORE_FULL))
                .satisfies(e -> assertThat(e.windowsCode()).isEqualTo(8));
        assertThat(store.find(CredentialKey.generic("three"))).isEmpty();

        write(store, "ONE", 4);
        write(store, "TWO", 5);
        assertThat(store.delete(CredentialKey.generic("one"))).isTrue();
        write(store, "three", 6);
        assertThat(store.list(CredentialFilter.all())).hasSize(2);
    }

    @Test
    default void credentialOverwrittenInOtherCase_hasTheNewestSpelling() {
        CredentialStore store = open();
        write(store, "Some Name", 1);
        write(store, "SOME name", 2);

        assertThat(store.list(CredentialFilter.all()))
                .extracting(Credential::targetName)
                .as("R2")
                .containsExactly("SOME name");
    }

    @Test
    default void persistenceChangedBackAndForth_leavesOneCredential() {
        CredentialStore store = open();
        CredentialKey key = CredentialKey.generic("moving");
        Persistence[] levels = {
            Persistence.LOCAL_MACHINE,
            Persistence.SESSION,
            Persistence.SESSION,
            Persistence.ENTERPRISE,
            Persistence.SESSION
        };
        for (int i = 0; i < levels.length; i++) {
            try (Credential credential = Credential.builder(key)
                    .persistence(levels[i])
                    .secret(Secret.copyOf(new byte[] {(byte) i}))
                    .build()) {
                store.write(credential);
            }
            try (Credential found = open().find(key).orElseThrow()) {
                assertThat(found.persistence()).as("R18").isEqualTo(levels[i]);
                assertThat(found.secret().orElseThrow().toByteArray()).containsExactly(i);
            }
            assertThat(store.list(CredentialFilter.all())).hasSize(1);
        }
        assertThat(store.delete(key)).isTrue();
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    default void writeKeepingSecret_movesTheSecretBetweenPersistences() {
        CredentialStore store = open();
        CredentialKey key = CredentialKey.generic("kept");
        write(store, "kept", 7);
        for (Persistence level :
                new Persistence[] {Persistence.SESSION, Persistence.SESSION, Persistence.LOCAL_MACHINE}) {
            store.writeKeepingSecret(Credential.builder(key)
                    .persistence(level)
                    .comment(level.label())
                    .build());
            try (Credential found = store.find(key).orElseThrow()) {
                assertThat(found.persistence()).isEqualTo(level);
                assertThat(found.comment()).contains(level.label());
                assertThat(found.secret().orElseThrow().toByteArray()).as("R11").containsExactly(7);
            }
        }
    }

    @Test
    default void domainPassword_keepsItsHiddenSecretThroughAPreservingWrite() {
        CredentialStore store = open();
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_PASSWORD, "host.example");
        try (Credential credential = Credential.builder(key)
                .userName("DOM\\bob")
                .secret(Secret.ofUtf16Le("pw".toCharArray()))
                .build()) {
            store.write(credential);
        }

        store.writeKeepingSecret(Credential.builder(key).userName("DOM\\eve").build());

        assertThat(store.listWithSecrets(CredentialFilter.all()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.userName()).contains("DOM\\eve");
                    assertThat(found.secret()).as("R22").isEmpty();
                });
    }

    @Test
    default void certificate_losesItsPinAndAsksForItOnlyInAnotherSession() {
        CredentialStore store = open();
        CredentialKey key = new CredentialKey(CredentialType.DOMAIN_CERTIFICATE, "host.example");
        try (Credential credential = Credential.builder(key)
                .userName("@@B--------------------------P")
                .flags(CredentialFlags.PROMPT_NOW)
                .secret(Secret.ofUtf16Le("1234".toCharArray()))
                .build()) {
            store.write(credential);
        }

        Credential found = store.find(key).orElseThrow();

        assertThat(found.secret()).as("R22").isEmpty();
        assertThat(found.flags()).as("R12: written in this session").isEqualTo(CredentialFlags.NONE);
    }

    @Test
    default void promptNow_isNeverStored() {
        CredentialStore store = open();
        store.write(Credential.generic("flags")
                .flags(CredentialFlags.PROMPT_NOW.with(CredentialFlags.PASSWORD_FOR_CERT))
                .build());

        assertThat(store.describe(CredentialKey.generic("flags")).orElseThrow().flags())
                .as("R12")
                .isEqualTo(CredentialFlags.PASSWORD_FOR_CERT);
    }

    @Test
    default void sessionTypes_matchWhatCanBeWritten() {
        CredentialStore store = open();
        assertThat(store.sessionTypes().get(CredentialType.DOMAIN_VISIBLE_PASSWORD))
                .isEqualTo(Persistence.NONE);
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> store.write(
                        Credential.builder(new CredentialKey(CredentialType.DOMAIN_VISIBLE_PASSWORD, "host"))
                                .build()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED));
        for (CredentialType type : CredentialType.defined()) {
            if (!type.equals(CredentialType.DOMAIN_VISIBLE_PASSWORD)) {
                assertThat(store.sessionTypes().get(type)).isEqualTo(Persistence.ENTERPRISE);
                store.write(Credential.builder(new CredentialKey(type, "Domain:target=host"))
                        .userName(
                                type.equals(CredentialType.DOMAIN_CERTIFICATE)
                                        ? "@@B--------------------------P"
                                        : "DOM\\bob")
                        .persistence(Persistence.ENTERPRISE)
                        .build());
            }
        }
        assertThat(store.list(CredentialFilter.all())).hasSize(5);
    }

    @Test
    default void lookUpOfAnUndefinedTypeOrAnEmptyName_isRefused() {
        CredentialStore store = open();
        for (CredentialKey key : new CredentialKey[] {
            new CredentialKey(CredentialType.of(7), "x"),
            new CredentialKey(CredentialType.of(0), "x"),
            new CredentialKey(CredentialType.of(-1), "x"),
            CredentialKey.generic("")
        }) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(() -> store.find(key))
                    .satisfies(e -> assertThat(e.windowsCode()).as("R5, R6").isEqualTo(87));
            assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> store.describe(key));
            assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> store.delete(key));
        }
    }

    @Test
    default void writtenSecret_staysTheCallers() {
        CredentialStore store = open();
        try (Secret secret = Secret.copyOf(new byte[] {1, 2, 3})) {
            store.write(Credential.generic("mine").secret(secret).build());
            assertThat(secret.isDestroyed()).isFalse();
            store.find(CredentialKey.generic("mine")).orElseThrow().close();
            assertThat(secret.toByteArray()).containsExactly(1, 2, 3);
        }
        try (Credential found = store.find(CredentialKey.generic("mine")).orElseThrow()) {
            assertThat(found.secret().orElseThrow().toByteArray()).containsExactly(1, 2, 3);
        }
    }
}
