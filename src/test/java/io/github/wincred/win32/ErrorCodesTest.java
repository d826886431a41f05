package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes of the reasons against those that jna-platform has for the names of Windows' header. */
class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID_PARAMETER, ERROR_INVALID_PARAMETER",
        "INVALID_FLAGS, ERROR_INVALID_FLAGS",
        "TOO_LARGE, RPC_X_BAD_STUB_DATA",
        "BAD_USER_NAME, ERROR_BAD_USERNAME",
        "NOT_FOUND, ERROR_NOT_FOUND",
        "ALREADY_EXISTS, ERROR_ALREADY_EXISTS",
        "NO_LOGON_SESSION, ERROR_NO_SUCH_LOGON_SESSION",
        "STORE_FULL, ERROR_NOT_ENOUGH_MEMORY",
        "ACCESS_DENIED, ERROR_ACCESS_DENIED",
        "NOT_SUPPORTED, ERROR_NOT_SUPPORTED",
        "NOT_AVAILABLE, ERROR_CALL_NOT_IMPLEMENTED",
        "CANCELLED, ERROR_CANCELLED",
        "BUSY, ERROR_BUSY",
        "NOT_APPLIED, ERROR_WRITE_FAULT",
        "LOCKED, ERROR_INVALID_PASSWORD",
        "DAMAGED, ERROR_FILE_CORRUPT",
        "UNUSABLE, ERROR_NOT_READY"
    })
    void reason_hasTheCodeOfItsName(Reason reason, String name) throws ReflectiveOperationException {
        int code = WinError.class.getField(name).getInt(null);

        assertThat(reason.windowsCode()).isEqualTo(code);
        assertThat(Reason.ofWindowsCode(code)).isEqualTo(reason);
    }
}
