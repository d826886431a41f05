package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a prompt returns and stores, with a person who answers as told. */
class StoringPrompterTest {

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private final CredentialStore store = VaultCredentialStore.open(configuration);
    private final PendingConfirmations pending = new PendingConfirmations();
    private final ScriptedSurface person = new ScriptedSurface(false);
    private final StoringPrompter prompter = new StoringPrompter(store, person, pending);

    private static PromptRequest.Builder generic(PromptFlag... more) {
        PromptRequest.Builder builder = PromptRequest.builder("target");
        List<PromptFlag> flags = new ArrayList<>(List.of(more));
        flags.add(PromptFlag.GENERIC_CREDENTIALS);
        return builder.flags(flags);
    }

    private PromptResult.Entered entered(PromptRequest.Builder request) {
        return (PromptResult.Entered) prompter.prompt(request.build());
    }

    private static String text(Secret secret) {
        return new String(secret.toUtf16LeText().orElseThrow());
    }

    private void write(String name, String user, String password) {
        try (Credential credential = Credential.generic(name)
                .userName(user)
                .secret(Secret.ofUtf16Le(password.toCharArray()))
                .build()) {
            store.write(credential);
        }
    }

    @Test
    void savedGenericCredential_isStoredAsWindowsDoes() {
        person.answer("bob", "p\u00e4ss\ud83d\udd11", true);

        try (PromptResult.Entered entered = entered(generic())) {
            assertThat(entered.userName()).isEqualTo("bob");
            assertThat(text(entered.password())).isEqualTo("p\u00e4ss\ud83d\udd11");
            assertThat(entered.save()).isTrue();
        }
        try (Credential stored = store.find(CredentialKey.generic("target")).orElseThrow()) {
            assertThat(stored.userName()).contains("bob");
            assertThat(text(stored.secret().orElseThrow())).isEqualTo("p\u00e4ss\ud83d\udd11");
            assertThat(stored.persistence()).isEqualTo(Persistence.ENTERPRISE);
            assertThat(stored.comment()).isEmpty();
        }
    }

    @Test
    void domainPassword_getsTheTargetAsItsDomain() {
        person.answer("bob", "geheim", true);

        try (PromptResult.Entered entered = entered(PromptRequest.builder("SERVER"))) {
            assertThat(entered.userName()).isEqualTo("SERVER\\bob");
        }
        assertThat(store.describe(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "SERVER"))
                        .orElseThrow()
                        .userName())
                .contains("SERVER\\bob");
    }

    @Test
    void userNameTarget_isStoredUnderTheUserName() {
        person.answer("CORP\\bob", "geheim", true);

        entered(PromptRequest.builder("SERVER").flags(PromptFlag.USERNAME_TARGET_CREDENTIALS))
                .close();

        assertThat(store.describe(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "CORP\\bob"))
                        .orElseThrow()
                        .flags())
                .isEqualTo(CredentialFlags.USERNAME_TARGET);
    }

    @ParameterizedTest
    @CsvSource({
        // flags, asked, ticked, stored
        "'', true, true, true",
        "'', true, false, false",
        "PERSIST, false, false, true",
        "DO_NOT_PERSIST, false, true, false",
        "DO_NOT_PERSIST SHOW_SAVE_CHECK_BOX, true, true, false",
    })
    void flags_decideWhetherIsAskedAndStored(String flags, boolean asked, boolean ticked, boolean stored) {
        List<PromptFlag> given = new ArrayList<>(List.of(PromptFlag.GENERIC_CREDENTIALS));
        for (String flag : flags.split(" ", -1)) {
            if (!flag.isEmpty()) {
                given.add(PromptFlag.valueOf(flag));
            }
        }
        person.answer("bob", "geheim", ticked);

        try (PromptResult.Entered entered =
                entered(PromptRequest.builder("target").flags(given))) {
            assertThat(entered.save()).isEqualTo(ticked);
        }
        assertThat(person.shown.get(0).asksToSave()).isEqualTo(asked);
        assertThat(store.describe(CredentialKey.generic("target")).isPresent()).isEqualTo(stored);
    }

    @Test
    void storedGenericCredential_isTheAnswerAndNobodyIsAsked() {
        write("TARGET", "alice", "geheim");

        try (PromptResult.Entered entered = entered(generic().save(false))) {
            assertThat(entered.userName()).isEqualTo("alice");
            assertThat(text(entered.password())).isEqualTo("geheim");
            assertThat(entered.save()).isFalse();
        }
        assertThat(person.shown).isEmpty();
    }

    @Test
    void storedCredential_isNotTheAnswerIfUnwantedWrongOrAnothers() {
        write("target", "alice", "geheim");

        assertThat(prompter.prompt(generic(PromptFlag.ALWAYS_SHOW_UI).build())).isEqualTo(new PromptResult.Cancelled());
        assertThat(prompter.prompt(generic(PromptFlag.INCORRECT_PASSWORD).build()))
                .isEqualTo(new PromptResult.Cancelled());
        assertThat(prompter.prompt(generic().userName("bob").build())).isEqualTo(new PromptResult.Cancelled());
        assertThat(prompter.prompt(PromptRequest.builder("target").build())).isEqualTo(new PromptResult.Cancelled());
        assertThat(person.shown).hasSize(4);
        assertThat(person.shown.get(1).problem().orElseThrow()).contains("wrong");
    }

    @Test
    void cancelledPrompt_storesNothing() {
        assertThat(prompter.prompt(generic().build())).isEqualTo(new PromptResult.Cancelled());
        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }

    @Test
    void unacceptableAnswer_isAskedForAgainWithTheProblem() {
        person.answer("bare", "one", false)
                .answer("CORP\\bob", "x".repeat(257), false)
                .answer("CORP\\bob", "two", false);

        try (PromptResult.Entered entered = entered(generic(PromptFlag.VALIDATE_USERNAME))) {
            assertThat(text(entered.password())).isEqualTo("two");
        }
        assertThat(person.shown.get(1).problem().orElseThrow()).contains("DOMAIN\\user");
        assertThat(person.shown.get(1).userName()).isEqualTo("bare");
        assertThat(person.shown.get(2).problem().orElseThrow()).contains("256");
    }

    @Test
    void emptyUserName_isEnoughWherePasswordsAlone() {
        person.answer("", "geheim", false).answer("", "geheim", false);

        entered(PromptRequest.builder("SERVER").flags(PromptFlag.PASSWORD_ONLY_OK))
                .close();
        assertThat(prompter.prompt(PromptRequest.builder("SERVER").build())).isEqualTo(new PromptResult.Cancelled());
    }

    @Test
    void confirmedCredential_isStoredAndADeniedOneIsNot() {
        for (String target : new String[] {"good", "bad"}) {
            person.answer("bob", "geheim", true);
            entered(PromptRequest.builder(target).flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.EXPECT_CONFIRMATION))
                    .close();
        }
        assertThat(store.list(CredentialFilter.all())).isEmpty();

        prompter.confirm("good", true);
        new StoringPrompter(store, person, pending).confirm("bad", false);

        assertThat(store.list(CredentialFilter.all()))
                .extracting(Credential::targetName)
                .containsExactly("good");
        assertNothingWaits("good");
        assertNothingWaits("bad");
    }

    @Test
    void sixthWaitingCredential_dropsTheOldest() {
        for (int i = 0; i <= 5; i++) {
            person.answer("bob", "geheim", true);
            entered(PromptRequest.builder("t" + i)
                            .flags(PromptFlag.GENERIC_CREDENTIALS, PromptFlag.EXPECT_CONFIRMATION))
                    .close();
        }

        assertNothingWaits("t0");
        assertNothingWaits("T1");
        prompter.confirm("t1", true);
        prompter.confirm("t5", true);
    }

    private void assertNothingWaits(String target) {
        CredentialException failure =
                catchThrowableOfType(CredentialException.class, () -> prompter.confirm(target, true));
        assertThat(failure.windowsCode()).isEqualTo(1168);
    }

    @Test
    void initialPassword_isShownAndClosedWhateverHappens() {
        Secret first = Secret.ofUtf16Le("geheim".toCharArray());
        Secret second = first.copy();

        prompter.prompt(generic().password(first).build());
        assertThatThrownBy(() -> prompter.prompt(
                        PromptRequest.builder("").password(second).build()))
                .isInstanceOf(CredentialException.class);

        assertThat(person.shown.get(0).password()).isPresent();
        assertThat(first.isDestroyed()).isTrue();
        assertThat(second.isDestroyed()).isTrue();
    }

    @Test
    void failureToStore_wipesWhatWasEntered() {
        CredentialStore full =
                VaultCredentialStore.open(configuration.toBuilder().capacity(0).build());
        Secret password = Secret.ofUtf16Le("geheim".toCharArray());
        PromptSurface surface = new PromptSurface() {
            @Override
            public PromptResult show(PromptForm form) {
                return new PromptResult.Entered("bob", password, true);
            }

            @Override
            public boolean isCommandLine() {
                return false;
            }
        };

        CredentialException failure = catchThrowableOfType(
                CredentialException.class,
                () -> new StoringPrompter(full, surface, pending)
                        .prompt(generic().build()));

        assertThat(failure.reason()).isEqualTo(Reason.STORE_FULL);
        assertThat(password.isDestroyed()).isTrue();
    }

    @Test
    void certificates_areNotAvailable() {
        CredentialException failure = catchThrowableOfType(
                CredentialException.class,
                () -> prompter.prompt(PromptRequest.builder("SERVER")
                        .flags(PromptFlag.REQUIRE_SMARTCARD)
                        .build()));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_AVAILABLE);
    }

    @Test
    void passwords_appearInNoText() {
        Secret password = Secret.ofUtf16Le("geheim".toCharArray());
        PromptRequest request = generic().password(password).build();

        assertThat(request.toString() + PromptForm.of(request, false) + new PromptResult.Entered("bob", password, true))
                .doesNotContain("geheim");
    }
}
