package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.NewerLetters;
import io.github.wincred.win32.Binding.NativeFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The frozen table against the system's own, in all units; Wine maps 190 newer letters that Windows leaves alone. */
class CaseFoldingWindowsIT {

    @Test
    void allUnits_areMappedAsTheSystemMapsThem() {
        NativeFunction upcase =
                Bindings.get().find("ntdll", "RtlUpcaseUnicodeChar", "I>I").orElseThrow();
        Map<Integer, Integer> newer = ThisWindows.isWine() ? NewerLetters.upperCaseUnderWine() : Map.of();
        List<String> differences = new ArrayList<>();
        for (int unit = 0; unit <= 0xFFFF; unit++) {
            // The function returns a WCHAR; the rest of the register is not defined.
            int system = (int) upcase.call(unit) & 0xFFFF;
            int ours = CaseFolding.upcase((char) unit);
            if (system != newer.getOrDefault(unit, ours)) {
                differences.add(String.format("U+%04X: system U+%04X, ours U+%04X", unit, system, ours));
            }
        }

        assertThat(differences).isEmpty();
    }
}
