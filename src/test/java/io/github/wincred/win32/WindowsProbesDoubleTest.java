package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.diagnostics.ExpectedRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the self-test asks, of the C doubles: they answer as the pages of Microsoft say, where these say anything. */
@ExtendWith({WincredDouble.Accounts.class, ExtrasDouble.class})
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class WindowsProbesDoubleTest {

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private static Map<String, String> answers(CredApi api) {
        Map<String, String> answers = new LinkedHashMap<>();
        assertThat(new WindowsProbes(api, ExtrasDouble.calls()).run(true, answers::put))
                .isZero();
        return answers;
    }

    @Test
    void answers_areTheExpectedOnes() {
        Map<String, ExpectedRule> rules = ExpectedRule.all();
        Map<String, String> answers = answers(new WincredDouble());

        assertThat(answers).containsOnlyKeys(rules.keySet());
        answers.entrySet().removeIf(answer -> rules.get(answer.getKey()).allows(answer.getValue()));
        // The double compares by the system's own function, and Wine's folds it.
        answers.remove("4e", "found");
        assertThat(answers.keySet())
                .as("what the double leaves to the store above it, or always answers alike")
                .containsExactlyInAnyOrder(
                        "1a 3a 3b 17b 21a 21b 21c 29a 32a 32b 32c 34c 34d 34e 34f 34g 34h 35a 37c 38a 38b 38c"
                                .split(" ", -1));
    }

    @Test
    void person_findsTheStoreAsItWas() {
        for (String name : List.of("", "app/db", "wincred-selftest-", "wincred-selftest-0123456g/x")) {
            store.write(Credential.generic(name.isEmpty() ? "x" : name)
                    .comment("mine")
                    .secret(Secret.copyOf(new byte[] {1}))
                    .build());
        }
        List<String> before = contents();

        assertThat(String.join("\n", answers(new WincredDouble()).values())).doesNotContain("app/db");

        assertThat(contents()).isEqualTo(before);
    }

    private List<String> contents() {
        return store.listWithSecrets(CredentialFilter.all()).stream()
                .map(credential -> credential.key() + " " + credential.comment() + " "
                        + Arrays.toString(credential.secret().orElseThrow().toByteArray()))
                .sorted()
                .toList();
    }

    @Test
    void run_storesFewCredentialsAtATime() {
        int[] most = {0};
        answers(new WatchedApi(new WincredDouble(), function -> {
            if (function.equals(WatchedApi.DELETE)) {
                most[0] = Math.max(most[0], store.list(CredentialFilter.all()).size());
            }
        }));

        assertThat(most[0]).isBetween(1, 45);
    }
}
