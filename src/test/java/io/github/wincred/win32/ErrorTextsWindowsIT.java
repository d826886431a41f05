package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32Util;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Settings;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this library says beside what Windows itself says, by jna-platform: of an error, and of the account. */
@EnabledOnOs(OS.WINDOWS)
class ErrorTextsWindowsIT {

    /**
     * Windows has its texts in the language of its user; what they are about is compared in English alone. Codes of its network functions, such as that
     * of a bad user name, have theirs elsewhere.
     */
    @ParameterizedTest
    @CsvSource({
        "INVALID_PARAMETER, parameter",
        "INVALID_FLAGS, flags",
        "TOO_LARGE, stub",
        "NOT_FOUND, not found",
        "ALREADY_EXISTS, already exist",
        "NO_LOGON_SESSION, logon session",
        "STORE_FULL, memory",
        "ACCESS_DENIED, denied",
        "NOT_SUPPORTED, not supported",
        "CANCELLED, cancel"
    })
    void code_isThatOfWindowsTextAboutTheSame(Reason reason, String words) {
        String text = Kernel32Util.formatMessage(reason.windowsCode());

        assertThat(text).isNotBlank();
        if (Locale.getDefault().getLanguage().equals("en")) {
            assertThat(text.toLowerCase(Locale.ROOT)).contains(words);
        }
    }

    @Test
    void place_namesTheAccountOfWindows() {
        assertThat(WindowsBackend.status(Settings.ofSystem(), Persistence.LOCAL_MACHINE)
                        .place())
                .contains(Advapi32Util.getUserName());
    }
}
