package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could not be stored as it was answered is asked for again, and what could not be stored at all is refused before anybody is asked. */
class UnacceptableAnswersTest {

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());
    private final ScriptedSurface person = new ScriptedSurface(false);
    private final StoringPrompter prompter = new StoringPrompter(store, person, new PendingConfirmations());

    private PromptResult ask(String target, PromptFlag... flags) {
        return prompter.prompt(PromptRequest.builder(target).flags(flags).build());
    }

    private void assertAskedAgainFor(String problem) {
        assertThat(person.shown).hasSize(2);
        assertThat(person.shown.get(1).problem().orElseThrow()).contains(problem);
        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }

    @Test
    void userNameWithNul_isAskedForAgain() {
        person.answer("bob\0", "geheim", true);

        ask("target", PromptFlag.GENERIC_CREDENTIALS);

        assertAskedAgainFor("U+0000");
    }

    @Test
    void passwordWithNul_isAskedForAgain() {
        person.answer("bob", "gehe\0im", true);

        ask("target", PromptFlag.GENERIC_CREDENTIALS);

        assertAskedAgainFor("U+0000");
    }

    @Test
    void domainPasswordWithoutUserName_isAskedForAgainIfItIsToBeSaved() {
        person.answer("", "geheim", true);

        ask("SERVER", PromptFlag.PASSWORD_ONLY_OK);

        assertAskedAgainFor("A user name is needed to save the password.");
    }

    /** The target is the name of a program then, and shown only. */
    @Test
    void targetOfUserNameTarget_isNoDomain() {
        person.answer("bob", "geheim", true);

        ask("notepad", PromptFlag.USERNAME_TARGET_CREDENTIALS);

        assertAskedAgainFor("DOMAIN\\user");
    }

    @Test
    void userNameTooLongForATargetName_isAskedForAgain() {
        person.answer("CORP\\" + "b".repeat(333), "geheim", true);

        ask("notepad", PromptFlag.USERNAME_TARGET_CREDENTIALS);

        assertAskedAgainFor("337");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*session", "*.corp.example", "CORP\\*"})
    void wildcardTarget_isRefusedBeforeAnybodyIsAsked(String target) {
        CredentialException failure =
                catchThrowableOfType(CredentialException.class, () -> ask(target, PromptFlag.EXPECT_CONFIRMATION));

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure).hasMessageContaining("wildcard");
        assertThat(person.shown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GENERIC_CREDENTIALS", "DO_NOT_PERSIST", "USERNAME_TARGET_CREDENTIALS"})
    void wildcardTargetThatIsNotStoredAsOne_isAskedFor(String flag) {
        assertThat(ask("*", PromptFlag.valueOf(flag))).isEqualTo(new PromptResult.Cancelled());
        assertThat(person.shown).hasSize(1);
    }
}
