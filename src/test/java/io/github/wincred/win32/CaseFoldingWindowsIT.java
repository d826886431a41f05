package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.github.wincred.credential.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frozen table against the system's own: the same in all units under Wine; Windows may leave newer letters alone, and nothing else. */
class CaseFoldingWindowsIT {

    @Test
    void allUnits_areMappedAsTheSystemMapsThem() {
        NativeLibrary ntdll = NativeLibrary.getInstance("ntdll");
        Function upcase = ntdll.getFunction("RtlUpcaseUnicodeChar");
        boolean wine = isWine(ntdll);
        List<String> differences = new ArrayList<>();
        for (int unit = 0; unit <= 0xFFFF; unit++) {
            // The function returns a WCHAR; the rest of the register is not defined.
            int system = upcase.invokeInt(new Object[] {unit}) & 0xFFFF;
            int ours = CaseFolding.upcase((char) unit);
            // U+023F is the first of the letters that Wine maps and Windows 8 and 11 are known to leave alone.
            boolean unknownToWindows = !wine && system == unit && unit >= 0x023F;
            if (ours != system && !unknownToWindows) {
                differences.add(String.format("U+%04X: system U+%04X, ours U+%04X", unit, system, ours));
            }
        }

        assertThat(differences).isEmpty();
    }

    private static boolean isWine(NativeLibrary ntdll) {
        try {
            ntdll.getFunction("wine_get_version");
            return true;
        } catch (UnsatisfiedLinkError absent) {
            return false;
        }
    }
}
