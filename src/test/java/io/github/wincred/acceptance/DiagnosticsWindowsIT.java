package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.diagnostics.WinCredDiagnostics;
import io.github.wincred.win32.ThisWindows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsWindowsIT {

    @Test
    void windowsStore_isSelectedAndUsable(@TempDir Path work) throws Exception {
        ProductProcess.Outcome report = new ProductProcess(work).run(WinCredDiagnostics.class);

        assertThat(report.status()).as(report.output()).isZero();
        assertThat(report.output())
                .contains("Store windows: Windows Credential Manager, selected")
                .contains("mutex: ", "read-back: on", "binding: " + ThisWindows.binding())
                .containsPattern("domain-password: (none|session|local-machine|enterprise)");
    }

    /** Which types a session of Windows itself keeps is not known; Wine keeps none of this one. */
    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void typeThatTheSessionDoesNotKeep_isNotUsable(@TempDir Path work) throws Exception {
        ProductProcess.Outcome report =
                new ProductProcess(work, "-Dwincred.type=domain-visible-password").run(WinCredDiagnostics.class);

        assertThat(report.status()).as(report.output()).isEqualTo(1);
        assertThat(report.output()).contains("usable: no: ", "no domain-visible-password credentials");
    }
}
