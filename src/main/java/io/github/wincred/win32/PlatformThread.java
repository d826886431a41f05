package io.github.wincred.win32;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A thread of the system's for whole calls. A mutex and the last error belong to such a thread, and a virtual thread may go on in another one
 * after each wait, from Java 24 on within {@code synchronized} too.
 */
final class PlatformThread {

    /** {@code Thread.isVirtual()}, or null before Java 21, which has no virtual threads. */
    private static final MethodHandle IS_VIRTUAL = Runtime.version().feature() < 21 ? null : isVirtual();

    /** Virtual threads are many, and the calls take turns anyway. */
    private static final Semaphore THREADS = new Semaphore(64);

    private PlatformThread() {}

    private static MethodHandle isVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Thread.isVirtual", e);
        }
    }

    /** Whether the current thread is virtual. */
    static boolean isMissing() {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw new LinkageError("Thread.isVirtual", e);
        }
    }

    /** Makes a call in this thread, or, if it is virtual, in a platform thread and waits for its end. An interrupt does not end that wait. */
    static <T> T call(Supplier<T> call) {
        if (!isMissing()) {
            return call.get();
        }
        Throwable[] failure = {null};
        T result;
        THREADS.acquireUninterruptibly();
        try {
            result = CompletableFuture.supplyAsync(() -> tried(call, failure), PlatformThread::start)
                    .join();
        } finally {
            THREADS.release();
        }
        if (failure[0] instanceof Error error) {
            throw error;
        }
        if (failure[0] instanceof RuntimeException exception) {
            throw exception;
        }
        return result;
    }

    /** What the call throws comes back as it is, and not wrapped. */
    private static <T> T tried(Supplier<T> call, Throwable[] failure) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            failure[0] = e;
            return null;
        }
    }

    /** A new thread for each call: it has the class loader of its caller, and no program keeps it. */
    private static void start(Runnable call) {
        Thread thread = new Thread(call, "WinCred call");
        thread.setDaemon(true);
        thread.start();
    }
}
