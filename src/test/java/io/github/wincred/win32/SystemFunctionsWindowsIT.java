package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.contract.Feature;
import io.github.wincred.contract.RenamingContract;
import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.WindowsPromptRequest;
import io.github.wincred.testing.RealStore;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the system itself answers: the safe rename on its store, and each optional function as Wine has it or lacks it. */
class SystemFunctionsWindowsIT implements RenamingContract {

    private final WindowsCredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());
    private final WindowsFunctions functions = WindowsFunctions.ofSystem();

    @Override
    public CredentialStore store() {
        return store;
    }

    @Override
    public CredentialStore secondStore() {
        return store;
    }

    @Override
    public String prefix() {
        return RealStore.PREFIX + "-functions-";
    }

    @Override
    public Optional<String> cannotShow(Feature feature) {
        return ThisWindows.cannotShow(feature);
    }

    @AfterEach
    void leaveNothingBehind() {
        removeLeftovers();
    }

    private static CredentialException failure(ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void faithfulRename_isError50() {
        CredentialKey key = stored("old", (byte) 1);

        assertThat(failure(() -> functions.credRename(key, prefix() + "new")).windowsCode())
                .isEqualTo(50);
        assertThat(secretOf(key)).containsExactly(1);
    }

    @Test
    void parseUserName_takesADomainAndUserApart() {
        assertThat(functions.parseUserName("CORP\\bob")).isEqualTo(new AccountName("bob", "CORP"));
        assertThat(failure(() -> functions.parseUserName("CORP\\" + "b".repeat(514)))
                        .windowsCode())
                .isEqualTo(122);
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void whatWineLacks_isNotAvailableAndEndsNoProcess() {
        assertNotAvailable(() -> functions.findBestCredential("a"));
        assertNotAvailable(() -> functions.protect(true, new char[] {'a'}));
        assertNotAvailable(() -> functions.unprotect(true, new char[] {'a'}));
        assertNotAvailable(() -> functions.protectEx(Set.of(), new char[] {'a'}));
        assertNotAvailable(() -> functions.unprotectEx(Set.of(), new char[] {'a'}));
        assertNotAvailable(() -> functions.protectionOf(new char[] {'a'}));
        assertNotAvailable(() -> functions.packAuthenticationBuffer(Set.of(), "a", new char[0]));
        assertNotAvailable(() -> functions.storeSingleSignOn(null, "a", new char[0], false));
        assertNotAvailable(() -> WindowsDomainCredentials.of(store).targetInformation("a"));
        assertNotAvailable(() -> new WindowsPrompter(new OptionalCalls(OptionalFunction::find), true)
                .prompt(PromptRequest.builder("a")
                        .flags(PromptFlag.EXCLUDE_CERTIFICATES)
                        .build()));
        assertThat(WindowsBackend.consolePrompter()).isEmpty();
    }

    private static void assertNotAvailable(ThrowingCallable call) {
        CredentialException failure = failure(call);
        assertThat(failure.reason()).isEqualTo(Reason.NOT_AVAILABLE);
        assertThat(failure).hasMessageContaining("does not have Cred");
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void stubsOfWine_answerWithTheirErrors() {
        assertThat(functions.readSingleSignOnUser("realm")).isEmpty();
        assertThat(WindowsDomainCredentials.of(store)
                        .read(TargetInformation.builder()
                                .dnsServerName("files.corp.example")
                                .build()))
                .isEmpty();
        CredentialException failure =
                failure(() -> functions.promptForWindowsCredentials(WindowsPromptRequest.of("m", "c")));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_AVAILABLE);
        assertThat(failure)
                .hasMessageContaining("CredUIPromptForWindowsCredentials")
                .hasMessageContaining(System.getProperty("os.name"));
    }
}
