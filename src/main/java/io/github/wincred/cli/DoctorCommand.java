package io.github.wincred.cli;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.diagnostics.DiagnosticReport;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = {
            "Says what the library finds: stores, settings and where they come from, entries and damage, the registered provider.",
            "Exit status 0 if all is well."
        },
        footer = {"", "Example: wincred doctor"})
final class DoctorCommand extends StoreCommand {

    private static final String PROPERTY = "wincred.";
    private static final String VARIABLE = "WINCRED_";

    DoctorCommand(Streams streams) {
        super(streams);
    }

    /** What is wrong is part of the report. */
    @Override
    public Integer call() throws Exception {
        DiagnosticReport report =
                isSound() ? DiagnosticReport.create(Entries.settings(settings())) : DiagnosticReport.create();
        List<String> lines = new ArrayList<>();
        boolean well = report.usable();
        lines.add("");
        if (report.usable()) {
            well = examine(lines);
        }
        lines.add("Registered provider: " + provider());
        for (String objection : objections()) {
            lines.add("  its argument is not usable: " + objection);
            well = false;
        }
        for (String warning : misspelt(
                System.getProperties().stringPropertyNames(), System.getenv().keySet())) {
            lines.add("Unknown: " + warning);
            well = false;
        }
        lines.add(well ? "All is well." : "Not all is well.");
        PrintWriter out = streams.printer();
        out.println(Printable.lines(report.text() + String.join("\n", lines), streams.charset()));
        Streams.finish(out);
        return well ? 0 : Failure.FAILED;
    }

    @Override
    int run(Entries entries) {
        throw new AssertionError();
    }

    /** Whether the settings of this process are, without the options. */
    private static boolean isSound() {
        try {
            Settings.ofSystem();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Adds what is in the store; false if something of it cannot be used. */
    private boolean examine(List<String> lines) throws Exception {
        try (Entries entries = Entries.open(settings())) {
            List<String> names = Collections.list(entries.keyStore().aliases());
            List<String> damaged = new ArrayList<>();
            for (String name : names) {
                try {
                    ListCommand.kind(entries.keyStore(), name);
                } catch (GeneralSecurityException | CredentialException e) {
                    damaged.add(String.valueOf(e.getMessage()));
                }
            }
            entries.store().unreadable().forEach(failure -> damaged.add(String.valueOf(failure.getMessage())));
            lines.add("Entries: " + names.size());
            lines.add("Damaged: " + damaged.size());
            damaged.forEach(message -> lines.add("  " + message));
            return damaged.isEmpty();
        } catch (CredentialException e) {
            lines.add("Entries: not known: " + e.getMessage());
            return false;
        }
    }

    private static String provider() {
        Provider[] providers = Security.getProviders();
        for (int i = 0; i < providers.length; i++) {
            if (providers[i].getName().equals(WinCredProvider.NAME)) {
                String argument = providers[i].getProperty(WinCredProvider.ARGUMENT_PROPERTY);
                return "number " + (i + 1) + " of " + providers.length
                        + (argument == null ? ", without an argument" : ", with an argument that sets " + argument);
            }
        }
        return "none in java.security of " + System.getProperty("java.home");
    }

    /** What is wrong with the argument of the registered provider. */
    private static List<String> objections() {
        if (Security.getProvider(WinCredProvider.NAME) instanceof WinCredProvider provider) {
            try {
                provider.settings();
            } catch (IllegalArgumentException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        }
        return List.of();
    }

    /** The properties and variables that look like settings and are none, each with the nearest that is one. */
    static List<String> misspelt(Collection<String> properties, Collection<String> variables) {
        List<String> known = Stream.of(Setting.values()).map(Setting::property).toList();
        List<String> knownVariables =
                Stream.of(Setting.values()).map(Setting::variable).toList();
        return Stream.concat(
                        properties.stream()
                                .filter(name -> name.startsWith(PROPERTY) && !known.contains(name))
                                .map(name -> "system property " + name + ", perhaps " + nearest(name, known)),
                        variables.stream()
                                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith(VARIABLE)
                                        && !knownVariables.contains(name.toUpperCase(Locale.ROOT)))
                                .map(name ->
                                        "environment variable " + name + ", perhaps " + nearest(name, knownVariables)))
                .sorted()
                .toList();
    }

    private static String nearest(String name, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .orElseThrow();
    }

    /** How many letters have to be changed, added or left out. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
