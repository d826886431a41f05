package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The user's mutex around what the store's optional functions read and write. */
@EnabledOnOs(OS.WINDOWS)
class CreduiMutexWindowsIT {

    private final List<OptionalFunction> called = new ArrayList<>();
    private final List<String> unguarded = new ArrayList<>();

    @AfterEach
    void forgetSetting() {
        System.clearProperty(Setting.MUTEX.property());
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void optionalFunctionsOnTheStore_holdTheMutex() throws Exception {
        callAll();

        assertThat(called).hasSize(4);
        assertThat(unguarded).isEmpty();
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void mutexSwitchedOff_isNotTakenByThemEither() throws Exception {
        System.setProperty(Setting.MUTEX.property(), "false");

        callAll();

        assertThat(unguarded).hasSize(4);
    }

    private void callAll() throws Exception {
        long mutex = LockingWindowsIT.usersMutex();
        OptionalCalls calls = new OptionalCalls(function -> Optional.of(arguments -> {
            called.add(function);
            if (LockingWindowsIT.isFree(mutex)) {
                unguarded.add(function.exportName());
            }
            return switch (function) {
                case CREDUI_READ_SSO_CRED -> WinError.ERROR_NOT_FOUND;
                case CRED_RENAME -> 1;
                default -> 0;
            };
        }));
        WindowsFunctions functions = new WindowsFunctions(calls);

        functions.storeSingleSignOn(null, "bob", new char[] {'s'}, true);
        assertThat(functions.readSingleSignOnUser(null)).isEmpty();
        functions.credRename(CredentialKey.generic("old"), "new");
        new WindowsPrompter(calls, false).confirm("host", true);

        assertThat(LockingWindowsIT.isFree(mutex)).as("afterwards").isTrue();
    }
}
