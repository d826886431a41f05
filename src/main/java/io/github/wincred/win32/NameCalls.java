package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CREDUI_PARSE_USER_NAME;
import static io.github.wincred.win32.OptionalFunction.CREDUI_READ_SSO_CRED;
import static io.github.wincred.win32.OptionalFunction.CREDUI_STORE_SSO_CRED;
import static io.github.wincred.win32.OptionalFunction.LOCAL_FREE;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
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
                    input,
                    user,
                    AccountName.MAX_USER_CHARS + 1,
                    domain,
                    AccountName.MAX_DOMAIN_CHARS + 1);
            return new AccountName(new String(user.text()), new String(domain.text()));
        }
    }

    /** {@code CredUIReadSSOCredW}; empty for 1168. The string is LocalFree's, not CredFree's. */
    Optional<String> readSingleSignOn(String realm) {
        try (WipedMemory input = WipedMemory.ofNullable(realm);
                WipedMemory result = WipedMemory.ofBytes(Native.POINTER_SIZE)) {
            int code = calls.call(CREDUI_READ_SSO_CRED, input, result);
            if (code == WindowsErrors.ERROR_NOT_FOUND) {
                return Optional.empty();
            }
            if (code != 0) {
                throw WindowsErrors.failure(CREDUI_READ_SSO_CRED.operation(), null, code);
            }
            Pointer user = OptionalCalls.result(CREDUI_READ_SSO_CRED, result);
            try {
                return Optional.of(user.getWideString(0));
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
            calls.checkCode(CREDUI_STORE_SSO_CRED, realmText, user, secret, persist ? 1 : 0);
        }
    }
}
