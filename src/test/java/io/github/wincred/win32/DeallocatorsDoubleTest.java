package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CO_TASK_MEM_FREE;
import static io.github.wincred.win32.OptionalFunction.CRED_FREE;
import static io.github.wincred.win32.OptionalFunction.LOCAL_FREE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.WindowsPromptRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each function that gives memory out, with the right function to free it, and with every wrong one: the double must notice. */
@ExtendWith(ExtrasDouble.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class DeallocatorsDoubleTest {

    private static final Set<OptionalFunction> DEALLOCATORS = Set.of(CRED_FREE, LOCAL_FREE, CO_TASK_MEM_FREE);

    /** Calls a function of {@code wincred.h} once. */
    private interface Use {
        void of(OptionalCalls calls);
    }

    private static Map<Use, OptionalFunction> uses() {
        TargetInformation target =
                TargetInformation.builder().dnsServerName("files").build();
        Map<Use, OptionalFunction> uses = new LinkedHashMap<>();
        uses.put(
                calls -> new WindowsFunctions(calls).findBestCredential("host").ifPresent(Credential::close),
                CRED_FREE);
        uses.put(calls -> new WindowsFunctions(calls).marshalCredential(new UserNameTarget("bob")), CRED_FREE);
        uses.put(calls -> new WindowsFunctions(calls).unmarshalCredential("@@C"), CRED_FREE);
        uses.put(calls -> domain(calls).targetInformation("files"), CRED_FREE);
        uses.put(calls -> domain(calls).read(target).forEach(Credential::close), CRED_FREE);
        uses.put(calls -> new WindowsFunctions(calls).readSingleSignOnUser(null), LOCAL_FREE);
        uses.put(
                calls -> new WindowsFunctions(calls)
                        .promptForWindowsCredentials(WindowsPromptRequest.of("m", "c"))
                        .ifPresent(PackedCredentials::close),
                CO_TASK_MEM_FREE);
        return uses;
    }

    private static DomainCredentials domain(OptionalCalls calls) {
        return new WindowsDomainCredentials(calls, WincredDouble.store(new WindowsStoreOptions(true, false)));
    }

    @Test
    void eachFunction_freesByItsOwnDeallocatorAndNoOther() {
        uses().forEach((use, right) -> DEALLOCATORS.forEach(used -> {
            use.of(ExtrasDouble.calls(function -> function == right ? used : function));

            assertThat(ExtrasDouble.badFrees())
                    .as(right.exportName() + " replaced by " + used.exportName())
                    .isEqualTo(used == right ? 0 : 1);
        }));
    }
}
