package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.rules.WindowsTime;
import org.junit.jupiter.api.Test;

/** When a write counts as applied. */
class ReadBackTest {

    private static final long CALLED = 133_000_000_000_000_000L;

    private static Credential.Builder of(CredentialType type, int secret) {
        return Credential.builder(new CredentialKey(type, "n"))
                .userName("bob")
                .secret(Secret.copyOf(new byte[] {(byte) secret}));
    }

    private static Credential found(Credential.Builder builder, long lastWritten) {
        return builder.lastWritten(WindowsTime.toInstant(lastWritten)).build();
    }

    private static boolean applied(CredentialType type, int foundSecret, long lastWritten) {
        Credential written = of(type, 1).build();
        return ReadBack.isApplied(written, false, found(of(type, foundSecret), lastWritten), CALLED);
    }

    @Test
    void ownSecret_isApplied() {
        assertThat(applied(CredentialType.GENERIC, 1, CALLED + 1)).isTrue();
        assertThat(applied(CredentialType.GENERIC, 1, CALLED)).isTrue();
    }

    @Test
    void ownSecretUnderAnOlderTime_isAppliedIfTheTextsAreOursToo() {
        assertThat(applied(CredentialType.GENERIC, 1, CALLED - 1)).isTrue();

        Credential written = of(CredentialType.GENERIC, 1).comment("new").build();
        Credential old = found(of(CredentialType.GENERIC, 1).comment("old"), CALLED - 1);
        assertThat(ReadBack.isApplied(written, false, old, CALLED)).isFalse();
        // R30: a system may not tell an empty string from an absent one.
        Credential empty = of(CredentialType.GENERIC, 1).comment("").build();
        assertThat(ReadBack.isApplied(empty, false, found(of(CredentialType.GENERIC, 1), CALLED - 1), CALLED))
                .isTrue();
    }

    @Test
    void foreignSecret_isLostIfOlderAndAnothersIfNewer() {
        assertThat(applied(CredentialType.GENERIC, 2, CALLED - 1)).isFalse();
        assertThat(applied(CredentialType.GENERIC, 2, CALLED)).isFalse();
        assertThat(applied(CredentialType.GENERIC, 2, CALLED + 1)).isTrue();
    }

    @Test
    void hiddenSecret_isJudgedByTheTime() {
        for (CredentialType type :
                new CredentialType[] {CredentialType.DOMAIN_PASSWORD, CredentialType.DOMAIN_CERTIFICATE}) {
            assertThat(applied(type, 2, CALLED - 1)).isFalse();
            assertThat(applied(type, 2, CALLED)).isTrue();
            assertThat(applied(type, 2, CALLED + 1)).isTrue();
        }
    }

    @Test
    void keptSecret_isJudgedByTheTime() {
        Credential written = Credential.generic("n").userName("bob").build();
        assertThat(ReadBack.isApplied(written, true, found(of(CredentialType.GENERIC, 1), CALLED - 1), CALLED))
                .isFalse();
        assertThat(ReadBack.isApplied(written, true, found(of(CredentialType.GENERIC, 1), CALLED), CALLED))
                .isTrue();
    }

    @Test
    void noSecret_equalsAnEmptyOne() {
        Credential written = Credential.generic("n").build();
        Credential empty = found(Credential.generic("n").secret(Secret.empty()), CALLED);
        assertThat(ReadBack.isApplied(written, false, empty, CALLED)).isTrue();
        assertThat(ReadBack.isApplied(written, false, found(of(CredentialType.GENERIC, 1), CALLED), CALLED))
                .isFalse();
    }

    @Test
    void extendedDomainCredential_isJudgedByPresence() {
        assertThat(applied(CredentialType.DOMAIN_EXTENDED, 2, CALLED - 1)).isTrue();
    }

    @Test
    void credentialAfterADelete_staysOnlyIfItIsNewer() {
        assertThat(ReadBack.isNewer(found(of(CredentialType.GENERIC, 1), CALLED + 1), CALLED))
                .isTrue();
        assertThat(ReadBack.isNewer(found(of(CredentialType.GENERIC, 1), CALLED), CALLED))
                .isFalse();
    }
}
