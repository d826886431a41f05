package io.github.wincred.diagnostics;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.win32.WindowsBackend;
import io.github.wincred.win32.WindowsProbes;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Asks Windows what its pages leave open, and reports in Markdown what it answers otherwise than expected. Line by line, so that a crash shows. */
public final class SelfTest {

    /** The exit status if every answer is as expected. */
    public static final int SAME = 0;

    /** The exit status if an answer is not, or something is left in the store. */
    public static final int DIFFERENT = 1;

    /** The exit status where nothing can be stored. */
    public static final int NO_STORE = 2;

    /** The exit status if nothing was asked, or not all, for another reason. */
    public static final int NOT_RUN = 3;

    private static final int MOST_STORED = 400;

    private final Consumer<String> out;
    private final Map<String, ExpectedRule> rules = ExpectedRule.all();
    private int same;
    private int different;
    private int open;

    /** Reports to this. */
    public SelfTest(Consumer<String> out) {
        this.out = out;
    }

    /**
     * Asks everything.
     *
     * @param domain whether to write domain passwords too
     * @return the exit status
     */
    public int run(boolean domain) {
        out.accept("# WinCred self-test\n\n| Environment | |\n| --- | --- |");
        fact("WinCred", WinCredProvider.VERSION);
        fact("System", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
        fact("Java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        return orFailure(probes -> {
            probes.environment().forEach(this::fact);
            int stored = probes.stored();
            fact("Credentials before", Integer.toString(stored));
            if (stored > MOST_STORED) {
                out.accept("\nNot run: a store of more than " + MOST_STORED + " credentials may be nearly full.");
                return NOT_RUN;
            }
            out.accept(
                    "\n| Probe | Rules | Question | Expected | Seen | Same |\n| --- | --- | --- | --- | --- | --- |");
            int left = probes.run(domain, this::answer);
            out.accept("\n" + same + " as expected, " + different + " different, " + open + " open; "
                    + (left == 0 ? "nothing is" : left + " credentials of this run are") + " left in the store.");
            return different == 0 && left == 0 ? SAME : DIFFERENT;
        });
    }

    /** Removes what earlier runs have left that were killed; the exit status. */
    public int clean() {
        return orFailure(probes -> {
            int left = probes.clean();
            out.accept(left == 0 ? "Nothing of the self-test is left in the store." : left + " cannot be removed.");
            return left == 0 ? SAME : NOT_RUN;
        });
    }

    private interface Step {
        int on(WindowsProbes probes);
    }

    private int orFailure(Step step) {
        try {
            return step.on(WindowsProbes.ofSystem());
        } catch (CancellationException e) {
            // This process ends.
            return NOT_RUN;
        } catch (CredentialException e) {
            // On Windows what is unusable is this library, such as one without JNA.
            boolean noStore = e.reason() == Reason.NO_LOGON_SESSION || !WindowsBackend.isWindows();
            out.accept((noStore ? "\nNo store: " : "\nFailed: ") + e.getMessage());
            return noStore ? NO_STORE : NOT_RUN;
        } catch (IllegalArgumentException e) {
            out.accept("\nSettings: " + e.getMessage());
            return NOT_RUN;
        } catch (RuntimeException | LinkageError e) {
            out.accept("\nFailed: " + e);
            return NOT_RUN;
        }
    }

    private void fact(String name, String value) {
        out.accept("| " + name + " | " + value + " |");
    }

    private void answer(String probe, String answer) {
        ExpectedRule rule = rules.getOrDefault(probe, new ExpectedRule(probe, "-", "-", "?"));
        open += rule.isOpen() ? 1 : 0;
        same += !rule.isOpen() && rule.allows(answer) ? 1 : 0;
        different += rule.allows(answer) ? 0 : 1;
        out.accept(rule.row(answer));
    }
}
