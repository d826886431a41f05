package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.loaded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.local.PendingConfirmations;
import io.github.wincred.prompt.local.PromptForm;
import io.github.wincred.prompt.local.PromptSurface;
import io.github.wincred.prompt.local.StoringPrompter;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;

/** What a prompt saves is an entry of the key store. */
class PromptedSecretTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    /** Somebody who enters a name and a password, and ticks the box. */
    private static final class Person implements PromptSurface {
        @Override
        public PromptResult show(PromptForm form) {
            return new PromptResult.Entered("CORP\\bob", Secret.ofUtf16Le("p\u00e4ss\ud83d\udd11".toCharArray()), true);
        }

        @Override
        public boolean isCommandLine() {
            return false;
        }
    }

    private void prompt(PromptFlag... flags) {
        new StoringPrompter(store, new Person(), new PendingConfirmations())
                .prompt(PromptRequest.builder("app/db").flags(flags).build())
                .close();
    }

    @Test
    void savedGenericPassword_isAnEntryWithItsText() throws Exception {
        prompt(PromptFlag.GENERIC_CREDENTIALS);

        KeyStore keyStore = loaded(store);

        assertThat(keyStore.getKey("app/db", null).getEncoded()).isEqualTo("p\u00e4ss\ud83d\udd11".getBytes(UTF_8));
    }

    /** Its secret is never given back (R22). */
    @Test
    void savedDomainPassword_isAnEntryWithoutAKey() throws Exception {
        prompt();

        KeyStore keyStore = loaded(store);

        assertThat(keyStore.containsAlias("domain-password:app/db")).isTrue();
        assertThat(keyStore.getKey("domain-password:app/db", null)).isNull();
    }
}
