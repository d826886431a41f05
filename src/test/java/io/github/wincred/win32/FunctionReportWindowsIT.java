package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Calls each function of wincred.h once on this system and once on a C double, and writes down what came of it, in {@code native-functions.md} of
 * the build.
 */
@ExtendWith({ExtrasDouble.class, WincredDouble.Accounts.class})
@EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
class FunctionReportWindowsIT {

    private static final String REAL = "real result";

    /** There is nothing to confirm here; another test has the dialog. */
    private static final String CONFIRM = OptionalFunction.CREDUI_CONFIRM_CREDENTIALS.exportName();

    /** What frees memory and is not declared in wincred.h. */
    private static final Set<OptionalFunction> FOREIGN =
            Set.of(OptionalFunction.LOCAL_FREE, OptionalFunction.CO_TASK_MEM_FREE);

    /** A row of DIFFERENCES.md: function, Windows, Wine, vault. */
    private static final Pattern DIFFERENCE =
            Pattern.compile("(?m)^\\| `(Cred\\w+)` \\| [^|]+ \\| ([^|;]+)[^|]* \\| [^|]+ \\|$");

    private final CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());

    @AfterEach
    void leaveNothingBehind() {
        store.delete(CredentialKey.generic(FunctionCalls.NAME));
    }

    @Test
    void everyFunction_hasAResultUnderWineOrOnTheDouble() throws Exception {
        assertThat(FunctionCalls.optional()).containsOnlyKeys(OptionalFunction.values());
        Map<String, String> wine = underWine();
        Map<String, String> onDouble = onDouble();
        wine.computeIfPresent(
                CONFIRM, (name, outcome) -> "here " + outcome + "; NativePromptWindowsIT really confirms");
        StringBuilder report = new StringBuilder("| Function | Under Wine | On the C double |\n| --- | --- | --- |\n");
        wine.forEach(
                (name, outcome) -> report.append("| %s | %s | %s |%n".formatted(name, outcome, onDouble.get(name))));

        Files.writeString(Build.classes().resolveSibling("native-functions.md"), report);
        assertThat(wine.keySet())
                .allSatisfy(name -> assertThat(List.of(wine.get(name), onDouble.get(name)))
                        .as(name)
                        .contains(REAL));
    }

    @Test
    void differences_sayOfEachFunctionUnderWineWhatIsSoHere() throws IOException {
        Map<String, String> wine = underWine();
        FOREIGN.forEach(function -> wine.remove(function.exportName()));
        wine.put(CONFIRM, REAL);

        assertThat(DIFFERENCE
                        .matcher(Files.readString(Path.of("DIFFERENCES.md")))
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2))))
                .containsExactlyInAnyOrderEntriesOf(wine);
    }

    private Map<String, String> underWine() {
        OptionalCalls system = new OptionalCalls(OptionalFunction::find);
        FunctionCalls.write(store);
        Map<String, String> outcomes = new TreeMap<>();
        FunctionCalls.core().forEach((name, call) -> outcomes.put(name, outcome(call, store, system)));
        FunctionCalls.optional()
                .forEach((function, call) -> outcomes.put(
                        function.exportName(),
                        function.find().isPresent() ? outcome(call, store, system) : absence(function)));
        return outcomes;
    }

    /** Why a function is not called. */
    private static String absence(OptionalFunction function) {
        for (String library : List.of("advapi32", "credui")) {
            if (Bindings.get()
                    .find(library, function.exportName(), function.shape())
                    .isPresent()) {
                return "stub, not called";
            }
        }
        return "missing";
    }

    private static Map<String, String> onDouble() {
        CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());
        FunctionCalls.write(store);
        Map<String, String> outcomes = new TreeMap<>();
        FunctionCalls.core().forEach((name, call) -> outcomes.put(name, outcome(call, store, ExtrasDouble.calls())));
        FunctionCalls.optional()
                .forEach((function, call) ->
                        outcomes.put(function.exportName(), outcome(call, store, ExtrasDouble.calls())));
        return outcomes;
    }

    private static String outcome(FunctionCalls.Call call, CredentialStore store, OptionalCalls calls) {
        try {
            return call.on(store, calls) ? REAL : "error path only: 1168";
        } catch (CredentialException e) {
            return "error path only: " + e.windowsCode();
        }
    }
}
