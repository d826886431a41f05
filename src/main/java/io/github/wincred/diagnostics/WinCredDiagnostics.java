package io.github.wincred.diagnostics;

/**
 * Prints what is needed to find out why a store cannot be used: {@code java -cp … io.github.wincred.diagnostics.WinCredDiagnostics}.
 *
 * <p>Reads the state of the stores, changes nothing and creates nothing. The exit status is 0 if the store that the settings select can be
 * used, which on Windows means that the logon session may keep what they ask for, and 1 if not. Passwords are shown only as "set".
 */
public final class WinCredDiagnostics {

    private WinCredDiagnostics() {}

    /** Prints the report; takes no arguments. */
    public static void main(String[] args) {
        DiagnosticReport report = DiagnosticReport.create();
        System.out.print(report.text());
        System.exit(report.usable() ? 0 : 1);
    }
}
