package io.github.wincred.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The right-hand lines of the porting tables that run on the vault and under Wine, on a store that is thrown away. */
public interface PortingLines {

    /** A store without the credentials {@code app}, {@code app2} and {@code host}. */
    CredentialStore store();

    private static Credential credential() {
        char[] password = "geheim".toCharArray();
        return Credential.generic("app")
                .userName("bob")
                .comment("note")
                .secret(Secret.ofUtf16Le(password))
                .build();
    }

    private static PromptRequest request() {
        return PromptRequest.builder("host")
                .caption("Log on")
                .message("Enter your account.")
                .flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.EXCLUDE_CERTIFICATES)
                .build();
    }

    @Test
    default void storeLines_doWhatTheirCallsDid() {
        CredentialStore store = store();
        try (Credential credential = credential()) {
            store.write(credential);
            assertThat(store.find(CredentialKey.generic("app")).orElseThrow().secret())
                    .isEqualTo(credential.secret());
            Credential withoutSecret =
                    Credential.generic("app").userName("alice").build();
            store.writeKeepingSecret(withoutSecret);
            assertThat(store.find(CredentialKey.generic("app")).orElseThrow().secret())
                    .isEqualTo(credential.secret());
            assertThat(store.listWithSecrets(CredentialFilter.parse("git:*")))
                    .extracting(Credential::key)
                    .doesNotContain(credential.key());
            assertThat(store.sessionTypes()).containsKey(CredentialType.GENERIC);
            assertThat(WinCred.renaming(store).rename(CredentialKey.generic("app"), "app2"))
                    .isTrue();
            assertThat(store.delete(CredentialKey.generic("app"))).isFalse();
            assertThat(store.delete(credential.key())).isFalse();
            assertThat(store.delete(CredentialKey.generic("app2"))).isTrue();
        }
    }

    @Test
    default void promptLines_answerFromTheStore() {
        CredentialStore store = store();
        try (Credential stored = Credential.generic("host")
                .userName("bob")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            store.write(stored);
        }
        PromptRequest request = request();
        try (PromptResult console = WinCred.consolePrompter(store).prompt(request);
                PromptResult dialog = WinCred.dialogPrompter(store).prompt(request)) {
            assertThat(console).isEqualTo(dialog);
            assertThat(((PromptResult.Entered) dialog).userName()).isEqualTo("bob");
        } finally {
            store.delete(CredentialKey.generic("host"));
        }
        assertThat(failure(() -> WinCred.dialogPrompter(store).confirm("host", true))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    /** What a call fails with. */
    static CredentialException failure(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
