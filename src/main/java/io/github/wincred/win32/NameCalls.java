package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CREDUI_PARSE_USER_NAME;
import static io.github.wincred.win32.OptionalFunction.CREDUI_READ_SSO_CRED;
import static io.github.wincred.win32.OptionalFunction.CREDUI_STORE_SSO_CRED;
import static io.github.wincred.win32.OptionalFunction.LOCAL_FREE;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.AccountName;
import java.util.Optional;

/** The functions of credui that ask nobody: they return the error code itself. */
final class NameCalls {

    private final OptionalCalls calls;

    NameCalls(OptionalCalls calls) {
        this.calls = calls;
    }

    /** {@code CredUIParseUserNameW}. */
    AccountName parse(String name) {
        try (WipedMemory input = WipedMemory.of(name);
                WipedMemory user = WipedMemory.of(new char[0], AccountName.MAX_USER_CHARS);
                WipedMemory domain = WipedMemory.of(new char[0], AccountName.MAX_DOMAIN_CHARS)) {
            calls.checkCode(
                    CREDUI_PARSE_USER_NAME,
                    input.address(),
                    user.address(),
                    AccountName.MAX_USER_CHARS + 1,
                    domain.address(),
                    AccountName.MAX_DOMAIN_CHARS + 1);
            return new AccountName(new String(user.text()), new String(domain.text()));
        }
    }

    /** {@code CredUIReadSSOCredW}; empty for 1168. The string is LocalFree's, not CredFree's. */
    Optional<String> readSingleSignOn(String realm) {
        try (WipedMemory input = WipedMemory.ofNullable(realm);
                WipedMemory result = WipedMemory.ofPointer()) {
            int code = calls.call(CREDUI_READ_SSO_CRED, WipedMemory.addressOf(input), result.address());
            if (code == WinError.ERROR_NOT_FOUND) {
                return Optional.empty();
            }
            if (code != 0) {
                throw WindowsErrors.failure(CREDUI_READ_SSO_CRED.operation(), null, code);
            }
            long user = OptionalCalls.result(CREDUI_READ_SSO_CRED, result);
            try {
                return Optional.of(NativeMemory.ofProcess().getString(user));
            } finally {
                calls.call(LOCAL_FREE, user);
            }
        }
    }

    /** {@code CredUIStoreSSOCredW}. */
    void storeSingleSignOn(String realm, String userName, char[] password, boolean persist) {
        try (WipedMemory realmText = WipedMemory.ofNullable(realm);
                WipedMemory user = WipedMemory.of(userName);
                WipedMemory secret = WipedMemory.of(password, password.length)) {
            calls.checkCode(
                    CREDUI_STORE_SSO_CRED,
                    WipedMemory.addressOf(realmText),
                    user.address(),
                    secret.address(),
                    persist ? 1 : 0);
        }
    }
}
