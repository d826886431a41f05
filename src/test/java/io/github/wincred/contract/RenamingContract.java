package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialRenaming;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The safe rename, on every store. */
public interface RenamingContract extends StoreFixture {

    @Test
    default void rename_takesEverythingAlong() {
        CredentialKey key = key("old");
        Credential.Builder full = Credential.builder(key)
                .userName("bob")
                .comment("")
                .targetAlias("alias")
                .persistence(Persistence.ENTERPRISE)
                .secret(Secret.copyOf(new byte[] {0, 1, -1}));
        if (cannotShow(Feature.ATTRIBUTES).isEmpty()) {
            full.addAttribute(CredentialAttribute.of("k", new byte[] {7}));
        }
        try (Credential credential = full.build()) {
            store().write(credential);
            Optional<String> comment = store().describe(key).orElseThrow().comment();

            assertThat(renaming().rename(key, prefix() + "new")).isTrue();

            try (Credential renamed = store().find(key("new")).orElseThrow()) {
                assertThat(renamed.secret()).isEqualTo(credential.secret());
                assertThat(renamed.userName()).contains("bob");
                assertThat(renamed.comment()).as("R30").isEqualTo(comment);
                assertThat(renamed.targetAlias()).contains("alias");
                assertThat(renamed.persistence()).isEqualTo(Persistence.ENTERPRISE);
                assertThat(renamed.attributes()).isEqualTo(credential.attributes());
            }
        }
        assertThat(store().describe(key)).isEmpty();
    }

    @Test
    default void rename_keepsAbsentMembersAbsent() {
        CredentialKey key = stored("old", (byte) 1);

        renaming().rename(key, prefix() + "new");

        assertThat(store().describe(key("new")).orElseThrow().comment()).isEmpty();
        assertThat(secretOf(key("new"))).containsExactly(1);
    }

    @Test
    default void renameToATakenName_changesNothing() {
        CredentialKey key = stored("old", (byte) 1);
        CredentialKey taken = stored("TAKEN", (byte) 2);

        CredentialException failure = failure(() -> renaming().rename(key, prefix() + "taken"));

        assertThat(failure.reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(failure.windowsCode()).isEqualTo(183);
        assertThat(secretOf(key)).containsExactly(1);
        assertThat(secretOf(taken)).containsExactly(2);
    }

    @Test
    default void renameOfAnAbsentCredential_isFalse() {
        assertThat(renaming().rename(key("absent"), prefix() + "new")).isFalse();
        assertThat(store().describe(key("new"))).isEmpty();
        assertThat(renaming().rename(key("absent"), prefix() + "ABSENT")).isFalse();
    }

    @Test
    default void renameToOtherCase_keepsTheCredential() {
        CredentialKey key = stored("name", (byte) 1);

        assertThat(renaming().rename(key, prefix() + "NAME")).isTrue();

        assertThat(store().describe(key).orElseThrow().targetName()).isEqualTo(prefix() + "NAME");
        assertThat(secretOf(key)).containsExactly(1);
    }

    @Test
    default void renameOfADomainPassword_isRefusedAndChangesNothing() {
        CredentialKey key = domainKey("server");
        try (Credential credential = Credential.builder(key)
                .userName("CORP\\bob")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            store().write(credential);
        }

        CredentialException failure = failure(() -> renaming().rename(key, prefix() + "new"));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(failure).hasMessageContaining("cannot be read back");
        assertThat(store().describe(key)).isPresent();
    }

    @Test
    default void renameToABadName_isRefusedAndChangesNothing() {
        CredentialKey key = stored("old", (byte) 1);

        assertThat(failure(() -> renaming().rename(key, "")).reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure(() -> renaming().rename(key, "x".repeat(32768))).reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(secretOf(key)).containsExactly(1);
    }

    private CredentialRenaming renaming() {
        return WinCred.renaming(store());
    }

    private static CredentialException failure(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
