package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Advapi32Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The account of this process, by jna-platform as well. */
@EnabledOnOs(OS.WINDOWS)
class AccountSidsWindowsIT {

    @Test
    void sid_isThatOfTheAccountsName() throws NativeFailure {
        assertThat(AccountSids.ofProcess())
                .isEqualTo(Advapi32Util.getAccountByName(Advapi32Util.getUserName()).sidString);
    }
}
