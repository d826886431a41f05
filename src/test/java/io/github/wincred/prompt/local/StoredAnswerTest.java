package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a stored credential answers a prompt, beyond the plain case. */
class StoredAnswerTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private static void write(CredentialStore store, byte... secret) {
        try (Credential credential = Credential.generic("target")
                .userName("alice")
                .secret(Secret.copyOf(secret))
                .build()) {
            store.write(credential);
        }
    }

    private static PromptRequest request(PromptFlag... more) {
        PromptRequest.Builder builder = PromptRequest.builder("target");
        PromptFlag[] flags = new PromptFlag[more.length + 2];
        flags[0] = PromptFlag.GENERIC_CREDENTIALS;
        flags[1] = PromptFlag.EXCLUDE_CERTIFICATES;
        System.arraycopy(more, 0, flags, 2, more.length);
        return builder.errorCode(1326).flags(flags).build();
    }

    private static StoringPrompter prompter(CredentialStore store, ScriptedSurface person) {
        return new StoringPrompter(store, person, new PendingConfirmations());
    }

    @Test
    void secretThatIsNoText_isNotTheAnswer() {
        write(store, (byte) 1, (byte) 2, (byte) 3);
        ScriptedSurface person = new ScriptedSurface(false);

        assertThat(prompter(store, person).prompt(request())).isEqualTo(new PromptResult.Cancelled());
        assertThat(person.shown).hasSize(1);
    }

    @Test
    void incorrectPassword_countsInADialogOnly() {
        write(store, (byte) 'x', (byte) 0);
        ScriptedSurface dialog = new ScriptedSurface(false);
        ScriptedSurface console = new ScriptedSurface(true);

        assertThat(prompter(store, dialog).prompt(request(PromptFlag.INCORRECT_PASSWORD)))
                .isEqualTo(new PromptResult.Cancelled());
        try (PromptResult result = prompter(store, console).prompt(request(PromptFlag.INCORRECT_PASSWORD))) {
            assertThat(result).isInstanceOf(PromptResult.Entered.class);
        }
        prompter(store, console).prompt(request(PromptFlag.INCORRECT_PASSWORD, PromptFlag.ALWAYS_SHOW_UI));

        assertThat(dialog.shown.get(0).problem().orElseThrow()).contains("wrong");
        assertThat(console.shown.get(0).problem().orElseThrow()).contains("1326");
    }

    /** As Windows asks to do where its own store cannot be used: prompt again with DO_NOT_PERSIST. */
    @Test
    void storeThatCannotBeUsed_hindersNoPromptThatDoesNotPersist(@TempDir Path place) {
        VaultConfiguration configuration =
                VaultConfiguration.persistent(place.resolve("vault"), place.resolve("vault.key")).toBuilder()
                        .passwordIterations(600_000)
                        .build();
        try (VaultCredentialStore open = VaultCredentialStore.open(configuration);
                VaultCredentialStore locked = VaultCredentialStore.open(configuration)) {
            open.unlock("geheim".toCharArray());
            write(open, (byte) 'x', (byte) 0);
            ScriptedSurface person = new ScriptedSurface(false);

            assertThat(prompter(locked, person).prompt(request(PromptFlag.DO_NOT_PERSIST)))
                    .isEqualTo(new PromptResult.Cancelled());
            assertThat(person.shown).hasSize(1);
            assertThat(catchThrowableOfType(
                                    CredentialException.class,
                                    () -> prompter(locked, person).prompt(request()))
                            .reason())
                    .isEqualTo(Reason.LOCKED);
        }
    }
}
