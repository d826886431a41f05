package io.github.wincred.placeholder;

import io.github.wincred.BackendReport;
import io.github.wincred.WinCred;
import io.github.wincred.credential.BackendStatus;
import io.github.wincred.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Describes where credentials are looked for. Each account has its own store, and most names that are not found were stored under another account
 * than the one that a service runs as; so every message names the account.
 */
final class LookupPlace {

    private LookupPlace() {}

    /** The store that these settings select, and the account of this process. */
    static String of(Settings settings) {
        String store = WinCred.status(settings).stream()
                .filter(BackendReport::chosen)
                .map(BackendReport::status)
                .map(LookupPlace::describe)
                .findFirst()
                .orElseThrow();
        return store + ", under the account " + account(System.getenv("USERDOMAIN"), System.getProperty("user.name"));
    }

    private static String describe(BackendStatus status) {
        return status.name() + " (" + status.place() + ")";
    }

    static String account(@Nullable String domain, @Nullable String user) {
        String name = user == null || user.isEmpty() ? "without a name" : user;
        return domain == null || domain.isEmpty() ? name : domain + "\\" + name;
    }
}
