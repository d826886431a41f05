package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.diagnostics.WinCredDiagnostics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsIT {

    @TempDir
    Path work;

    @Test
    void usableStore_isShownWithEverySettingAndItsSource() throws Exception {
        ProductProcess.Outcome report = new ProductProcess(work, "-Dwincred.store=vault", "-Dwincred.prefix=app/")
                .run(WinCredDiagnostics.class);

        assertThat(report.status()).as(report.output()).isZero();
        assertThat(report.output())
                .contains("Store vault:", "selected", work.resolve("vault").toString())
                .contains("usable: yes")
                .contains("generic: enterprise")
                .contains("prefix: 'app/' (system property)")
                .contains("persistence: 'local-machine' (default)");
        assertThat(work.resolve("vault")).as("looking creates nothing").doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the Windows store can be used")
    void unusableStore_endsWithItsReasonAndStatusOne() throws Exception {
        ProductProcess.Outcome report =
                new ProductProcess(work, "-Dwincred.store=windows").run(WinCredDiagnostics.class);

        assertThat(report.status()).isEqualTo(1);
        assertThat(report.output())
                .contains("Store windows: Windows Credential Manager, selected", "no: this is not Windows");
    }

    @Test
    void vaultThatTheConfiguredPasswordDoesNotOpen_isNotUsable() throws Exception {
        new ProductProcess(work, "-Dwincred.store=vault", "-Dwincred.vault.password=right horse")
                .run(KeyStoreProgram.class, "put", "6462", "AES", "00112233445566778899aabbccddeeff")
                .succeeded();

        ProductProcess.Outcome wrong = new ProductProcess(
                        work, "-Dwincred.store=vault", "-Dwincred.vault.password=wrong horse")
                .run(WinCredDiagnostics.class);
        ProductProcess.Outcome right = new ProductProcess(
                        work, "-Dwincred.store=vault", "-Dwincred.vault.password=right horse")
                .run(WinCredDiagnostics.class);
        ProductProcess.Outcome none = new ProductProcess(work, "-Dwincred.store=vault").run(WinCredDiagnostics.class);

        assertThat(wrong.status()).as(wrong.output()).isEqualTo(1);
        assertThat(wrong.output()).contains("is wrong", "vault.password: set").doesNotContain("horse");
        assertThat(right.status()).as(right.output()).isZero();
        assertThat(none.status())
                .as("locked, but a program may bring the password")
                .isZero();
        assertThat(none.output()).contains("locked: yes");
    }

    @Test
    void configuredPasswordThatProtectsNothing_isNotUsable() throws Exception {
        new ProductProcess(work, "-Dwincred.store=vault")
                .run(KeyStoreProgram.class, "put", "6462", "AES", "00112233445566778899aabbccddeeff")
                .succeeded();

        ProductProcess.Outcome password = new ProductProcess(
                        work, "-Dwincred.store=vault", "-Dwincred.vault.password=right horse")
                .run(WinCredDiagnostics.class);
        ProductProcess.Outcome empty = new ProductProcess(work, "-Dwincred.store=vault", "-Dwincred.vault.password=")
                .run(WinCredDiagnostics.class);

        assertThat(password.status()).as(password.output()).isEqualTo(1);
        assertThat(password.output()).contains("protects nothing").doesNotContain("horse");
        assertThat(empty.status()).as(empty.output()).isEqualTo(1);
        assertThat(empty.output()).contains("vault.password is empty (system property)");
    }

    @Test
    void wrongSetting_isNamed() throws Exception {
        ProductProcess.Outcome report =
                new ProductProcess(work, "-Dwincred.persistence=for-ever").run(WinCredDiagnostics.class);

        assertThat(report.status()).isEqualTo(1);
        assertThat(report.output()).contains("persistence", "for-ever", "system property");
    }
}
