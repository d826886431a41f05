package io.github.wincred.win32;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.Settings;
import java.nio.charset.StandardCharsets;

/** A main class: says whether the backend can be used, twice, and what opening it says. */
final class StatusPrinter {

    private StatusPrinter() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            BackendStatus status = WindowsBackend.status(Settings.ofSystem(), Persistence.LOCAL_MACHINE);
            print("usable=" + status.usable() + " " + status.reason());
        }
        try (WindowsCredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults())) {
            print("opened " + store.status().usable());
        } catch (CredentialException e) {
            print(e.getMessage());
        }
    }

    private static void print(String line) {
        byte[] bytes = (line.replace("\n", " ") + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
