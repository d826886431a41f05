package io.github.wincred.cli;

import io.github.wincred.diagnostics.SelfTest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Asks Windows what WinCred relies on, and prints a report to paste into an issue. Writes and removes credentials named "
                    + "wincred-selftest-...; prints and changes no other.",
            "Exit status: 0 all as expected, 1 something differs, 2 no store here, 3 not run."
        },
        footer = {"", "Example: wincred selftest > report.md"})
final class SelfTestCommand implements Callable<Integer> {

    private final Streams streams;

    @Option(names = "--domain", description = "Writes domain passwords too.")
    private boolean domain;

    @Option(names = "--clean", description = "Only removes what a run has left that was killed.")
    private boolean clean;

    SelfTestCommand(Streams streams) {
        this.streams = streams;
    }

    /** Line by line, so that the last line shows where a crash was. */
    @Override
    public Integer call() {
        PrintWriter out = streams.printer();
        SelfTest test = new SelfTest(line -> {
            out.println(Printable.lines(line, streams.charset()));
            out.flush();
        });
        int status = clean ? test.clean() : test.run(domain);
        if (out.checkError()) {
            streams.complain(Streams.UNWRITTEN);
            return SelfTest.NOT_RUN;
        }
        return status;
    }
}
