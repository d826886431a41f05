package io.github.wincred.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Leaves signals to a command that runs, so that this process outlives it and can hand on its exit status. What is typed at the terminal reaches the
 * command by itself; what ends this process alone is handed on.
 *
 * <p>Java has these for every program in {@code sun.misc.Signal}, of the module {@code jdk.unsupported}, which compilers warn of. Without them signals
 * end this process as ever.
 */
final class Signals {

    /** As a shell says that a process ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private @Nullable Process process;

    /** Starts a command, and leaves signals to it from then on, also late ones after its end. Until there is a command, a signal ends this process. */
    static Process start(ProcessBuilder builder) throws IOException {
        Signals signals = new Signals();
        // A signal that comes while the command starts waits for it.
        synchronized (signals) {
            handle("INT", () -> signals.pass(false));
            handle("TERM", () -> signals.pass(true));
            handle("HUP", () -> signals.pass(true));
            Process started = builder.start();
            signals.process = started;
            return started;
        }
    }

    private synchronized void pass(boolean ends) {
        if (process == null) {
            Runtime.getRuntime().halt(TERMINATED);
        } else if (ends) {
            process.destroy();
        }
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException e) {
            // Not in this Java, or this system has no such signal.
        }
    }
}
