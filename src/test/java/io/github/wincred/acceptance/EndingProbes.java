package io.github.wincred.acceptance;

import io.github.wincred.win32.WindowsProbes;
import java.util.concurrent.TimeUnit;

/** A self-test that ends half-way, while a credential of its own is stored: as by Ctrl-C, or by a kill. */
public final class EndingProbes {

    /** The exit status of the JVM after Ctrl-C. */
    static final int INTERRUPTED = 130;

    /** Shows that the process was killed, and did not fail. */
    static final int KILLED = 86;

    private EndingProbes() {}

    public static void main(String[] arguments) {
        WindowsProbes.ofSystem().run(false, (probe, answer) -> {
            if (probe.equals("9d")) {
                end(arguments[0]);
            }
        });
    }

    private static void end(String how) {
        if (how.equals("kill")) {
            Runtime.getRuntime().halt(KILLED);
        }
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"));
            TimeUnit.MINUTES.sleep(1);
        } catch (ReflectiveOperationException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
