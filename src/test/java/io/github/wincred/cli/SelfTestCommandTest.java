package io.github.wincred.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SelfTestCommandTest extends CommandTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it would ask the user's own store")
    void otherSystem_hasNoStore() {
        Wincred.Result report = Wincred.piped().run("selftest");
        Wincred.Result cleaned = Wincred.piped().run("selftest", "--clean");

        assertThat(report.status()).as(report.output()).isEqualTo(2);
        assertThat(report.output()).contains("# WinCred self-test", "| Java | ", "No store: ", "this is not Windows");
        assertThat(cleaned.status()).isEqualTo(2);
    }

    @Test
    void wrongUse_isNoAnswerOfTheSystem() {
        Wincred.Result unknown = Wincred.piped().run("selftest", "--cleanup");

        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.errors()).contains("--cleanup");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it would ask the user's own store")
    void reportThatCannotBeWritten_isNoReport() {
        assertThat(Wincred.piped().runOnFullDisk("selftest").status()).isEqualTo(3);
    }
}
