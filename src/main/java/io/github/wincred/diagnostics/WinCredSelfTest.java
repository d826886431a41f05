package io.github.wincred.diagnostics;

import java.util.List;

/**
 * Asks Windows some 130 questions whose answers this library relies on, and prints a report to paste into an issue: {@code java -cp …
 * io.github.wincred.diagnostics.WinCredSelfTest}.
 *
 * <p>It writes credentials of its own, named {@code wincred-selftest-…}, a few at a time, some of them kept beyond the session for
 * moments, also as enterprise credentials, and removes each. Nothing else is changed, and no name of another credential is printed. {@code --domain} writes domain passwords too;
 * {@code --clean} removes what runs have left that were killed. The exit status is 0 if every answer is as expected, 1 if one is not, 2 if there
 * is no store here, and 3 if it was not run.
 */
public final class WinCredSelfTest {

    private WinCredSelfTest() {}

    /** Prints the report. */
    public static void main(String[] args) {
        List<String> options = List.of(args);
        SelfTest test = new SelfTest(System.out::println);
        if (options.isEmpty()) {
            System.exit(test.run(false));
        }
        if (options.equals(List.of("--domain"))) {
            System.exit(test.run(true));
        }
        if (options.equals(List.of("--clean"))) {
            System.exit(test.clean());
        }
        System.err.println("Usage: WinCredSelfTest [--domain | --clean]");
        System.exit(SelfTest.NOT_RUN);
    }
}
