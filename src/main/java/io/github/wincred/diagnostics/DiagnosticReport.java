package io.github.wincred.diagnostics;

import io.github.wincred.BackendReport;
import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.util.Locale;

/**
 * The state of the library on this system, as text.
 *
 * @param usable whether the store that the settings select can be used, and may keep what they ask for
 * @param text the report, one fact a line, with no secret in it
 */
public record DiagnosticReport(boolean usable, String text) {

    /** Looks at everything now, under the settings of this process. Never fails: what goes wrong is part of the report. */
    public static DiagnosticReport create() {
        try {
            return create(Settings.ofSystem());
        } catch (IllegalArgumentException e) {
            StringBuilder text = new StringBuilder();
            heading(text);
            line(text, "Settings", "not usable: " + e.getMessage());
            return new DiagnosticReport(false, text.toString());
        }
    }

    /** As {@link #create()}, under these settings. */
    public static DiagnosticReport create(Settings settings) {
        StringBuilder text = new StringBuilder();
        heading(text);
        boolean usable = false;
        for (BackendReport backend : WinCred.status(settings)) {
            section(text, backend);
            usable |= backend.chosen() && backend.status().usable();
        }
        sessionTypes(text, settings, usable);
        settings(text, settings);
        return new DiagnosticReport(usable, text.toString());
    }

    private static void heading(StringBuilder text) {
        line(text, "WinCred", WinCredProvider.VERSION);
        line(
                text,
                "Java",
                System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor") + ", "
                        + System.getProperty("java.home"));
        line(
                text,
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        line(text, "Account", System.getProperty("user.name") + ", home " + System.getProperty("user.home"));
    }

    private static void section(StringBuilder text, BackendReport backend) {
        BackendStatus status = backend.status();
        text.append(System.lineSeparator());
        line(
                text,
                "Store " + backend.store().name().toLowerCase(Locale.ROOT),
                status.name() + (backend.chosen() ? ", selected" : ", not selected"));
        line(text, "  place", status.place());
        line(text, "  usable", status.usable() ? "yes" : "no: " + status.reason());
        status.facts().forEach((name, value) -> line(text, "  " + name, value));
    }

    private static void sessionTypes(StringBuilder text, Settings settings, boolean usable) {
        if (!usable) {
            return;
        }
        text.append(System.lineSeparator());
        line(text, "This session may persist", "");
        try (CredentialStore store = WinCred.open(settings)) {
            store.sessionTypes().forEach((type, persistence) -> line(text, "  " + type.label(), persistence.label()));
        } catch (CredentialException e) {
            line(text, "  not known", String.valueOf(e.getMessage()));
        }
    }

    private static void settings(StringBuilder text, Settings settings) {
        text.append(System.lineSeparator());
        line(text, "Settings", "");
        for (Setting setting : Setting.values()) {
            line(text, "  " + setting.key(), settings.shown(setting) + " (" + settings.source(setting) + ")");
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(value.isEmpty() ? name + ":" : name + ": " + value).append(System.lineSeparator());
    }
}
