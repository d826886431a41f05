package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CO_TASK_MEM_FREE;
import static io.github.wincred.win32.OptionalFunction.CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS;
import static io.github.wincred.win32.OptionalFunction.CREDUI_CONFIRM_CREDENTIALS;
import static io.github.wincred.win32.OptionalFunction.CREDUI_PROMPT_FOR_CREDENTIALS;
import static io.github.wincred.win32.OptionalFunction.CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.PromptRules;
import io.github.wincred.prompt.WindowsPromptFlag;
import io.github.wincred.prompt.WindowsPromptRequest;
import java.util.Arrays;
import java.util.Optional;

/** The prompts of credui, one method each. Holds no lock: a person may take long. */
final class PromptCalls {

    private static final StructLayout INFO = info(Bindings.get().pointerSize());

    /** Offsets of the DWORDs that the modern prompt takes and gives. */
    private static final int AUTHENTICATION_PACKAGE = 0;

    private static final int OUT_SIZE = 4;
    private static final int SAVE = 8;

    private final OptionalCalls calls;

    PromptCalls(OptionalCalls calls) {
        this.calls = calls;
    }

    /** {@code CREDUI_INFOW}. */
    static StructLayout info(int pointerSize) {
        return StructLayout.of("CREDUI_INFOW", pointerSize)
                .dword("cbSize")
                .pointer("hwndParent")
                .pointer("pszMessageText")
                .pointer("pszCaptionText")
                .pointer("hbmBanner");
    }

    PromptResult dialog(PromptRequest request) {
        try (WipedMemory message = WipedMemory.ofNullable(request.message().orElse(null));
                WipedMemory caption = WipedMemory.ofNullable(request.caption().orElse(null));
                WipedMemory info = info(message, caption, request.parentWindow(), request.banner())) {
            return prompt(CREDUI_PROMPT_FOR_CREDENTIALS, request, info);
        }
    }

    PromptResult commandLine(PromptRequest request) {
        return prompt(CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS, request, null);
    }

    private static WipedMemory info(WipedMemory message, WipedMemory caption, long parentWindow, long banner) {
        WipedMemory info = WipedMemory.ofBytes(INFO.size());
        info.setInt(INFO.offset("cbSize"), INFO.size());
        info.setPointer(INFO.offset("hwndParent"), parentWindow);
        info.setPointer(INFO.offset("pszMessageText"), WipedMemory.addressOf(message));
        info.setPointer(INFO.offset("pszCaptionText"), WipedMemory.addressOf(caption));
        info.setPointer(INFO.offset("hbmBanner"), banner);
        return info;
    }

    /** The command line takes the same arguments but for the first. */
    private PromptResult prompt(OptionalFunction function, PromptRequest request, WipedMemory info) {
        char[] initial = request.password().flatMap(Secret::toUtf16LeText).orElseGet(() -> new char[0]);
        try (WipedMemory target = WipedMemory.ofNullable(request.targetName().orElse(null));
                WipedMemory user =
                        WipedMemory.of(request.userName().orElse("").toCharArray(), PromptRules.MAX_USER_NAME_CHARS);
                WipedMemory password = WipedMemory.of(initial, PromptRules.MAX_PASSWORD_CHARS);
                WipedMemory save = WipedMemory.ofBytes(4)) {
            save.setInt(0, request.save() ? 1 : 0);
            Object[] arguments = {
                WipedMemory.addressOf(info),
                WipedMemory.addressOf(target),
                0L,
                request.errorCode(),
                user.address(),
                PromptRules.MAX_USER_NAME_CHARS + 1,
                password.address(),
                PromptRules.MAX_PASSWORD_CHARS + 1,
                save.address(),
                PromptFlag.bits(request.flags())
            };
            checkNoLock(function);
            boolean hasInfo = function == CREDUI_PROMPT_FOR_CREDENTIALS;
            int code = calls.call(function, hasInfo ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length));
            if (code == WinError.ERROR_CANCELLED) {
                return new PromptResult.Cancelled();
            }
            if (code != 0) {
                throw WindowsErrors.failure(function.operation(), null, code);
            }
            return new PromptResult.Entered(new String(user.text()), secret(password), save.getInt(0) != 0);
        } finally {
            Arrays.fill(initial, '\0');
        }
    }

    /** Whoever holds the lock of the Cred* functions would keep every other thread waiting for the person. */
    private static void checkNoLock(OptionalFunction function) {
        if (Thread.holdsLock(JvmLock.MONITOR)) {
            throw new IllegalStateException(function.operation() + " within a compound operation of the store");
        }
    }

    private static Secret secret(WipedMemory buffer) {
        char[] text = buffer.text();
        try {
            return Secret.ofUtf16Le(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    void confirm(String targetName, boolean valid) {
        CREDUI_CONFIRM_CREDENTIALS.checkText("TargetName", targetName);
        try (WipedMemory target = WipedMemory.of(targetName)) {
            calls.checkCode(CREDUI_CONFIRM_CREDENTIALS, target.address(), valid ? 1 : 0);
        }
    }

    /** {@code CredUIPromptForWindowsCredentialsW}; empty if the person cancelled. */
    Optional<PackedCredentials> windowsPrompt(WindowsPromptRequest request) {
        checkNoLock(CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS);
        byte[] input = request.input().map(Secret::toByteArray).orElseGet(() -> new byte[0]);
        try (WipedMemory message = WipedMemory.ofNullable(request.message().orElse(null));
                WipedMemory caption = WipedMemory.ofNullable(request.caption().orElse(null));
                WipedMemory info = info(message, caption, request.parentWindow(), 0);
                WipedMemory in = input.length == 0 ? null : WipedMemory.of(input);
                WipedMemory slots = WipedMemory.ofBytes(16);
                WipedMemory out = WipedMemory.ofPointer()) {
            slots.setInt(AUTHENTICATION_PACKAGE, request.authenticationPackage());
            slots.setInt(SAVE, request.save() ? 1 : 0);
            int code = calls.call(
                    CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS,
                    info.address(),
                    request.errorCode(),
                    slots.address() + AUTHENTICATION_PACKAGE,
                    WipedMemory.addressOf(in),
                    input.length,
                    out.address(),
                    slots.address() + OUT_SIZE,
                    slots.address() + SAVE,
                    WindowsPromptFlag.bits(request.flags()));
            if (code == WinError.ERROR_CANCELLED) {
                return Optional.empty();
            }
            if (code != 0) {
                throw WindowsErrors.failure(CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS.operation(), null, code);
            }
            return Optional.of(new PackedCredentials(
                    slots.getInt(AUTHENTICATION_PACKAGE),
                    takeOut(out, slots.getInt(OUT_SIZE)),
                    slots.getInt(SAVE) != 0));
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    /** Copies the buffer, zeroes it and frees it as COM memory. */
    private Secret takeOut(WipedMemory slot, int size) {
        long buffer = OptionalCalls.result(CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS, slot);
        NativeMemory memory = NativeMemory.ofProcess();
        try {
            return Secret.takeOver(memory.getBytes(buffer, size));
        } finally {
            memory.zero(buffer, size);
            calls.call(CO_TASK_MEM_FREE, buffer);
        }
    }
}
