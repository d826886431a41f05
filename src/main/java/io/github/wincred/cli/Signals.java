package io.github.wincred.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leaves signals to a command that runs, so that this process outlives it and can hand on its exit status. What is typed at the terminal reaches the
 * command by itself; what ends this process alone is handed on.
 *
 * <p>Java has these for every program in {@code sun.misc.Signal}, of the module {@code jdk.unsupported}, which compilers warn of. Without them signals
 * end this process as ever.
 */
final class Signals implements AutoCloseable {

    private static final int OF_SIGNAL = 128;
    private static final int TERM = 15;

    private final AtomicReference<@Nullable Process> process = new AtomicReference<>();

    private Signals() {}

    /** From now on; until there is a command, a signal ends this process. */
    static Signals handedTo() {
        Signals signals = new Signals();
        handle("INT", () -> signals.pass(false));
        handle("TERM", () -> signals.pass(true));
        handle("HUP", () -> signals.pass(true));
        return signals;
    }

    void to(Process started) {
        process.set(started);
    }

    private void pass(boolean ends) {
        Process running = process.get();
        if (running == null) {
            Runtime.getRuntime().halt(OF_SIGNAL + TERM);
        } else if (ends) {
            running.destroy();
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

    @Override
    public void close() {
        process.set(null);
    }
}
