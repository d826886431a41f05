package io.github.wincred.prompt;

import static io.github.wincred.prompt.PromptFlag.ALWAYS_SHOW_UI;
import static io.github.wincred.prompt.PromptFlag.DO_NOT_PERSIST;
import static io.github.wincred.prompt.PromptFlag.EXCLUDE_CERTIFICATES;
import static io.github.wincred.prompt.PromptFlag.GENERIC_CREDENTIALS;
import static io.github.wincred.prompt.PromptFlag.PERSIST;
import static io.github.wincred.prompt.PromptFlag.REQUIRE_CERTIFICATE;
import static io.github.wincred.prompt.PromptFlag.REQUIRE_SMARTCARD;
import static io.github.wincred.prompt.PromptFlag.SHOW_SAVE_CHECK_BOX;
import static io.github.wincred.prompt.PromptFlag.USERNAME_TARGET_CREDENTIALS;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.Optional;

/** Decides which requests are legal, before anybody is asked and in the same way for every prompter (R55). Lengths are UTF-16 units. */
public final class PromptRules {

    /** {@code CREDUI_MAX_MESSAGE_LENGTH}. */
    public static final int MAX_MESSAGE_CHARS = 1024;

    /** {@code CREDUI_MAX_CAPTION_LENGTH}. */
    public static final int MAX_CAPTION_CHARS = 128;

    /** {@code CREDUI_MAX_GENERIC_TARGET_LENGTH}. */
    public static final int MAX_GENERIC_TARGET_NAME_CHARS = CredentialLimits.MAX_GENERIC_TARGET_NAME_CHARS;

    /** {@code CREDUI_MAX_DOMAIN_TARGET_LENGTH}. */
    public static final int MAX_DOMAIN_TARGET_NAME_CHARS = CredentialLimits.MAX_DOMAIN_TARGET_NAME_CHARS;

    /** {@code CREDUI_MAX_USERNAME_LENGTH}. */
    public static final int MAX_USER_NAME_CHARS = CredentialLimits.MAX_USER_NAME_CHARS;

    /** {@code CREDUI_MAX_PASSWORD_LENGTH}. */
    public static final int MAX_PASSWORD_CHARS = 256;

    private static final String DIALOG = "CredUIPromptForCredentials";
    private static final String COMMAND_LINE = "CredUICmdLinePromptForCredentials";

    private PromptRules() {}

    /**
     * Checks a request for a dialog.
     *
     * @throws CredentialException {@link Reason#INVALID_FLAGS} (1004) for flags that exclude each other or require another one;
     *     {@link Reason#INVALID_PARAMETER} (87) for a missing, empty or oversized text, or one that holds U+0000
     */
    public static void checkDialog(PromptRequest request) {
        checkFlags(DIALOG, request);
        checkTexts(DIALOG, request);
    }

    /**
     * Checks a request for the command line, where caption, banner and parent window are not shown, and
     * {@link PromptFlag#INCORRECT_PASSWORD} and {@link PromptFlag#REQUEST_ADMINISTRATOR} change nothing.
     *
     * @throws CredentialException as {@link #checkDialog}; also {@link Reason#INVALID_FLAGS} unless exactly one of
     *     {@link PromptFlag#EXCLUDE_CERTIFICATES} and {@link PromptFlag#REQUIRE_SMARTCARD} is given, for
     *     {@link PromptFlag#REQUIRE_CERTIFICATE}, and for {@link PromptFlag#SHOW_SAVE_CHECK_BOX} without {@link PromptFlag#DO_NOT_PERSIST};
     *     {@link Reason#INVALID_PARAMETER} without a TargetName
     */
    public static void checkCommandLine(PromptRequest request) {
        checkFlags(COMMAND_LINE, request);
        if (!request.has(EXCLUDE_CERTIFICATES) && !request.has(REQUIRE_SMARTCARD)) {
            throw flags(COMMAND_LINE, "EXCLUDE_CERTIFICATES or REQUIRE_SMARTCARD must be given");
        }
        if (request.has(SHOW_SAVE_CHECK_BOX) && !request.has(DO_NOT_PERSIST)) {
            throw flags(COMMAND_LINE, "SHOW_SAVE_CHECK_BOX needs DO_NOT_PERSIST");
        }
        if (request.targetName().isEmpty()) {
            throw parameter(COMMAND_LINE, "TargetName is absent");
        }
        checkTexts(COMMAND_LINE, request);
    }

    private static void checkFlags(String operation, PromptRequest request) {
        if (request.has(ALWAYS_SHOW_UI) && !request.has(GENERIC_CREDENTIALS)) {
            throw flags(operation, "ALWAYS_SHOW_UI needs GENERIC_CREDENTIALS");
        }
        checkAtMostOne(operation, request, REQUIRE_SMARTCARD, REQUIRE_CERTIFICATE, EXCLUDE_CERTIFICATES);
        checkAtMostOne(operation, request, USERNAME_TARGET_CREDENTIALS, GENERIC_CREDENTIALS);
        checkAtMostOne(operation, request, PERSIST, DO_NOT_PERSIST);
    }

    private static void checkAtMostOne(String operation, PromptRequest request, PromptFlag... flags) {
        PromptFlag first = null;
        for (PromptFlag flag : flags) {
            if (!request.has(flag)) {
                continue;
            }
            if (first != null) {
                throw flags(operation, first + " and " + flag + " exclude each other");
            }
            first = flag;
        }
    }

    private static void checkTexts(String operation, PromptRequest request) {
        int targetLimit =
                request.has(GENERIC_CREDENTIALS) ? MAX_GENERIC_TARGET_NAME_CHARS : MAX_DOMAIN_TARGET_NAME_CHARS;
        if (request.targetName().isEmpty() && !describesItself(request)) {
            throw parameter(
                    operation, "TargetName is absent, and there are not DO_NOT_PERSIST, message and caption instead");
        }
        if (request.targetName().filter(String::isEmpty).isPresent()) {
            throw parameter(operation, "TargetName is empty");
        }
        check(operation, "TargetName", request.targetName(), targetLimit);
        check(operation, "message", request.message(), MAX_MESSAGE_CHARS);
        check(operation, "caption", request.caption(), MAX_CAPTION_CHARS);
        check(operation, "user name", request.userName(), MAX_USER_NAME_CHARS);
        if (request.password().isPresent()) {
            checkPassword(operation, request.password().get());
        }
    }

    private static boolean describesItself(PromptRequest request) {
        return request.has(DO_NOT_PERSIST)
                && request.message().isPresent()
                && request.caption().isPresent();
    }

    static void check(String operation, String field, Optional<String> value, int limit) {
        if (value.isEmpty()) {
            return;
        }
        int length = value.get().length();
        if (length > limit) {
            throw parameter(operation, field + " has " + length + " UTF-16 units, the limit is " + limit);
        }
        CredentialLimits.checkText(operation, null, field, value.get());
    }

    private static void checkPassword(String operation, Secret password) {
        if (password.length() % 2 != 0 || password.length() > 2 * MAX_PASSWORD_CHARS) {
            throw parameter(
                    operation,
                    "the password has " + password.length() + " bytes, allowed are at most " + MAX_PASSWORD_CHARS
                            + " UTF-16 units of 2 bytes");
        }
        if (hasNul(password)) {
            throw parameter(operation, "the password holds U+0000; Windows would take it for the end");
        }
    }

    /** Whether a password, as UTF-16LE, holds the character that ends a text in Windows. */
    public static boolean hasNul(Secret password) {
        char[] text = password.toUtf16LeText().orElseThrow();
        try {
            for (char unit : text) {
                if (unit == 0) {
                    return true;
                }
            }
            return false;
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static CredentialException flags(String operation, String detail) {
        return new CredentialException(Reason.INVALID_FLAGS, operation, null, detail);
    }

    private static CredentialException parameter(String operation, String detail) {
        return new CredentialException(Reason.INVALID_PARAMETER, operation, null, detail);
    }
}
